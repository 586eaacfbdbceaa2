package dev.eventfix.suggestfix.http;

import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.Completion.Answer;
import dev.eventfix.suggestfix.provider.Completion.RateLimited;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Takes our own key out of a server's words that are passed on, for servers repeat what they were
 * sent: whole, its beginning or end, in other letters' case, in base64 or hex.
 */
final class OwnKey {

  /** So many characters of a key, or all of a shorter one, are a piece of it. */
  static final int PIECE = 8;

  /** The same of what encodes it. */
  static final int ENCODED_PIECE = 12;

  /** What is shorter is no secret, and stands in any text. */
  static final int SHORTEST_KEY = 4;

  /** What stands in its place. */
  static final String MARK = "<key>";

  private OwnKey() {}

  /** The completion without the key that was sent, in all of it that is in the server's words. */
  static Completion takenOut(Completion completion, Credentials.Sent sent) {
    if (!(sent instanceof Credentials.Sent.Header header)) {
      return completion;
    }
    String key = header.value().substring(header.value().lastIndexOf(' ') + 1);
    if (completion instanceof RateLimited limited) {
      return new RateLimited(takenOut(limited.reason(), key), limited.retryAfterSeconds());
    }
    return completion instanceof Answer answer
        ? new Answer(
            answer.text(),
            takenOut(answer.model(), key),
            takenOut(answer.finishReason(), key),
            answer.inputTokens(),
            answer.outputTokens())
        : completion;
  }

  /**
   * The text without the key.
   *
   * @param text bounded, as a reason or a name is
   */
  static String takenOut(String text, String key) {
    if (key.length() < SHORTEST_KEY) {
      return text;
    }
    boolean[] taken = new boolean[text.length()];
    String lower = lower(text);
    mark(lower, lower(key), Math.min(PIECE, key.length()), taken);
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    mark(lower, HexFormat.of().formatHex(bytes), ENCODED_PIECE, taken);
    for (int before = 0; before < 3; before++) {
      mark(lower, lower(base64(bytes, before)), ENCODED_PIECE, taken);
    }
    StringBuilder rest = new StringBuilder(text.length());
    for (int i = 0; i < taken.length; i++) {
      if (!taken[i]) {
        rest.append(text.charAt(i));
      } else if (i == 0 || !taken[i - 1]) {
        rest.append(MARK);
      }
    }
    return rest.toString();
  }

  /** In small ASCII letters, which keys are of; a text keeps its length. */
  private static String lower(String text) {
    StringBuilder lower = new StringBuilder(text);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        lower.setCharAt(i, (char) (c + ('a' - 'A')));
      }
    }
    return lower.toString();
  }

  /** Marks all that the text has in common with the secret in pieces of so many characters. */
  private static void mark(String text, String secret, int piece, boolean[] taken) {
    for (int i = 0; i + piece <= text.length(); i++) {
      if (secret.contains(text.substring(i, i + piece))) {
        Arrays.fill(taken, i, i + piece, true);
      }
    }
  }

  /** What of base64 only these bytes decide, behind as many others as a group of three lacks. */
  private static String base64(byte[] bytes, int before) {
    byte[] all = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, all, before, bytes.length);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(all);
    return encoded.substring(
        before == 0 ? 0 : before + 1, encoded.length() - (all.length % 3 == 0 ? 0 : 1));
  }
}
