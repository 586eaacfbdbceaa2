package dev.eventfix.cli;

import dev.eventfix.runtime.Surroundings;
import dev.eventfix.suggestfix.SuggestFix;
import dev.eventfix.suggestfix.SuggestFixHandler;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eventfix suggest-fix}. */
@Command(
    name = "suggest-fix",
    description = "Suggests fixes for error events.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "Without a key the built-in rules answer and no model is asked. To have one asked:",
      "  OPENAI_API_KEY   your key; OPENAI_BASE_URL for another compatible server",
      "  --set llm.model=NAME          which model",
      "  --set llm.provider=openai     also without a key, for a server of your own",
      "",
      "It uses no table unless one is named."
    })
final class SuggestFixCommand implements Callable<Integer> {

  private final Launcher launcher;
  @Mixin private EventOptions options;
  @Mixin private TableOptions table;

  @Option(names = "--dump-prompt", description = "Show what would be asked, and ask nobody.")
  private boolean dumpPrompt;

  @Option(
      names = "--answer-language",
      paramLabel = "LANGUAGE",
      description = "The language the suggestion shall be in: German, Deutsch or de, for example.")
  private @Nullable String answerLanguage;

  @Option(
      names = "--consent",
      description = "Whoever the event is about agreed that a model sees it (see llm.policy).")
  private boolean consent;

  @Option(
      names = "--stream",
      negatable = true,
      description =
          "Show the suggestion while it is written, as is done on a terminal; never with --json.")
  private @Nullable Boolean stream;

  SuggestFixCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() throws IOException {
    EventCommand command =
        new EventCommand(launcher, options) {
          @Override
          FunctionCall function(Surroundings surroundings) {
            SuggestFixHandler handler =
                new SuggestFixHandler(SuggestFix.coldStart(surroundings), surroundings.lines());
            return new FunctionCall(
                "suggest-fix",
                (in, out, tokens, context) -> handler.handleRequest(in, out, tokens, context));
          }

          @Override
          String render(Map<?, ?> answer, Terminal terminal) {
            return answer.containsKey("prompt")
                ? PromptView.render(answer, terminal)
                : SuggestionView.render(answer, terminal);
          }

          @Override
          String renderRest(Map<?, ?> answer, Terminal terminal) {
            return SuggestionView.renderRest(answer, terminal);
          }

          @Override
          @Nullable String note(Map<?, ?> answer) {
            return "rules".equals(answer.get("provider")) ? SuggestionView.NO_MODEL : null;
          }
        };
    Map<String, String> fields = options.fields();
    EventOptions.put(fields, "answer_language", answerLanguage);
    if (dumpPrompt) {
      fields.put("dump_prompt", "true");
    }
    if (consent) {
      fields.put("consent", "true");
    }
    boolean watched = !options.json() && (stream == null ? launcher.isTerminal() : stream);
    if (watched) {
      fields.put("stream", "true");
    }
    return table.run(launcher, false, settings -> command.run(settings, fields, watched));
  }
}
