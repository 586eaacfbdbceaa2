package dev.eventfix.suggestfix.suggestions;

import dev.eventfix.wire.Json;
import dev.eventfix.wire.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, of whom and how: equal questions have equal keys.
 *
 * @param digest 64 hex digits, SHA-256
 */
public record QuestionKey(String digest) {

  /**
   * The key of a question.
   *
   * @param description all of the event that the prompt holds
   * @param answerLanguage null for the model's own choice
   */
  public static QuestionKey of(
      String project,
      String provider,
      String model,
      String promptVersion,
      @Nullable String answerLanguage,
      JsonValue description) {
    MessageDigest digest = sha256();
    for (String part :
        new String[] {
          project, provider, model, promptVersion, answerLanguage == null ? "" : answerLanguage
        }) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      // In none of the parts: no two lists of them become the same bytes.
      digest.update((byte) 0);
    }
    digest.update(Json.bytes(description));
    return new QuestionKey(HexFormat.of().formatHex(digest.digest()));
  }

  /** Java's own: the SDK, which signs what goes to the table, has it loaded anyway. */
  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
