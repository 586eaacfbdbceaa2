package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.cli.Invocation.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The launcher's commands, as people call them. */
final class MainTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String EVENT =
      """
      {"event_id": "9ec79c33ec9942ab8353589fcb2e04dc", "platform": "python",
       "exception": {"values": [{"type": "KeyError", "value": "'TEA-01'",
        "stacktrace": {"frames": [{"function": "price", "filename": "shop.py", "lineno": 3,
         "in_app": true, "context_line": "    return prices[sku]"}]}}]}}
      """;

  @TempDir private Path folder;
  private final Invocation invocation = new Invocation();

  private Result run(String... arguments) {
    return invocation.run(arguments);
  }

  private String file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content).toString();
  }

  @Test
  void describesAnEventForPeople() throws Exception {
    Result result = run("describe-event", file("event.json", EVENT));
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith("KeyError: 'TEA-01'\n")
        .contains("▶ price  shop.py:3", "return prices[sku]", "fingerprint v2:")
        .doesNotContain("\u001b");
  }

  @Test
  void coloursAreForTerminals() throws Exception {
    invocation.isTerminal = true;
    String file = file("event.json", EVENT);
    assertThat(run("describe-event", file).out()).contains("\u001b[");
    invocation.environment.put("NO_COLOR", "1");
    assertThat(run("describe-event", file).out()).doesNotContain("\u001b");
  }

  @Test
  void describesEveryJsonFileBelowAFolderInOrder() throws Exception {
    file("b/two.json", EVENT);
    file("b/notes.txt", "no event");
    file("a.json", EVENT);
    Result result = run("describe-event", "--json", folder.toString());
    assertThat(result.exitCode()).isZero();
    List<String> sources = new ArrayList<>();
    for (String line : result.out().lines().toList()) {
      JsonNode answer = MAPPER.readTree(line);
      sources.add(answer.path("source").asText());
      assertThat(answer.path("fingerprint").asText()).startsWith("v2:");
    }
    assertThat(sources)
        .containsExactly(
            folder.resolve("a.json").toString(), folder.resolve("b/two.json").toString());
  }

  @Test
  void readsStandardInput() {
    invocation.standardInput = EVENT;
    assertThat(run("describe-event", "-").out()).contains("KeyError");
  }

  @Test
  void aSavedWebhookIsDescribedAsWhatItHolds() throws Exception {
    for (String webhook :
        List.of(
            "{\"action\":\"triggered\",\"data\":{\"event\":%s},\"actor\":{\"type\":\"a\"}}",
            "{\"action\":\"created\",\"data\":{\"error\":%s}}",
            "{\"project\":\"shop\",\"culprit\":\"c\",\"url\":\"u\",\"event\":%s}",
            "{\"event_id\":\"1\",\"data\":%s}")) {
      String file = file("webhook.json", webhook.formatted(EVENT));
      assertThat(run("describe-event", file).out()).startsWith("KeyError: 'TEA-01'\n");
      assertThat(run("describe-event", "--as", "event", file).out())
          .startsWith("KeyError: 'TEA-01'\n");
    }
    String issue = file("issue.json", "{\"action\":\"created\",\"data\":{\"issue\":{}}}");
    assertThat(run("describe-event", issue).err())
        .startsWith("eventfix: " + issue + ": This webhook is about an issue and brings no event");
  }

  @Test
  void aRefusedFileIsOneLineAndTheOthersGoOn() throws Exception {
    String empty = file("empty.json", "");
    String nothing = file("nothing.json", "{}");
    String list = file("list.json", "[1, 2]");
    Result result =
        run(
            "describe-event",
            "--json",
            empty,
            nothing,
            list,
            folder.resolve("gone.json").toString(),
            file("good.json", EVENT));
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out().lines()).hasSize(1);
    assertThat(result.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("eventfix: " + empty + ": The body is empty"),
            line -> assertThat(line).startsWith("eventfix: " + nothing + ": The event has no"),
            line -> assertThat(line).startsWith("eventfix: " + list + ": body must be"),
            line -> assertThat(line).endsWith("gone.json: there is no such file"));
  }

  @Test
  void followsLinksAndTellsOfThoseInACircle() throws Exception {
    file("real/a.json", EVENT);
    Path real = folder.resolve("real");
    Files.createSymbolicLink(real.resolve("circle"), real);
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    Result result = run("describe-event", "--json", link.toString());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out().lines()).hasSize(1);
    assertThat(result.err())
        .isEqualTo(
            "eventfix: "
                + link.resolve("circle")
                + ": cannot be read: it is a link to a folder that it lies in\n");
  }

  @Test
  void aFaultOfTheFileSystemIsToldInWords() {
    assertThat(EventFile.reason(new AccessDeniedException("/a"))).isEqualTo("permission denied");
  }

  @Test
  void whatATriggerSendsIsNoEvent() throws Exception {
    String body = MAPPER.writeValueAsString(EVENT);
    String message = "{'messageId': 'a', 'eventSource': 'aws:sqs', 'body': %s}";
    List<String> files =
        List.of(
            "{'version': '2.0', 'requestContext': {'http': {'method': 'POST'}}, 'body': %s}",
            "{'httpMethod': 'POST', 'requestContext': {}, 'body': %s}",
            "{'Records': [" + message + "]}",
            "[" + message + "]");
    for (String file : files) {
      String path = file("trigger.json", file.replace('\'', '"').formatted(body));
      for (String command : List.of("describe-event", "suggest-fix")) {
        assertThat(run(command, path))
            .as(file)
            .isEqualTo(run(command, "--json", path))
            .matches(result -> result.exitCode() == 1 && result.out().isEmpty())
            .extracting(Result::err)
            .asString()
            .startsWith("eventfix: " + path + ": this is what a trigger sends");
      }
    }
  }

  @Test
  void aNameThatNamesNoFileIsOneLine() throws Exception {
    Result result = run("describe-event", "", "a\0b", file("good.json", EVENT));
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("KeyError");
    assertThat(result.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("eventfix: a file's name is empty"),
            line -> assertThat(line).contains("this name is not readable here"));
  }

  @Test
  void outputThatCannotBeWrittenIsAFault() throws Exception {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("full");
          }
        };
    for (String[] arguments :
        new String[][] {
          {"--help"}, {"describe-event", file("a.json", EVENT), file("b.json", EVENT)}
        }) {
      Launcher launcher =
          new Launcher(
              Map.of(),
              InputStream.nullInputStream(),
              new PrintStream(full, false, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              false);
      assertThat(Main.run(launcher, arguments)).isEqualTo(1);
    }
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("eventfix: standard output cannot be written to\n".repeat(2));
  }

  @Test
  void aFolderWithoutEventsIsAFault() {
    Result result = run("describe-event", folder.toString());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo("eventfix: " + folder + ": there is no .json file in this folder\n");
  }

  @Test
  void optionsBecomeTheRequestsFieldsForEventsAndRequestsAlike() throws Exception {
    String bare = file("bare.json", EVENT);
    String request = file("request.json", "{\"project\": \"a\", \"event\": " + EVENT + "}\n");
    for (String file : List.of(bare, request)) {
      Result result = run("describe-event", "--json", "--project", "shop", file);
      assertThat(MAPPER.readTree(result.out()).path("project").asText()).as(file).isEqualTo("shop");
    }
    Result refused =
        run("describe-event", "--detail", "all", "--max-description-tokens", "9", bare);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .contains("detail must be compact or detailed", "max_description_tokens must be");
  }

  @Test
  void aFileFromAStrangerIsAnEventAndNothingElse() throws Exception {
    String forged =
        file(
            "forged.json",
            "{\"event\": "
                + EVENT
                + ", \"message\": \"m\", \"project\": \"b\", \"detail\": \"no\"}");
    for (String[] options :
        new String[][] {{"--as", "event"}, {"--set", "requests.bodies=events"}}) {
      for (String command : List.of("describe-event", "suggest-fix")) {
        Result plain = run(command, "--json", options[0], options[1], forged);
        assertThat(plain.exitCode()).as(plain.err()).isZero();
        assertThat(MAPPER.readTree(plain.out()).path("project").asText()).isEqualTo("default");
        Result named = run(command, "--json", options[0], options[1], "--project", "a", forged);
        assertThat(MAPPER.readTree(named.out()).path("project").asText()).isEqualTo("a");
      }
    }
    assertThat(run("describe-event", "--as", "request", forged).err())
        .contains("as must be event: the body is an event or envelope and nothing else");
    assertThat(run("llm", "suggested-fix", "--set", "requests.bodies=events").exitCode()).isZero();
  }

  /** As it was sent, compressed, as the list of its lines, and as a request that somebody wrote. */
  @Test
  void envelopesAreDescribedWithOptionsAndWithout() throws Exception {
    String header =
        "{\"event_id\":\"00000000000000000000000000000001\",\"dsn\":\"https://k@s.io/7\"}";
    String event = EVENT.strip().replace("\n", "");
    String text = header + "\n{\"type\":\"event\"}\n" + event + "\n";
    Path gzip = folder.resolve("envelope.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    // An attachment that is no text.
    Path binary = folder.resolve("binary.envelope");
    Files.write(binary, text.getBytes(StandardCharsets.UTF_8));
    Files.write(
        binary,
        "{\"type\":\"attachment\",\"length\":3}\n\u00ff\n\u00fe\n"
            .getBytes(StandardCharsets.ISO_8859_1),
        StandardOpenOption.APPEND);
    for (String file :
        List.of(
            file("envelope", text),
            gzip.toString(),
            binary.toString(),
            file("lines.json", "[" + header + ",{\"type\":\"event\"}," + event + "]"),
            file("request.json", MAPPER.writeValueAsString(Map.of("envelope", text))))) {
      Result plain = run("describe-event", "--json", file);
      assertThat(plain.err()).as(file).isEmpty();
      JsonNode answer = MAPPER.readTree(plain.out());
      assertThat(answer.path("event_id").asText()).isEqualTo("00000000000000000000000000000001");
      assertThat(answer.path("project").asText()).isEqualTo("7");
      JsonNode named =
          MAPPER.readTree(run("describe-event", "--json", "--project", "p", file).out());
      assertThat(named.path("project").asText()).as(file).isEqualTo("p");
      assertThat(named.path("description")).isEqualTo(answer.path("description"));
    }
  }

  @Test
  void aDamagedEnvelopeIsRefusedInTheFunctionsWords() throws Exception {
    String cut = file("cut", "{}\n{\"type\":\"event\",\"length\":99}\n{}");
    Path gzip = folder.resolve("cut.gz");
    Files.write(gzip, new byte[] {0x1F, (byte) 0x8B, 8, 0, 0});
    for (List<String> options : List.of(List.<String>of(), List.of("--project", "p"))) {
      List<String> arguments = new ArrayList<>(List.of("describe-event", cut, gzip.toString()));
      arguments.addAll(options);
      Result result = run(arguments.toArray(new String[0]));
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .contains("item 1 ends before its `length`", "damaged, cut off or not gzip");
    }
  }

  @Test
  void aMarkBeforeTheJsonDoesNoHarm() throws Exception {
    assertThat(run("describe-event", "--project", "p", file("bom.json", "\uFEFF" + EVENT)).out())
        .contains("KeyError");
  }

  @Test
  void suggestsAFixAndSaysThatNoModelWasAsked() throws Exception {
    Result result = run("suggest-fix", file("event.json", EVENT));
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("Problem Description", "Proposed Solution", "What Else", "shop.py:3")
        .containsOnlyOnce("No model was asked");
    Result json = run("suggest-fix", "--json", file("event.json", EVENT), file("b.json", EVENT));
    assertThat(json.out().lines()).hasSize(2);
    assertThat(json.err()).containsOnlyOnce("No model was asked");
  }

  @Test
  void showsThePromptAndAsksNobody() throws Exception {
    invocation.environment.put("OPENAI_API_KEY", "made-up");
    invocation.environment.put("OPENAI_BASE_URL", "http://127.0.0.1:9/v1");
    Result result = run("suggest-fix", "--dump-prompt", file("event.json", EVENT));
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("EVENT-BEGIN 00000000", "KeyError");
  }

  @Test
  void turnedOffSuggestionsAreSaidSo() throws Exception {
    Result result = run("suggest-fix", "--set", "llm.provider=none", file("event.json", EVENT));
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("llm.provider is none");
  }

  @Test
  void wrongSettingsAreToldOnceAndTogether() throws Exception {
    Result result =
        run(
            "suggest-fix",
            "--set",
            "llm.provider=oracle",
            "--set",
            "llm.modle=x",
            file("event.json", EVENT),
            file("b.json", EVENT));
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains("llm.provider", "llm.modle is no setting");
  }

  @Test
  void logLinesComeWhenTheyAreAskedFor() throws Exception {
    String file = file("event.json", EVENT);
    assertThat(run("describe-event", file).err()).isEmpty();
    assertThat(run("describe-event", "--set", "logging.level=info", file).err())
        .contains(" INFO  request ", "outcome=ok");
    assertThat(
            run(
                    "describe-event",
                    "--set",
                    "logging.level=info",
                    "--set",
                    "logging.format=json",
                    file)
                .err())
        .contains("\"outcome\":\"ok\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "describe", "describe-event", "suggest-fix --colour x", "-x"})
  void wrongUsageIsOneLineThatSaysWhereToLook(String arguments) {
    Result result = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).startsWith("eventfix: ").contains("--help)");
  }

  @Test
  void helpAndVersionAreSuccesses() {
    assertThat(run("--help").out()).contains("describe-event", "suggest-fix");
    assertThat(run("--help").exitCode()).isZero();
    assertThat(run("--version").out()).startsWith("eventfix ");
    assertThat(run("suggest-fix", "--help").out()).contains("--dump-prompt", "OPENAI_API_KEY");
  }

  @Test
  void everyCommandHasTheOptionsOfEveryCommand() {
    List<CommandLine> left = new ArrayList<>(List.of(Main.commandLine(invocation.launcher())));
    int commands = 0;
    while (!left.isEmpty()) {
      CommandLine command = left.removeLast();
      left.addAll(command.getSubcommands().values());
      if (!command.getSubcommands().isEmpty()) {
        continue;
      }
      commands++;
      if (command.getCommandName().equals("init")) {
        continue; // It writes what is the same for everybody.
      }
      List<String> words =
          new ArrayList<>(List.of(command.getCommandSpec().qualifiedName().split(" ")));
      words.removeFirst();
      words.add("--help");
      Result help = run(words.toArray(new String[0]));
      assertThat(help.exitCode()).isZero();
      assertThat(help.out())
          .as(help.out())
          .contains("--data=DIR", "--table=NAME", "--set=KEY=VALUE", "--help", "--version")
          .contains("--json");
      if (!words.getFirst().equals("table")) {
        assertThat(help.out()).contains("--region=REGION", "--endpoint-url=URL");
      }
    }
    assertThat(commands).isEqualTo(18);
  }

  @Test
  void whatTheScriptRehearsesSucceeds() throws Exception {
    for (List<String> command :
        Rehearsal.commands(file("event.json", EVENT), folder.resolve("data").toString())) {
      assertThat(run(command.toArray(new String[0])))
          .as("%s", command)
          .matches(result -> result.exitCode() == 0);
    }
  }

  @Test
  void aHostileFileNameCannotDoMoreThanBeRead() {
    Result result = run("describe-event", "gone\u001b[2J\u202e.json");
    assertThat(result.err()).doesNotContain("\u001b", "\u202e").contains("\\u001b[2J");
  }
}
