package dev.eventfix.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where values come from, which of them wins, and what is told when one is wrong. */
final class SettingSourcesTest {

  @TempDir private Path folder;

  private String file(String yaml) throws IOException {
    Path file = folder.resolve("options.yaml");
    Files.writeString(file, yaml);
    return file.toString();
  }

  private Settings fromFile(String yaml) throws IOException {
    return Settings.read(Map.of("EVENTFIX_CONF", file(yaml)), Map.of());
  }

  private static String faults(Settings settings) {
    try {
      settings.requireNoFaults();
      return "none";
    } catch (MisconfiguredException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Three values that the setting takes, none of them its default. */
  private static List<String> values(Setting setting) {
    return switch (setting.type().form()) {
      case TEXT, LIST -> List.of("a", "b", "c");
      case FLAG -> List.of("true", "yes", "1");
      case WHOLE_NUMBER -> List.of("101", "102", "103");
      case NUMBER -> List.of("0.25", "0.75", "1");
      case CHOICE ->
          switch (setting) {
            case LOGGING_LEVEL -> List.of("debug", "warn", "off");
            case LOGGING_FORMAT -> List.of("text", "json", "text");
            case METRICS_BACKEND -> List.of("none", "emf", "none");
            case REQUESTS_BODIES, SUGGESTIONS_QUEUE_BODIES ->
                List.of("events", "requests", "events");
            case LLM_POLICY -> List.of("individual_consent", "subprocessor", "allowed");
            default -> throw new IllegalStateException(setting.key());
          };
      case NUMBERS_BY_NAME -> List.of();
      case GROUPS -> List.of("{a: {}}", "{b: {}}", "{c: {}}");
    };
  }

  // Every setting from every source

  @ParameterizedTest
  @EnumSource
  void byItselfItHasItsDefault(Setting setting) {
    Settings settings = Settings.read(Map.of(), Map.of());
    assertThat(settings.text(setting)).isEqualTo(setting.defaultValue());
    assertThat(settings.isSet(setting)).isFalse();
    assertThat(settings.source(setting)).isEqualTo("default");
    if (setting.defaultValue() != null) {
      assertThat(setting.type().fault(setting.defaultValue())).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("allButMaps")
  void eachSourceWinsOverTheOnesBefore(Setting setting) throws IOException {
    List<String> values = values(setting);
    Map<String, String> environment = new HashMap<>();
    Map<String, String> given = new HashMap<>();

    String file = file(setting.key() + ": " + values.get(0) + "\n");
    environment.put("EVENTFIX_CONF", file);
    Settings fromFile = Settings.read(environment, given);
    assertThat(told(fromFile, setting)).isEqualTo(values.get(0));
    assertThat(fromFile.source(setting)).startsWith(file + ":1:");
    assertThat(fromFile.isSet(setting)).isTrue();

    if (setting == Setting.TABLE_REGION) {
      // Lambda sets it always, so it stands back behind the file.
      environment.put("AWS_REGION", "elsewhere");
      assertThat(told(Settings.read(environment, given), setting)).isEqualTo(values.get(0));
      environment.remove("AWS_REGION");
    }
    environment.put(setting.variable(), " " + values.get(1) + " ");
    Settings fromEnvironment = Settings.read(environment, given);
    assertThat(told(fromEnvironment, setting)).isEqualTo(values.get(1));
    assertThat(fromEnvironment.source(setting)).isEqualTo(setting.variable());

    given.put(setting.key(), values.get(2));
    Settings fromCommandLine = Settings.read(environment, given);
    assertThat(told(fromCommandLine, setting)).isEqualTo(values.get(2));
    assertThat(fromCommandLine.source(setting)).isEqualTo("command line");
    assertThat(faults(fromCommandLine)).isEqualTo("none");
    assertThat(fromCommandLine.warnings())
        .containsExactly(
            "%s (%s) has no effect: %s wins over the file"
                .formatted(setting.key(), fromFile.source(setting), setting.variable()));
  }

  private static @Nullable String told(Settings settings, Setting setting) {
    return setting.type().form() == SettingType.Form.GROUPS
        ? settings.shown(setting)
        : settings.text(setting);
  }

  static List<Setting> allButMaps() {
    return having(setting -> setting.type().form() != SettingType.Form.NUMBERS_BY_NAME);
  }

  private static List<Setting> having(Predicate<Setting> predicate) {
    return Stream.of(Setting.values()).filter(predicate).toList();
  }

  static List<Setting> withUsualVariables() {
    return having(setting -> setting.usualVariable() != null && setting != Setting.TABLE_REGION);
  }

  @ParameterizedTest
  @MethodSource("withUsualVariables")
  void itsUsualVariableWinsOverTheFileAndNotOverItsOwn(Setting setting) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("EVENTFIX_CONF", file(setting.key() + ": a\n"));
    environment.put(String.valueOf(setting.usualVariable()), "b");
    assertThat(Settings.read(environment, Map.of()).text(setting)).isEqualTo("b");
    environment.put(setting.variable(), "c");
    assertThat(Settings.read(environment, Map.of()).text(setting)).isEqualTo("c");
  }

  static List<Setting> withForms() {
    return having(
        setting ->
            setting.type().form() != SettingType.Form.TEXT
                // Told with a place of its own, see OptionGroupTest.
                && setting.type().form() != SettingType.Form.GROUPS
                && setting.type().form() != SettingType.Form.LIST);
  }

  @ParameterizedTest
  @MethodSource("withForms")
  void aValueOfTheWrongFormIsAFaultThatNamesItsSource(Setting setting) throws IOException {
    String wrong = "w r o n g";
    String file = file(setting.key() + ": " + wrong + "\n");
    String line = setting.key() + ": ";
    assertThat(faults(Settings.read(Map.of("EVENTFIX_CONF", file), Map.of())))
        .contains(setting.key())
        .contains(file + ":1:" + (line.length() + 1))
        .doesNotContain(wrong);
    assertThat(faults(Settings.read(Map.of(setting.variable(), wrong), Map.of())))
        .startsWith(setting.key() + " (" + setting.variable() + ") ")
        .doesNotContain(wrong);
    Settings given = Settings.read(Map.of(), Map.of(setting.key(), wrong));
    assertThat(faults(given)).startsWith(setting.key() + " (command line) ").doesNotContain(wrong);
    assertThat(given.text(setting)).isEqualTo(setting.defaultValue());
  }

  // Types

  @ParameterizedTest
  @CsvSource({
    "true, true",
    "yes, true",
    "on, true",
    "1, true",
    "false, false",
    "no, false",
    "off, false",
    "0, false"
  })
  void flagsAreTakenAsPeopleWriteThem(String text, boolean flag) {
    Settings settings = Settings.read(Map.of("EVENTFIX_DEBUG", text), Map.of());
    assertThat(settings.flag(Setting.DEBUG)).isEqualTo(flag);
    assertThat(faults(settings)).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"99", "32001", "1.5", "1e3", "0x64", "99999999999", "ten", "NaN"})
  void wholeNumbersOutOfTheirRangeAreFaults(String number) {
    assertThat(faults(Settings.read(Map.of(), Map.of("llm.max_output_tokens", number))))
        .isEqualTo("llm.max_output_tokens (command line) must be a whole number from 100 to 32000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "1.1", "NaN", "Infinity", "half", "0,5"})
  void numbersOutOfTheirRangeAreFaults(String number) {
    assertThat(faults(Settings.read(Map.of(), Map.of("llm.temperature", number))))
        .isEqualTo("llm.temperature (command line) must be a number from 0 to 1");
  }

  // The options file

  @Test
  void mapsSpellDottedNames() throws IOException {
    Settings settings =
        fromFile(
            """
            # comments are passed over
            llm:
              model: m-1
              allowed_models: [m-2, m-3]
              openai.api_key: ssm:/key
            redaction:
              patterns:
                - a{2,3}
                - b\\x20c
            sentry:
              traces_sample_rates:
                describe-event: 0.25
                suggest-fix: 1
            """);
    assertThat(faults(settings)).isEqualTo("none");
    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.text(Setting.LLM_MODEL)).isEqualTo("m-1");
    assertThat(settings.list(Setting.LLM_ALLOWED_MODELS)).containsExactly("m-2", "m-3");
    assertThat(settings.list(Setting.REDACTION_PATTERNS)).containsExactly("a{2,3}", "b\\x20c");
    assertThat(settings.isSet(Setting.OPENAI_API_KEY)).isTrue();
    assertThat(settings.numbersByName(Setting.SENTRY_TRACES_SAMPLE_RATES))
        .isEqualTo(Map.of("describe-event", 0.25, "suggest-fix", 1.0));
    assertThat(settings.source(Setting.SENTRY_TRACES_SAMPLE_RATES)).endsWith("options.yaml:12:5");
  }

  @Test
  void aMapHasNoOtherSource() {
    String fault = "sentry.traces_sample_rates (%s) is a map, which only the options file can hold";
    assertThat(
            faults(Settings.read(Map.of("EVENTFIX_SENTRY_TRACES_SAMPLE_RATES", "a=1"), Map.of())))
        .isEqualTo(fault.formatted("EVENTFIX_SENTRY_TRACES_SAMPLE_RATES"));
    assertThat(faults(Settings.read(Map.of(), Map.of("sentry.traces_sample_rates", "a=1"))))
        .isEqualTo(fault.formatted("command line"));
    assertThat(Settings.read(Map.of(), Map.of()).numbersByName(Setting.SENTRY_TRACES_SAMPLE_RATES))
        .isEmpty();
  }

  @Test
  void aMapsUnknownNameIsWarnedOf() throws IOException {
    Settings settings = fromFile("sentry.traces_sample_rates: {sugest-fix: 1, x: 0}\n");
    assertThat(settings.warnings())
        .hasSize(2)
        .anyMatch(warning -> warning.endsWith("takes: did you mean suggest-fix?"))
        .anyMatch(
            warning ->
                warning.endsWith("takes; it takes describe-event, suggest-fix, add-permission"));
    assertThat(faults(settings)).isEqualTo("none");
  }

  @Test
  void valuesAreTakenAsTheyAreWritten() throws IOException {
    assertThat(fromFile("table.name: 010\nstage: no\n").text(Setting.TABLE_NAME)).isEqualTo("010");
    assertThat(fromFile("table.name: 010\nstage: no\n").stage()).isEqualTo("no");
    assertThat(fromFile("table.name: 2026-11-21\n").text(Setting.TABLE_NAME))
        .isEqualTo("2026-11-21");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "---\n", "llm:\n", "llm.model:\n", "llm.model: ''\n"})
  void whatIsEmptyGivesNothing(String yaml) throws IOException {
    Settings settings = fromFile(yaml);
    assertThat(faults(settings)).isEqualTo("none");
    assertThat(settings.warnings()).noneMatch(warning -> !warning.contains("llm is no setting"));
    assertThat(settings.isSet(Setting.LLM_MODEL)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "llm: {model: a|:1:15: is not well-formed YAML: ",
        "llm:\\n  model: a\\n model: b|:3:2: is not well-formed YAML: ",
        "llm:\\n\\tmodel: a|:2:1: is not well-formed YAML",
        "llm.model: a\\nllm.model: b|:2:1: llm.model stands there a second time: keep one",
        "llm.model: a\\nllm:\\n  model: b|:3:3: llm.model stands there a second time: keep one",
        "sentry.traces_sample_rates: {a: 1, a: 1}|:1:39: sentry.traces_sample_rates must be",
        "a: 1\\n---\\nb: 2|:2:1: is not well-formed YAML: but found another document",
        "- a|:1:1: must hold names of settings with their values",
        "just a text|:1:1: must hold names of settings with their values",
        "llm.model: [a, b]|:1:12: llm.model must be a text",
        "llm.model: {a: b}|:1:12: llm.model must be a text",
        "debug: [true]|:1:8: debug must be true or false",
        "redaction.keys: [a, [b]]|:1:21: redaction.keys must be a list of texts",
        "'redaction.keys': ['a, b']|:1:20: no part of redaction.keys may hold a comma",
        "redaction.patterns: [a b]|:1:22: no part of redaction.patterns may hold white space",
        "sentry.traces_sample_rates: 1|:1:29: sentry.traces_sample_rates must be names with a number from 0 to 1",
        "sentry.traces_sample_rates: {a: 2}|:1:33: sentry.traces_sample_rates must be names with a number from 0 to 1",
        "? [a]\\n: b|:1:3: a setting's name must be a plain word",
        "a: &x {b: 1}\\nc: *x|: is not ",
        "llm.openai.api_key: *sk-HUNTER2|:1:21: is not well-formed YAML",
        "llm.openai.api_key: !HUN!TER2 x|:1:21: is not well-formed YAML",
        "llm.openai.api_key: {HUNTER2|is not well-formed YAML",
        "llm.openai.api_key: @HUNTER2|:1:21: is not well-formed YAML",
        "llm.model: \"\\u0007\\\"|is not",
      })
  void whatIsMalformedIsToldWithItsPlace(String yaml, String fault) throws IOException {
    assertThat(faults(fromFile(yaml.replace("\\n", "\n").replace("\\t", "\t"))))
        .contains(fault)
        .doesNotContain("HUN", "TER2");
  }

  @Test
  void aFaultTellsNoValue() throws IOException {
    String faults =
        faults(fromFile("llm.openai.api_key: [sk-HUNTER2]\nllm.temperature: sk-HUNTER2\n"));
    assertThat(faults).contains(":1:21:", ":2:18").doesNotContain("HUNTER2");
  }

  @Test
  void aMissingFileThatWasAskedForSaysHowToMakeIt() {
    String missing = folder.resolve("missing.yaml").toString();
    assertThat(faults(Settings.read(Map.of("EVENTFIX_CONF", missing), Map.of())))
        .isEqualTo(
            missing
                + ": there is no such file: correct EVENTFIX_CONF, or make the file with ./eventfix"
                + " config init "
                + missing);
  }

  @Test
  void aFolderOrWhatIsNoTextIsNoOptionsFile() throws IOException {
    assertThat(faults(Settings.read(Map.of("EVENTFIX_CONF", folder.toString()), Map.of())))
        .endsWith(": cannot be read: make it a file that this process may read");
    Path binary = folder.resolve("binary.yaml");
    Files.write(binary, new byte[] {'a', ':', ' ', (byte) 0xc3, '('});
    assertThat(faults(Settings.read(Map.of("EVENTFIX_CONF", binary.toString()), Map.of())))
        .endsWith("binary.yaml: is not in UTF-8");
    Files.write(binary, "x".repeat(OptionsFile.MAX_BYTES + 1).getBytes(StandardCharsets.UTF_8));
    assertThat(faults(Settings.read(Map.of("EVENTFIX_CONF", binary.toString()), Map.of())))
        .endsWith("binary.yaml: is larger than 1024 KiB");
    assertThat(faults(Settings.read(Map.of("EVENTFIX_CONF", "a\u0000b"), Map.of())))
        .contains("there is no such file");
  }

  @Test
  void deepNestingEndsEarly() throws IOException {
    assertThat(faults(fromFile("a: " + "[".repeat(100_000)))).contains("is not ");
  }

  @Test
  void theFileInAFunctionsPackageIsReadUnlessAnotherIsNamed() throws IOException {
    Files.writeString(folder.resolve("eventfix.yaml"), "llm.model: packaged\n");
    Map<String, String> environment = new HashMap<>();
    environment.put("LAMBDA_TASK_ROOT", folder.toString());
    assertThat(Settings.read(environment, Map.of()).text(Setting.LLM_MODEL)).isEqualTo("packaged");
    environment.put("EVENTFIX_CONF", file("llm.model: named\n"));
    assertThat(Settings.read(environment, Map.of()).text(Setting.LLM_MODEL)).isEqualTo("named");
    environment.put("LAMBDA_TASK_ROOT", folder.resolve("empty").toString());
    environment.remove("EVENTFIX_CONF");
    Settings without = Settings.read(environment, Map.of());
    assertThat(without.isSet(Setting.LLM_MODEL)).isFalse();
    assertThat(faults(without)).isEqualTo("none");
  }

  // Names

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EVENTFIX_LLM_MODLE|EVENTFIX_LLM_MODLE is no setting: did you mean EVENTFIX_LLM_MODEL?",
        "EVENTFIX_CONFIG|EVENTFIX_CONFIG is no setting: did you mean EVENTFIX_CONF?",
        "EVENTFIX_COMPLETELY_DIFFERENT_THING|EVENTFIX_COMPLETELY_DIFFERENT_THING is no setting; the README lists them",
      })
  void anUnknownVariableIsWarnedOfWithTheNearestName(String variable, String warning) {
    Settings settings = Settings.read(Map.of(variable, "x", "HOME", "/root"), Map.of());
    assertThat(settings.warnings()).containsExactly(warning);
    assertThat(faults(settings)).isEqualTo("none");
  }

