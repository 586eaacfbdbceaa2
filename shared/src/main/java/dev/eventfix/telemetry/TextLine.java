package dev.eventfix.telemetry;

import dev.eventfix.metrics.Rfc3339;
import dev.eventfix.wire.UnseenCharacters;
import java.util.Map;
import java.util.TimeZone;

/**
 * A log line for people, such as {@code 12:00:01.123 WARN message key=value}, in local time. What
 * would act on a terminal, or end the line, is shown as an escape; a value is quoted where it would
 * not be seen to be one.
 */
final class TextLine {

  private TextLine() {}

  static String of(long now, LogLevel level, String message, Map<String, Object> members) {
    long local = Math.floorMod(now + TimeZone.getDefault().getOffset(now), 86_400_000L);
    StringBuilder line = new StringBuilder(160);
    line.append(Rfc3339.timeOfDay(local)).append(' ').append(level.name());
    line.repeat(' ', 6 - level.name().length());
    escape(line, message);
    for (Map.Entry<String, Object> member : members.entrySet()) {
      line.append(' ').append(member.getKey()).append('=');
      value(line, member.getValue().toString());
    }
    return line.append('\n').toString();
  }

  private static void value(StringBuilder line, String value) {
    boolean plain = !value.isEmpty();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      plain &= c > ' ' && c != '"' && c != '=' && c != '\\';
    }
    if (plain) {
      escape(line, value);
      return;
    }
    line.append('"');
    escape(line, value.replace("\\", "\\\\").replace("\"", "\\\""));
    line.append('"');
  }

  private static void escape(StringBuilder line, String text) {
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (!UnseenCharacters.contains(codePoint)) {
        line.appendCodePoint(codePoint);
      } else if (codePoint > 0xFFFF) {
        line.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
      } else {
        String hex = Integer.toHexString(codePoint);
        line.append("\\u").repeat('0', 4 - hex.length()).append(hex);
      }
    }
  }
}
