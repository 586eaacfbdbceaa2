package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventfix.cli.Invocation.Result;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.SettingType;
import dev.eventfix.configuration.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code config show} and {@code config init}. */
final class ConfigCommandTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;
  private final Invocation invocation = new Invocation();

  private Result run(String... arguments) {
    return invocation.run(arguments);
  }

  private ObjectNode shown(String... arguments) throws IOException {
    String[] all = new String[arguments.length + 3];
    System.arraycopy(new String[] {"config", "show", "--json"}, 0, all, 0, 3);
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    ObjectNode shown = MAPPER.createObjectNode();
    for (String line : run(all).out().lines().toList()) {
      JsonNode object = MAPPER.readTree(line);
      shown.set(object.path("setting").asText(), object);
    }
    return shown;
  }

  private Path file(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("options.yaml"), text);
    invocation.environment.put("EVENTFIX_CONF", file.toString());
    return file;
  }

  // show

  @Test
  void everySettingIsShownWithItsDefault() throws Exception {
    ObjectNode shown = shown();
    assertThat(shown).hasSize(Setting.values().length);
    for (Setting setting : Setting.values()) {
      JsonNode object = shown.path(setting.key());
      assertThat(object.isObject()).as(setting.key()).isTrue();
      assertThat(object.path("source").asText()).isEqualTo("default");
      assertThat(object.path("secret").asBoolean()).isEqualTo(setting.isSecret());
      assertThat(object.path("value").asText("")).isEqualTo(text(setting.defaultValue()));
      assertThat(run("config", "show").out()).contains(setting.key());
    }
  }

  /**
   * As Lambda does: the text of a JSON object, in which quotation marks and backslashes are two.
   */
  @Test
  void theBytesOfVariablesAreCountedAsLambdaCountsThem() {
    invocation.environment.putAll(
        Map.of("EVENTFIX_REDACTION_KEYS", "größe", "OPENAI_API_KEY", "\"\\", "HOME", "/nowhere"));
    String counted = "{\"EVENTFIX_REDACTION_KEYS\":\"größe\",\"OPENAI_API_KEY\":\"\\\"\\\\\"}";
    assertThat(run("config", "show").out())
        .contains(
            "would take " + counted.getBytes(StandardCharsets.UTF_8).length + " of the 4096 bytes");
    assertThat(run("config", "show").err()).doesNotContain("4096");
  }

  @Test
  void moreThanLambdaTakesIsWarnedOfWithWhatToDo() throws Exception {
    String patterns = "[a-z]{9} ".repeat(20) + "x".repeat(200);
    String keys = ("k".repeat(64) + ",").repeat(50);
    invocation.environment.put("EVENTFIX_REDACTION_KEYS", keys);
    assertThat(run("config", "show").err()).doesNotContain("options file");
    invocation.environment.put(
        "EVENTFIX_REDACTION_PATTERNS", "y".repeat(200) + " " + patterns.repeat(3));
    assertThat(run("config", "show").err())
        .contains("4096", "./eventfix config init eventfix.yaml");

    invocation.environment.clear();
    file("redaction.keys: [" + keys + "]\n");
    assertThat(run("config", "show").err()).isEmpty();
    assertThat(run("config", "show").out()).contains("would take 2 of the 4096 bytes");
  }

  private static List<String> valueAndSource(JsonNode shown) {
    return List.of(shown.path("value").asText(), shown.path("source").asText());
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  @Test
  void whereAValueCameFromIsTold() throws Exception {
    Path file =
        file(
            """
            llm:
              temperature: 0.1
            sentry.traces_sample_rates: {suggest-fix: 0.5, describe-event: 0}
            suggestions.retention_days: 3
            """);
    invocation.environment.put("OPENAI_BASE_URL", "http://localhost:1/v1");
    invocation.environment.put("EVENTFIX_SUGGESTIONS_RETENTION_DAYS", "4");
    ObjectNode shown = shown("--set", "llm.model=m", "--table", "t");
    assertThat(shown.path("llm.temperature").toString())
        .isEqualTo(
            "{\"setting\":\"llm.temperature\",\"value\":\"0.1\",\"source\":\"%s:2:16\",\"secret\":false}"
                .formatted(file));
    assertThat(valueAndSource(shown.path("sentry.traces_sample_rates")))
        .containsExactly("suggest-fix=0.5, describe-event=0", file + ":3:29");
    assertThat(shown.path("llm.openai.base_url").path("source").asText())
        .isEqualTo("OPENAI_BASE_URL");
    assertThat(valueAndSource(shown.path("suggestions.retention_days")))
        .containsExactly("4", "EVENTFIX_SUGGESTIONS_RETENTION_DAYS");
    assertThat(shown.path("llm.model").path("source").asText()).isEqualTo("command line");
    assertThat(shown.path("table.name").path("source").asText()).isEqualTo("command line");
  }

  @Test
  void secretsAreNotShownAndTheirNamesAre() throws Exception {
    for (Setting setting : Setting.values()) {
      if (setting.isSecret()) {
        invocation.environment.put(setting.variable(), "hunter2");
      }
    }
    Result result = run("config", "show");
    assertThat(result.out()).doesNotContain("hunter2").contains("(set)");
    assertThat(result.err()).doesNotContain("hunter2");
    for (JsonNode object : shown()) {
      assertThat(object.path("value").asText().equals("(set)"))
          .isEqualTo(object.path("secret").asBoolean());
    }
    invocation.environment.put("EVENTFIX_LLM_OPENAI_API_KEY", "ssm:/eventfix/key");
    invocation.environment.put("EVENTFIX_WEBHOOK_SECRET", "secretsmanager:webhook#secret");
    invocation.environment.put("EVENTFIX_WEBHOOK_PREVIOUS_SECRET", "ssm:no such name");
    assertThat(shown().path("llm.openai.api_key").path("value").asText())
        .isEqualTo("ssm:/eventfix/key");
    assertThat(shown().path("webhook.secret").path("value").asText())
        .isEqualTo("secretsmanager:webhook#secret");
    assertThat(shown().path("webhook.previous_secret").path("value").asText()).isEqualTo("(set)");
  }

  @Test
  void aPasswordInAnAddressIsNotShown() throws Exception {
    invocation.environment.put("OPENAI_BASE_URL", "https://me:hunter2@models.example/v1");
    assertThat(shown().path("llm.openai.base_url").path("value").asText())
        .isEqualTo("https://...@models.example/v1");
  }

  @Test
  void faultsAndWarningsAreToldBesideIt() throws Exception {
    Path file = file("llm.temprature: 0.1\nllm.temperature: hot\n");
    Result result = run("config", "show");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).containsPattern("llm\\.temperature +0\\.5 +default");
    assertThat(result.err())
        .isEqualTo(
            """
            eventfix: warning: %s:1:1: llm.temprature is no setting: did you mean llm.temperature?
            eventfix: llm.temperature (%s:2:18) must be a number from 0 to 1
            """
                .formatted(file, file));
    invocation.environment.remove("EVENTFIX_CONF");
    assertThat(run("config", "show").exitCode()).isZero();
    assertThat(run("config", "show", "--set", "stage=production", "--set", "debug=on").err())
        .startsWith("eventfix: warning: debug (command line) is on in production");
  }

  // init

  @Test
  void theFileAsItIsSetsNothing() throws Exception {
    Path file = folder.resolve("eventfix.yaml");
    Result result = run("config", "init", file.toString());
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out().replace("\n  ", " ")).contains("export EVENTFIX_CONF=" + file);
    assertThat(Files.readString(file)).isEqualTo(run("config", "init").out());
    Settings settings = Settings.read(Map.of("EVENTFIX_CONF", file.toString()), Map.of());
    assertThat(settings.faults()).isEmpty();
    assertThat(settings.warnings()).isEmpty();
    assertThat(Setting.values()).noneMatch(settings::isSet);
  }

  /** Keys may come to stand in it: from its first moment on nobody else may read it. */
  @Test
  void theFileIsItsOwnersAlone() throws Exception {
    Path file = folder.resolve("eventfix.yaml");
    assertThat(run("config", "init", file.toString()).exitCode()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatADeploymentBeginsWithIsToldBesideTheDefault() throws Exception {
    JsonNode budget = shown().path("budget.daily_requests");
    assertThat(valueAndSource(budget)).containsExactly("0", "default");
    assertThat(budget.path("template").asText()).isEqualTo("1000");
    assertThat(run("config", "show").out())
        .containsPattern("budget.daily_requests +0 \\(template.yaml: 1000\\) +default")
        .containsPattern("suggestions.queue_bodies +\\(template.yaml: events\\) +default")
        .containsPattern("budget.daily_tokens +0 +default");
    assertThat(run("config", "show", "--set", "budget.daily_requests=7").out())
        .containsPattern("budget.daily_requests +7 +command line");
    assertThat(shown().path("llm.model").has("template")).isFalse();
  }

  @Test
  void everySettingCanBeUncommented() throws Exception {
    StringBuilder text = new StringBuilder();
    for (String line : run("config", "init").out().lines().toList()) {
      assertThat(line).hasSizeLessThanOrEqualTo(100);
      boolean setting = line.startsWith("#") && line.length() > 1 && line.charAt(1) != ' ';
      text.append(setting ? given(line.substring(1)) : line).append('\n');
    }
    Path file = file(text.toString());
    Settings settings = Settings.read(Map.of("EVENTFIX_CONF", file.toString()), Map.of());
    assertThat(settings.faults()).isEmpty();
    assertThat(settings.warnings()).isEmpty();
    for (Setting setting : Setting.values()) {
      assertThat(settings.isSet(setting)).as(setting.key()).isTrue();
      assertThat(settings.source(setting)).startsWith(file + ":");
      assertThat(text.indexOf(setting.variable()) >= 0)
          .isEqualTo(setting.type().form() != SettingType.Form.NUMBERS_BY_NAME);
    }
    assertThat(settings.text(Setting.LLM_MODEL)).isEqualTo("gpt-4.1-mini");
    assertThat(settings.numbersByName(Setting.SENTRY_TRACES_SAMPLE_RATES))
        .containsEntry("suggest-fix", 0.1);
  }

  /** The line with a valid value where it has none. */
  private static String given(String line) {
    if (!line.endsWith(":")) {
      return line;
    }
    String key = line.substring(0, line.length() - 1);
    return line
        + " "
        + switch (key) {
          case "logging.format" -> "text";
          case "llm.provider" -> "rules";
          case "suggestions.queue_bodies" -> "events";
          default -> "something";
        };
  }

  @Test
  void whatIsThereIsNotOverwritten() throws Exception {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "stage: mine\n");
    assertThat(run("config", "init", file.toString()))
        .isEqualTo(
            new Result(
                1,
                "",
                "eventfix: " + file + " is there already: name another file, or remove it\n"));
    assertThat(Files.readString(file)).isEqualTo("stage: mine\n");
    Path nowhere = folder.resolve("nothere/options.yaml");
    assertThat(run("config", "init", nowhere.toString()).exitCode()).isEqualTo(1);
    assertThat(Files.exists(nowhere)).isFalse();
    assertThat(List.of(run("config").exitCode(), run("config", "init", "a", "b").exitCode()))
        .containsExactly(2, 2);
  }
}