  @Test
  void anUnknownNameInTheFileIsWarnedOfWithItsPlace() throws IOException {
    Settings settings = fromFile("llm:\n  modle: a\n  nothing:\n    like: it\n");
    assertThat(settings.warnings())
        .hasSize(2)
        .first()
        .asString()
        .endsWith(":2:3: llm.modle is no setting: did you mean llm.model?");
    assertThat(settings.warnings().get(1)).contains(":3:3: llm.nothing is no setting");
    assertThat(faults(settings)).isEqualTo("none");
  }

  @Test
  void anUnknownNameOnTheCommandLineIsAFault() {
    assertThat(faults(Settings.read(Map.of(), Map.of("llm.modle", "x"))))
        .isEqualTo("llm.modle is no setting: did you mean llm.model?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "environment", "command line"})
  void anOldNameWorksWithAWarningFromEachSource(String source) throws IOException {
    Settings settings =
        switch (source) {
          case "file" -> fromFile("suggestions:\n  days: 7\n");
          case "environment" -> Settings.read(Map.of("EVENTFIX_SUGGESTIONS_DAYS", "7"), Map.of());
          default -> Settings.read(Map.of(), Map.of("suggestions.days", "7"));
        };
    assertThat(settings.wholeNumber(Setting.SUGGESTIONS_RETENTION_DAYS)).isEqualTo(7);
    assertThat(settings.warnings())
        .singleElement()
        .asString()
        .startsWith("suggestions.days (")
        .endsWith(") is called suggestions.retention_days now: rename it");
    assertThat(faults(settings)).isEqualTo("none");
  }

  @Test
  void differentValuesUnderBothNamesAreAFaultWhereverTheyStand() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("EVENTFIX_CONF", file("suggestions.days: 7\n"));
    environment.put("EVENTFIX_SUGGESTIONS_RETENTION_DAYS", "8");
    assertThat(faults(Settings.read(environment, Map.of())))
        .startsWith(
            "suggestions.retention_days (EVENTFIX_SUGGESTIONS_RETENTION_DAYS) has another value"
                + " under its old name suggestions.days (")
        .endsWith("options.yaml:1:19): remove that one");
    environment.put("EVENTFIX_SUGGESTIONS_RETENTION_DAYS", "7");
    Settings same = Settings.read(environment, Map.of());
    assertThat(faults(same)).isEqualTo("none");
    assertThat(same.warnings()).hasSize(1);
  }

  @Test
  void aWrongValueUnderAnOldNameIsAFaultToo() {
    assertThat(faults(Settings.read(Map.of("EVENTFIX_SUGGESTIONS_DAYS", "0"), Map.of())))
        .isEqualTo(
            "suggestions.retention_days (EVENTFIX_SUGGESTIONS_DAYS) must be a whole number from 1"
                + " to 3650");
  }

  @Test
  void allFaultsOfAllSourcesAreToldAtOnce() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("EVENTFIX_CONF", file("llm.temperature: hot\nlogging.level: loud\n"));
    environment.put("EVENTFIX_LLM_POLICY", "maybe");
    Settings settings = Settings.read(environment, Map.of("debug", "maybe"));
    assertThatThrownBy(settings::requireNoFaults)
        .hasMessageContainingAll(
            "options.yaml:1:18) must be a number",
            "options.yaml:2:16) must be one of debug, info, warn, error, off",
            "llm.policy (EVENTFIX_LLM_POLICY) must be one of",
            "debug (command line) must be true or false");
  }

