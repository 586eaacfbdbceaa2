package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.cli.Invocation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code eventfix eval}, as people and CI call it. */
final class EvalCommandTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String CASES = EvalCasesTest.FOLDER.toString();
  private static final String FLOOR = EvalCasesTest.FOLDER.resolve("floor.json").toString();
  private static final String HOSTILE =
      "## Problem Description\n\n```\n<script>alert(1)</script> \u001b[31m\u202e </pre>\n```\n";

  @TempDir private Path folder;
  private final Invocation invocation = new Invocation();

  private Result eval(String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "eval";
    arguments[1] = "--cases";
    arguments[2] = CASES;
    System.arraycopy(more, 0, arguments, 3, more.length);
    return invocation.run(arguments);
  }

  /** The rules reach their floor, and no better result is left unwritten. */
  @Test
  void theRulesStandOnTheirFloor() throws Exception {
    Path html = folder.resolve("report.html");
    Result result = eval("--floor", FLOOR, "--html", html.toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("rules\n").containsPattern("(?m)^all +\\d+ ");
    String report = Files.readString(html);
    assertThat(report)
        .contains("python/optional-key", "<tr class=\"all\">")
        .doesNotContain("<script");
    EvalFloor floor = EvalFloor.read(Path.of(FLOOR));
    int cases = EvalCase.readAll(EvalCasesTest.FOLDER, null).size();
    assertThat(floor.below(List.of(totals("all", cases, cases)))).isEmpty();
  }

  /** What the README shows is what the floor holds. */
  @Test
  void theReadmeHasTheFloor() throws IOException {
    JsonNode floor = MAPPER.readTree(Path.of(FLOOR).toFile()).get("rules");
    String readme = Files.readString(Path.of(System.getProperty("eventfix.root"), "README.md"));
    long[] sums = new long[4];
    for (EvalLanguage language : EvalLanguage.values()) {
      JsonNode row = floor.get(language.platform());
      assertThat(readme).contains(row(language.platform(), row, sums));
    }
    assertThat(readme)
        .contains("| all | %d | %d | %d | %d |\n".formatted(sums[0], sums[1], sums[2], sums[3]));
  }

  private static String row(String platform, JsonNode numbers, long[] sums) {
    StringBuilder row = new StringBuilder("| " + platform + " |");
    int i = 0;
    for (String name : List.of("cases", "frame", "cause", "fix")) {
      sums[i++] += numbers.get(name).asLong();
      row.append(' ').append(numbers.get(name).asLong()).append(" |");
    }
    return row + "\n";
  }

  private static EvalTotals totals(String platform, int cases, int points) {
    return new EvalTotals("rules", platform, cases, points, points, points, 0, 0, 0, null, 0, 0);
  }

  @Test
  void theFloorOnlyRises() throws IOException {
    Path file = folder.resolve("floor.json");
    String options = "--only=go";
    Result missing = eval(options, "--floor", file.toString());
    assertThat(missing.exitCode()).isOne();
    assertThat(missing.err()).contains("rules, go: frame is", "the floor is 0", "--raise-floor");
    assertThat(file).doesNotExist();

    assertThat(eval(options, "--floor", file.toString(), "--raise-floor").exitCode()).isZero();
    String written = Files.readString(file);
    assertThat(eval(options, "--floor", file.toString()).exitCode()).isZero();

    String higher = written.replace("\"frame\": ", "\"frame\": 1");
    Files.writeString(file, higher);
    Result below = eval(options, "--floor", file.toString());
    assertThat(below.exitCode()).isOne();
    assertThat(below.err()).contains("rules, go: frame is").doesNotContain("better");
    Result refused = eval(options, "--floor", file.toString(), "--raise-floor");
    assertThat(refused.exitCode()).isOne();
    assertThat(refused.err()).contains("never lowered");
    assertThat(Files.readString(file)).isEqualTo(higher);
  }

  @Test
  void raisingOnePlatformKeepsTheOthers() throws IOException {
    Path file = folder.resolve("floor.json");
    Files.copy(Path.of(FLOOR), file);
    EvalFloor.read(file).raise(List.of(totals("go", 99, 99)));
    assertThat(Files.readString(file).replaceAll("\"go\": \\{.*", ""))
        .isEqualTo(Files.readString(Path.of(FLOOR)).replaceAll("\"go\": \\{.*", ""));
    assertThat(EvalFloor.read(file).below(List.of(totals("go", 98, 99)))).hasSize(1);
  }

  @Test
  void providersAreComparedInOneRun() throws IOException {
    Map<String, EvalCase> byFile = new java.util.TreeMap<>();
    for (EvalCase each : EvalCase.readAll(EvalCasesTest.FOLDER, "go")) {
      byFile.put(each.file(), each);
    }
    Path html = folder.resolve("report.html");
    try (WireServer model = new WireServer()) {
      model.answer("POST /v1/chat/completions", request -> answer(byFile, request.body()));
      Result result =
          eval(
              "--only=go",
              "--provider=rules",
              "--provider=openai",
              "--set=llm.openai.base_url=" + model.url() + "/v1",
              "--set=llm.openai.api_key=k",
              "--price-input=2",
              "--price-output=8",
              "--html=" + html,
              "--json");
      assertThat(result.exitCode()).isZero();
      assertThat(result.err()).contains("go/mean-of-nothing: ").doesNotContain("script");
      List<String> lines = result.out().lines().toList();
      JsonNode all = MAPPER.readTree(lines.get(lines.size() - 1));
      assertThat(lines).hasSize(2 * (byFile.size() + 2));
      assertThat(all.get("provider").asText()).isEqualTo("openai");
      assertThat(all.get("platform").asText()).isEqualTo("all");
      assertThat(all.get("cases").asInt()).isEqualTo(byFile.size());
      assertThat(all.get("failed").asInt()).isOne();
      // One failed, one is hostile, one tells another case's answer.
      for (String point : List.of("frame", "cause", "fix")) {
        assertThat(all.get(point).asInt()).as(point).isEqualTo(byFile.size() - 3);
      }
      int answered = byFile.size() - 1;
      assertThat(all.get("cost").asDouble())
          .isCloseTo(
              answered * (1000 * 2 + 500 * 8) / 1e6, org.assertj.core.data.Offset.offset(1e-9));
    }
    assertThat(Files.readString(html))
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;/pre&gt;")
        .doesNotContain("<script", "\u001b", "\u202e");
  }

  private static WireServer.Answer answer(Map<String, EvalCase> byFile, String body) {
    String answer = "";
    for (EvalCase each : byFile.values()) {
      if (body.contains(each.file())) {
        EvalCase told = each.name().equals("closed-twice") ? byFile.get("teaser.go") : each;
        answer =
            switch (each.name()) {
              case "mean-of-nothing" -> "";
              case "short-teaser" -> HOSTILE;
              default -> EvalCasesTest.answer(java.util.Objects.requireNonNull(told));
            };
      }
    }
    if (answer.isEmpty()) {
      return new WireServer.Answer(400, "{}");
    }
    String content = MAPPER.valueToTree(answer).toString();
    return new WireServer.Answer(
        200,
        """
        {"model": "m", "choices": [{"message": {"role": "assistant", "content": %s},
          "finish_reason": "stop"}], "usage": {"prompt_tokens": 1000, "completion_tokens": 500}}
        """
            .formatted(content));
  }

  @Test
  void whoeverAnswersNothingFails() {
    Result result = eval("--only=go", "--provider=none");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains("answered nothing");
  }

  @Test
  void wrongUsageIsTold() {
    assertThat(eval("--only=cobol").err()).contains("--only names no platform");
    assertThat(eval("--raise-floor").err()).contains("--raise-floor needs --floor");
    assertThat(eval("--price-input=1").err()).contains("belong together");
    assertThat(eval("--provider=nobody", "--only=go").exitCode()).isOne();
    assertThat(invocation.run("eval", "--cases", folder.toString()).err()).contains("no cases");
    invocation.environment.put("EVENTFIX_TABLE_NAME", "suggestions");
    assertThat(eval().err()).contains("leave table.name");
  }
}
