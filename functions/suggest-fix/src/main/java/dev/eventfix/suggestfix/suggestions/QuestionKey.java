package dev.eventfix.suggestfix.suggestions;

import dev.eventfix.wire.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, of whom and how: equal questions have equal keys. Numbers and ids in what the
 * event says do not count, its letters, frames and lines of code do; {@link QuestionText} has the
 * rules.
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
    MessageDigest digest = Sha256Hex.digest();
    for (String part :
        new String[] {
          project, provider, model, promptVersion, answerLanguage == null ? "" : answerLanguage
        }) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      // In none of the parts: no two lists of them become the same bytes.
      digest.update((byte) 0);
    }
    digest.update(QuestionText.of(description));
    return new QuestionKey(HexFormat.of().formatHex(digest.digest()));
  }
}