  // Stages and guidance

  @ParameterizedTest
  @CsvSource({
    ", , , development",
    "f, , , production",
    "f, true, , development",
    "f, , staging, staging",
    ", , production, production"
  })
  void theStageIsThatOfThePlaceUnlessItIsSet(
      String function, String samLocal, String stage, String expected) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function);
    environment.put("AWS_SAM_LOCAL", samLocal);
    environment.put("EVENTFIX_STAGE", stage);
    assertThat(Settings.read(environment, Map.of()).stage()).isEqualTo(expected);
  }

  @Test
  void inProductionIsWarnedOfWhatIsUnsafeThere() {
    Map<String, String> unsafe =
        Map.of(
            "debug", "true",
            "logging.level", "debug",
            "skip_service_validation", "true",
            "llm.openai.api_key", "sk-HUNTER2",
            "webhook.secret", "HUNTER2",
            "sentry.dsn", "https://key@sentry.example/1");
    Settings development = Settings.read(Map.of(), unsafe);
    development.validate(List.of());
    assertThat(development.warnings()).isEmpty();

    Map<String, String> production = new HashMap<>(unsafe);
    production.put("stage", "production");
    Settings settings = Settings.read(Map.of(), production);
    settings.validate(List.of());
    assertThat(settings.warnings())
        .hasSize(5)
        .anyMatch(warning -> warning.startsWith("debug (command line) is on in production"))
        .anyMatch(
            warning -> warning.startsWith("logging.level (command line) is debug in production"))
        .anyMatch(warning -> warning.startsWith("skip_service_validation (command line) is on"))
        .anyMatch(
            warning -> warning.startsWith("llm.openai.api_key (command line) holds a secret in"))
        .anyMatch(
            warning -> warning.startsWith("webhook.secret (command line) holds a secret in plain"))
        .noneMatch(warning -> warning.contains("HUNTER2"));
    // A name of a secret is none, also where nobody needs what it names.
    Settings named =
        Settings.read(
            Map.of("AWS_LAMBDA_LOG_LEVEL", "Trace"),
            Map.of("stage", "production", "llm.openai.api_key", "ssm:/key"));
    named.validate(List.of());
    assertThat(named.warnings())
        .singleElement()
        .asString()
        .contains("is not set, and Lambda's own log level is for debugging, in production");
    assertThatCode(settings::requireNoFaults).doesNotThrowAnyException();
  }

  /** A service that notes what is done with it. */
  private static final class NotingService implements Service {
    private final List<String> notes;

    NotingService(List<String> notes) {
      this.notes = notes;
    }

    @Override
    public String name() {
      return "noting";
    }

    @Override
    public void validate(Settings settings) {
      notes.add("validated");
      settings.fault(Setting.TABLE_NAME, "is missing");
    }
  }

  @Test
  void servicesAreValidatedUnlessThatIsSkipped() {
    List<String> notes = new ArrayList<>();
    Settings settings = Settings.read(Map.of(), Map.of());
    settings.validate(List.of(new NotingService(notes)));
    assertThat(notes).containsExactly("validated");
    assertThat(faults(settings)).isEqualTo("table.name (EVENTFIX_TABLE_NAME) is missing");

    Settings skipping = Settings.read(Map.of(), Map.of("skip_service_validation", "true"));
    skipping.validate(List.of(new NotingService(notes)));
    assertThat(notes).hasSize(1);
    assertThat(faults(skipping)).isEqualTo("none");
  }
}
