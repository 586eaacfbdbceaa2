package dev.eventfix.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {

  @Test
  void namesGiveTheirVariables() {
    assertThat(Setting.LLM_MAX_OUTPUT_TOKENS.variable())
        .isEqualTo("EVENTFIX_LLM_MAX_OUTPUT_TOKENS");
    Set<String> variables = new HashSet<>();
    for (Setting setting : Setting.values()) {
      assertThat(setting.key()).matches("[a-z]+(\\.[a-z_]+)+");
      assertThat(variables.add(setting.variable())).as(setting.variable()).isTrue();
      assertThat(setting.description()).endsWith(".");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everySettingHasItsDefaultAndIsReadFromItsVariableAndTheCommandLine(Setting setting) {
    Settings defaults = Settings.read(Map.of(), Map.of());
    assertThat(defaults.text(setting)).isEqualTo(setting.defaultValue());
    assertThat(defaults.isSet(setting)).isFalse();

    Settings environment = Settings.read(Map.of(setting.variable(), " a "), Map.of());
    assertThat(environment.text(setting)).isEqualTo("a");
    assertThat(environment.isSet(setting)).isTrue();

    Settings given = Settings.read(Map.of(setting.variable(), "a"), Map.of(setting.key(), "b"));
    assertThat(given.text(setting)).isEqualTo("b");
  }

  @Test
  void keysWorkUnderTheNamesTheWorldKnowsThemBy() {
    Settings settings =
        Settings.read(
            Map.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", "http://localhost:11434/v1"),
            Map.of());
    assertThat(settings.text(Setting.OPENAI_API_KEY)).isEqualTo("k");
    assertThat(settings.text(Setting.OPENAI_BASE_URL)).isEqualTo("http://localhost:11434/v1");
    assertThat(
            Settings.read(
                    Map.of("OPENAI_API_KEY", "k", "EVENTFIX_LLM_OPENAI_API_KEY", "own"), Map.of())
                .text(Setting.OPENAI_API_KEY))
        .isEqualTo("own");
  }

  @Test
  void anEmptyValueCountsAsNotGiven() {
    Settings settings = Settings.read(Map.of("OPENAI_API_KEY", "  "), Map.of("llm.model", ""));
    assertThat(settings.isSet(Setting.OPENAI_API_KEY)).isFalse();
    assertThat(settings.text(Setting.LLM_MODEL)).isEqualTo(Setting.LLM_MODEL.defaultValue());
  }

  @Test
  void allFaultsAreToldTogetherEachNamingItsSetting() {
    Settings settings =
        Settings.read(
            Map.of(),
            Map.of(
                "llm.temperature", "hot",
                "llm.max_output_tokens", "7",
                "llm.provider", "oracle",
                "llm.nonsense", "x"));
    assertThat(settings.number(Setting.LLM_TEMPERATURE, 0, 1)).isZero();
    assertThat(settings.wholeNumber(Setting.LLM_MAX_OUTPUT_TOKENS, 100, 32_000)).isEqualTo(100);
    assertThat(settings.oneOf(Setting.LLM_PROVIDER, "rules", "openai")).isEqualTo("rules");
    assertThatThrownBy(settings::requireNoFaults)
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContainingAll(
            "llm.nonsense is no setting",
            "llm.temperature (EVENTFIX_LLM_TEMPERATURE) must be a number from 0.0 to 1.0",
            "llm.max_output_tokens (EVENTFIX_LLM_MAX_OUTPUT_TOKENS) must be a whole number",
            "llm.provider (EVENTFIX_LLM_PROVIDER) must be one of rules, openai");
  }

  @Test
  void withoutFaultsNothingIsThrown() {
    Settings settings = Settings.read(Map.of(), Map.of("llm.allowed_models", " a, b ,,c"));
    assertThat(settings.list(Setting.LLM_ALLOWED_MODELS)).containsExactly("a", "b", "c");
    assertThat(Settings.read(Map.of(), Map.of()).list(Setting.LLM_ALLOWED_MODELS)).isEmpty();
    assertThatCode(settings::requireNoFaults).doesNotThrowAnyException();
  }
}
