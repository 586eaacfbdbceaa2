package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.eventfix.cli.Invocation.Result;
import dev.eventfix.runtime.Surroundings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** suggest-fix where somebody looks on while the suggestion is written. */
final class WatchedSuggestionTest {

  private static final String EVENT =
      """
      {"event_id": "9ec79c33ec9942ab8353589fcb2e04dc", "platform": "python",
       "exception": {"values": [{"type": "KeyError", "value": "'TEA-01'"}]}}
      """;
  private static final String ANSWER =
      "{\"event_id\":\"e\",\"fingerprint\":\"v2:f\",\"suggestion\":\"One two\",\"provider\":\"p\"}";
  private static final String PROBLEM =
      "{\"type\":\"urn:eventfix:problem:model-failed\",\"status\":502,\"detail\":\"It failed.\"}";

  @TempDir private Path folder;
  private final Invocation invocation = new Invocation();
  private final List<String> seen = new ArrayList<>();

  private String file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), EVENT).toString();
  }

  /** A command whose function says one word after the other, and looks at what is shown by then. */
  private EventCommand command(Launcher launcher, String answer, String... files) {
    EventOptions options = CommandLine.populateCommand(new EventOptions(), files);
    return new EventCommand(launcher, options) {
      @Override
      FunctionCall function(Surroundings surroundings) {
        return new FunctionCall(
            "suggest-fix",
            (in, out, tokens, context) -> {
              assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo(EVENT);
              assertThat(context.getClientContext().getCustom()).containsEntry("stream", "true");
              Objects.requireNonNull(tokens).begin();
              seen.add(tokens.token("One ") + " " + invocation.written(launcher));
              seen.add(tokens.token("two") + " " + invocation.written(launcher));
              tokens.usage(1, 2);
              out.write(answer.getBytes(StandardCharsets.UTF_8));
            });
      }

      @Override
      String render(Map<?, ?> given, Terminal terminal) {
        return "whole\n";
      }

      @Override
      String renderRest(Map<?, ?> given, Terminal terminal) {
        return "rest\n";
      }
    };
  }

  @Test
  void theTextIsShownWhileItIsWritten() throws IOException {
    Launcher launcher = invocation.launcher();
    int exitCode =
        command(launcher, ANSWER, file("a.json")).run(Map.of(), Map.of("stream", "true"), true);
    assertThat(exitCode).isZero();
    assertThat(seen).containsExactly("true One", "true One");
    assertThat(invocation.written(launcher)).isEqualTo("One two\nrest\n");
  }

  @Test
  void severalFilesHaveTheirHeadings() throws IOException {
    Launcher launcher = invocation.launcher();
    String one = file("a.json");
    String two = file("b.json");
    assertThat(command(launcher, ANSWER, one, two).run(Map.of(), Map.of("stream", "true"), true))
        .isZero();
    assertThat(invocation.written(launcher))
        .isEqualTo("%s\nOne two\nrest\n\n%s\nOne two\nrest\n\n".formatted(cut(one), cut(two)));
  }

  private static String cut(String heading) {
    return heading.length() <= Terminal.DEFAULT_WIDTH
        ? heading
        : heading.substring(0, Terminal.DEFAULT_WIDTH - 1) + SafeText.CUT_MARK;
  }

  @Test
  void aRefusalAfterwardsStandsOnStandardError() throws IOException {
    Launcher launcher = invocation.launcher();
    int exitCode =
        command(launcher, PROBLEM, file("a.json")).run(Map.of(), Map.of("stream", "true"), true);
    assertThat(exitCode).isEqualTo(1);
    assertThat(invocation.written(launcher)).isEqualTo("One two\n");
    assertThat(invocation.told()).endsWith("a.json: It failed.\n");
  }

  @Test
  void whoeverReadsNoFurtherStopsTheAsking() throws IOException {
    PrintStream closed =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("closed");
              }
            },
            false,
            StandardCharsets.UTF_8);
    Launcher launcher = new Launcher(Map.of(), invocation.launcher().in(), closed, closed, true);
    int exitCode =
        command(launcher, ANSWER, file("a.json"), file("b.json"))
            .run(Map.of(), Map.of("stream", "true"), true);
    assertThat(exitCode).isEqualTo(1);
    assertThat(seen).as("of the first file").hasSize(2).allMatch(each -> each.startsWith("false"));
  }

  @Test
  void aHandlerThatTellsNothingIsTakenToo() throws IOException {
    RequestStreamHandler handler =
        (in, out, context) -> out.write(ANSWER.getBytes(StandardCharsets.UTF_8));
    assertThat(new FunctionCall("suggest-fix", handler).call(new byte[0]).line()).isEqualTo(ANSWER);
  }

  /** The built-in rules tell all at once: it looks the same, whatever is printed to. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTerminalShowsTheSameAsAFile(boolean isTerminal) throws IOException {
    String file = file("a.json");
    invocation.isTerminal = isTerminal;
    Result whole = invocation.run("suggest-fix", "--no-stream", file);
    assertThat(whole.exitCode()).isZero();
    assertThat(whole.out()).contains("Proposed Solution", "No model was asked");
    assertThat(invocation.run("suggest-fix", file)).isEqualTo(whole);
    assertThat(invocation.run("suggest-fix", "--stream", file)).isEqualTo(whole);
    assertThat(invocation.run("suggest-fix", "--stream", "--dump-prompt", file).out())
        .isEqualTo(invocation.run("suggest-fix", "--dump-prompt", file).out());
  }

  @Test
  void answersAsTheyAreAreWhole() throws IOException {
    String file = file("a.json");
    invocation.isTerminal = true;
    Result result = invocation.run("suggest-fix", "--json", "--stream", file);
    assertThat(result.out()).startsWith("{\"").hasLineCount(1);
    assertThat(result).isEqualTo(invocation.run("suggest-fix", "--json", file));
  }
}
