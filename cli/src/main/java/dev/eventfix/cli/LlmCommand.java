package dev.eventfix.cli;

import static dev.eventfix.cli.AnswerTree.map;
import static dev.eventfix.cli.AnswerTree.number;
import static dev.eventfix.cli.AnswerTree.text;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.configuration.Setting;
import dev.eventfix.runtime.FunctionFailedException;
import dev.eventfix.runtime.Surroundings;
import dev.eventfix.suggestfix.SuggestFix;
import dev.eventfix.suggestfix.SuggestFixHandler;
import dev.eventfix.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eventfix llm}. */
@Command(
    name = "llm",
    description = {
      "Asks the model of a use case a harmless question, and tells whether it answers and how fast:"
          + " the way to try settings out before they are deployed.",
      "It costs a few tokens. ./eventfix check finds out what can be found out for nothing."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "The same in a deployment: invoke suggest-fix with {\"probe\": \"suggested-fix\"}."
    })
final class LlmCommand implements Callable<Integer> {

  private static final String BETWEEN = " · ";

  private final Launcher launcher;
  @Mixin private TableOptions table;

  @Parameters(
      paramLabel = "USECASE",
      description = "suggested-fix, example, or another name of the setting llm.usecases.")
  private String useCase;

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  LlmCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() throws IOException {
    return table.run(launcher, false, this::probe);
  }

  private int probe(Map<String, String> settings) throws IOException {
    Map<String, String> own = new HashMap<>(settings);
    // What is asked here is a request, whatever the requests of others are.
    own.put(Setting.REQUESTS_BODIES.key(), "requests");
    Surroundings surroundings = launcher.surroundings(own);
    SuggestFixHandler handler =
        new SuggestFixHandler(SuggestFix.coldStart(surroundings), surroundings.lines());
    FunctionCall call =
        new FunctionCall(
            "suggest-fix",
            (in, out, tokens, context) -> handler.handleRequest(in, out, tokens, context));
    SuggestionStream stream =
        json ? null : new SuggestionStream(launcher.out(), launcher.terminal(), null);
    FunctionCall.Answer answer;
    try {
      answer = call.call(request(), Map.of(), stream);
    } catch (FunctionFailedException e) {
      launcher.error(FunctionCall.told(e));
      return ExitCode.SOFTWARE;
    } finally {
      if (stream != null) {
        stream.end();
      }
    }
    String problem = answer.problem();
    if (problem != null) {
      launcher.out().flush();
      launcher.error(problem);
      return ExitCode.SOFTWARE;
    }
    if (json) {
      launcher.printJson(answer.line());
    } else {
      print(answer.tree());
    }
    return ExitCode.OK;
  }

  private byte[] request() throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    try (JsonGenerator generator = Json.generator(request)) {
      generator.writeStartObject();
      generator.writeStringField("probe", useCase);
      generator.writeBooleanField("stream", !json);
      generator.writeEndObject();
    }
    return request.toByteArray();
  }

  private void print(Map<?, ?> answer) {
    Map<?, ?> usage = map(answer.get("usage"));
    Page page = new Page(launcher.terminal());
    page.rule();
    AnswerFooter.dim(
        "asked "
            + text(answer.get("provider"))
            + instead(text(answer.get("instead_of")))
            + BETWEEN
            + text(answer.get("model"))
            + BETWEEN
            + "ended with "
            + text(answer.get("finish_reason")),
        page);
    AnswerFooter.dim(
        "first token after "
            + number(answer.get("first_token_ms"))
            + " ms"
            + BETWEEN
            + "all after "
            + number(answer.get("time_ms"))
            + " ms"
            + BETWEEN
            + AnswerTree.counted(number(usage.get("input_tokens")), "tokens")
            + " in, "
            + number(usage.get("output_tokens"))
            + " out",
        page);
    launcher.out().print(page);
  }

  private static String instead(@Nullable String first) {
    return first == null || first.isEmpty() ? "" : " instead of " + first;
  }
}
