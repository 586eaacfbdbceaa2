package dev.eventfix.event;

import dev.eventfix.event.ErrorEvent.Frame;
import dev.eventfix.event.ErrorEvent.Report;
import dev.eventfix.event.ErrorEvent.Thrown;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one group have in common, as {@code v1:} and 32 hex digits: exception types
 * and the in-app frames' module and function. Line numbers, messages and system frames do not count
 * as long as there are in-app frames, so two releases in which only lines moved give the same.
 *
 * <p>An event's own fingerprint splits such a group further, part by part; {@code {{ default }}}
 * stands for the group itself (Sentry's SDK fingerprinting). It never merges groups, for strangers
 * write events.
 */
final class Fingerprint {

  private static final String VERSION = "v1:";
  private static final int BYTES = 16;

  /** From this length on, a run of hex digits in a name is taken for a hash or an address. */
  private static final int MIN_HASH = 6;

  /** The facts of a browser's report that say what was violated, by the names browsers send. */
  private static final String[] REPORT_FACTS = {
    "effective_directive",
    "effective-directive",
    "violated_directive",
    "violated-directive",
    "blocked_uri",
    "blocked-uri",
    "hostname"
  };

  private final StringBuilder text = new StringBuilder(512);
  private final Redactor redactor;

  private Fingerprint(Redactor redactor) {
    this.redactor = redactor;
  }

  /**
   * The fingerprint of an event.
   *
   * @param redactor has numbered nothing yet: the same event gives the same, however it is
   *     described
   */
  static String of(ErrorEvent event, Redactor redactor) {
    Fingerprint fingerprint = new Fingerprint(redactor);
    boolean frames = fingerprint.addExceptions(event.exceptions(), true);
    if (!frames) {
      frames = fingerprint.addFrames(event.threadStack(), true);
    }
    if (!frames) {
      frames =
          fingerprint.addExceptions(event.exceptions(), false)
              || fingerprint.addFrames(event.threadStack(), false);
    }
    if (!frames) {
      fingerprint.addMessages(event);
    }
    fingerprint.addOwn(event.fingerprint());
    return VERSION + fingerprint.digest();
  }

  private boolean addExceptions(List<Thrown> exceptions, boolean inAppOnly) {
    text.setLength(0);
    boolean frames = false;
    for (Thrown thrown : exceptions) {
      line("exception", thrown.type());
      frames |= addFrames(thrown.frames(), inAppOnly);
    }
    return frames;
  }

  /** Adds each function once, so that a recursion's depth does not count. */
  private boolean addFrames(List<Frame> frames, boolean inAppOnly) {
    Set<String> seen = new HashSet<>();
    for (Frame frame : frames) {
      if (frame.inApp() || !inAppOnly) {
        String place = frame.module() != null ? frame.module() : frame.file();
        place = place == null ? frame.binary() : place;
        String function = frame.function() == null ? frame.symbol() : frame.function();
        String call =
            stableName(place == null ? "" : place)
                + "\t"
                + stableName(function == null ? "" : function);
        if (seen.add(call)) {
          text.append("frame\t").append(call).append('\n');
        }
      }
    }
    return !seen.isEmpty();
  }

  private void addMessages(ErrorEvent event) {
    for (Thrown thrown : event.exceptions()) {
      line("value", thrown.value());
    }
    // Before its parameters were put in: they differ from event to event.
    line("message", event.template());
    if (event.report() != null) {
      addReport(event.report());
    }
  }

  private void addReport(Report report) {
    line("report", report.type());
    for (String fact : REPORT_FACTS) {
      Object value = report.facts().get(fact);
      line(fact, value == null ? null : value.toString());
    }
  }

  private void addOwn(List<String> parts) {
    for (String part : parts) {
      if (!isDefault(part)) {
        text.append("own\t").append(oneLine(redactor.redact(part).toString())).append('\n');
      }
    }
  }

  private static boolean isDefault(String part) {
    String name = part.strip();
    return name.startsWith("{{")
        && name.endsWith("}}")
        && name.length() > 4
        && name.substring(2, name.length() - 2).strip().equals("default");
  }

  private void line(String kind, @Nullable String value) {
    text.append(kind).append('\t');
    if (value != null) {
      text.append(kind.equals("exception") ? stableName(value) : stableText(value));
    }
    text.append('\n');
  }

  /** A message without what changes from event to event: secrets, numbers, ids. */
  private String stableText(String raw) {
    return oneLine(replaceIds(redactor.redact(raw).toString()));
  }

  /**
   * A name without what a build or a run puts into it: addresses, hashes in bundles' names, the
   * counters of lambdas and anonymous classes. Its other numbers tell it from its neighbours.
   */
  private String stableName(String raw) {
    return oneLine(replaceHashes(redactor.redactName(raw).toString()));
  }

  /** Without what separates one part from the next: nobody shall write several in one. */
  private static String oneLine(String text) {
    return text.replace('\n', ' ').replace('\t', ' ');
  }

  /** Puts a 0 for each placeholder, and for each run of letters, digits and dashes with a digit. */
  private static String replaceIds(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int placeholder = SecretKind.placeholderEnd(text, i);
      if (placeholder > 0) {
        out.append('0');
        i = placeholder;
        continue;
      }
      int end = i;
      boolean digit = false;
      while (end < text.length() && isIdPart(text.charAt(end))) {
        digit |= Character.isDigit(text.charAt(end));
        end++;
      }
      if (digit) {
        out.append('0');
      } else {
        end = Math.max(end, i + 1);
        out.append(text, i, end);
      }
      i = end;
    }
    return out.toString();
  }

  private static boolean isIdPart(char c) {
    return Character.isLetterOrDigit(c) || c == '-';
  }

  /**
   * Puts a 0 for each long run of hex digits that holds a decimal one, and for each number behind a
   * dollar sign.
   */
  private static String replaceHashes(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int end = i;
      boolean digit = false;
      while (end < text.length() && Chars.isHex(text.charAt(end))) {
        digit |= text.charAt(end) <= '9';
        end++;
      }
      boolean counter = i > 0 && text.charAt(i - 1) == '$' && end > i && text.charAt(i) <= '9';
      if (digit && (end - i >= MIN_HASH || counter)) {
        out.append('0');
      } else {
        end = Math.max(end, i + 1);
        out.append(text, i, end);
      }
      i = end;
    }
    return out.toString();
  }

  private String digest() {
    byte[] hash = Sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8));
    StringBuilder hex = new StringBuilder(2 * BYTES);
    for (int i = 0; i < BYTES; i++) {
      hex.append(Character.forDigit(hash[i] >> 4 & 15, 16));
      hex.append(Character.forDigit(hash[i] & 15, 16));
    }
    return hex.toString();
  }
}
