package dev.eventfix.suggestfix.preview;

import dev.eventfix.event.TokenEstimate;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.ModelProvider;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;
import dev.eventfix.wire.UnseenCharacters;

/**
 * Answers with the prompt itself and asks nobody: for seeing what would leave the account, and for
 * trying out everything around a model at no cost. The same question has the same answer.
 */
public final class PreviewProvider implements ModelProvider {

  /** The provider's name, and that of its only model. */
  public static final String NAME = "preview";

  private static final int SHORTEST_FENCE = 3;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isBuiltIn() {
    return true;
  }

  @Override
  public Completion complete(Question question) {
    Prompt prompt = question.prompt().get();
    String system = prompt.system();
    String user = prompt.user();
    StringBuilder text = new StringBuilder(system.length() + user.length() + 300);
    text.append("No model was asked. This is what one would be sent.\n\n## System\n\n");
    block(text, system);
    text.append("\n## User\n\n");
    block(text, user);
    return new Completion.Answer(
        text.toString(), NAME, "stop", TokenEstimate.of(system) + TokenEstimate.of(user), 0);
  }

  /**
   * The whole text as a code block, where none of it can become a heading, a link or HTML: its
   * fence is longer than any in the text. What is invisible in it is replaced.
   */
  private static void block(StringBuilder out, String text) {
    String shown = shown(text);
    String fence = "`".repeat(Math.max(SHORTEST_FENCE, longestFence(shown) + 1));
    out.append(fence).append("text\n").append(shown);
    if (!shown.endsWith("\n")) {
      out.append('\n');
    }
    out.append(fence).append('\n');
  }

  private static String shown(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean kept = c == '\n' || c == '\t' || !UnseenCharacters.contains(c);
              shown.appendCodePoint(kept ? c : '\uFFFD');
            });
    return shown.toString();
  }

  private static int longestFence(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
