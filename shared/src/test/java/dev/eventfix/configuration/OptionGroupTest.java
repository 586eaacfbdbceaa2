package dev.eventfix.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Use cases and providers as the options file, a variable and the command line give them. */
final class OptionGroupTest {

  private static final String PROVIDERS =
      """
      llm:
        providers:
          openai:
            allowed_models: [gpt-4.1-mini, gpt-4.1]
            structured_output: no
          gateway:
            type: openai
            base_url: https://gateway.example.org/v1
            api_key: ssm:/eventfix/gateway
      """;

  @TempDir private Path folder;

  private Settings file(String text) throws IOException {
    Path file = folder.resolve("options.yaml");
    Files.writeString(file, text);
    return Settings.read(Map.of("EVENTFIX_CONF", file.toString()), Map.of());
  }

  private static OptionGroup group(Settings settings, Setting setting, String name) {
    return Objects.requireNonNull(settings.groups(setting).get(name));
  }

  @Test
  void theFileHasThemAsMaps() throws IOException {
    Settings settings = file(PROVIDERS);

    assertThat(settings.faults()).isEmpty();
    assertThat(settings.groups(Setting.LLM_PROVIDERS)).containsOnlyKeys("openai", "gateway");
    OptionGroup openai = group(settings, Setting.LLM_PROVIDERS, "openai");
    assertThat(openai.list("allowed_models")).containsExactly("gpt-4.1-mini", "gpt-4.1");
    assertThat(openai.flag("structured_output")).isFalse();
    assertThat(openai.flag("type")).isNull();
    assertThat(openai.text("base_url")).isNull();
    assertThat(openai.list("base_url")).isEmpty();
    OptionGroup gateway = group(settings, Setting.LLM_PROVIDERS, "gateway");
    assertThat(gateway.text("base_url")).isEqualTo("https://gateway.example.org/v1");
    assertThat(gateway.key("base_url")).isEqualTo("llm.providers.gateway.base_url");
  }

  @Test
  void aVariableHasThemInOneLine() {
    Settings settings =
        Settings.read(
            Map.of(
                "EVENTFIX_LLM_USECASES",
                "{\"suggested-fix\": {\"model\": \"m\", \"temperature\": 0.2}, example: {provider: rules}}"),
            Map.of());

    assertThat(settings.faults()).isEmpty();
    assertThat(group(settings, Setting.LLM_USECASES, "suggested-fix").text("temperature"))
        .isEqualTo("0.2");
    assertThat(group(settings, Setting.LLM_USECASES, "example").text("provider"))
        .isEqualTo("rules");
    assertThat(settings.shown(Setting.LLM_USECASES))
        .isEqualTo("{suggested-fix: {model: m, temperature: 0.2}, example: {provider: rules}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LLM_USECASES | {a: {modle: m}} | a has no option modle: did you mean model?
          LLM_USECASES | {a: {x: 1}} | a has no option x; it has provider, model,
          LLM_USECASES | {a: {temperature: 2}} | llm.usecases.a.temperature must be a number from 0 to 1
          LLM_USECASES | {a: {max_output_tokens: 1}} | llm.usecases.a.max_output_tokens must be a whole
          LLM_USECASES | {a: {model: m, model: n}} | llm.usecases.a.model stands there a second time
          LLM_USECASES | {a: {}, a: {}} | llm.usecases.a stands there twice
          LLM_USECASES | {A b: {}} | must have names of lower-case letters
          LLM_USECASES | {a: text} | llm.usecases.a must be {OPTION: VALUE, ...}
          LLM_USECASES | [a] | llm.usecases must be names with options
          LLM_USECASES | {a: {model: {b: c}}} | llm.usecases.a.model must be a text or a list
          LLM_USECASES | {a: {model: [[b]]}} | llm.usecases.a.model must be a text or a list
          LLM_PROVIDERS | {a: {type: oracle}} | llm.providers.a.type must be one of openai, anthropic
          LLM_PROVIDERS | {a: {api_key: [b, "c,d"]}} | llm.providers.a.api_key must be a text or a list
          LLM_PROVIDERS | {a: | is not well-formed YAML
          """)
  void whatIsWrongNamesTheOptionAndItsPlace(Setting setting, String text, String fault) {
    Settings settings = Settings.read(Map.of(setting.variable(), text), Map.of());

    assertThat(settings.faults()).hasSize(1);
    assertThat(settings.faults().getFirst()).startsWith(setting.variable() + ":1:").contains(fault);
  }

  @Test
  void secretsAreNeitherShownNorToldByFaults() {
    Settings settings =
        Settings.read(
            Map.of(
                "EVENTFIX_LLM_PROVIDERS",
                "{a: {type: openai, api_key: HUNTER2}, b: {credentials: ssm:/c}}"),
            Map.of());

    assertThat(settings.shown(Setting.LLM_PROVIDERS))
        .isEqualTo("{a: {type: openai, api_key: (set)}, b: {credentials: ssm:/c}}");
    settings.fault(group(settings, Setting.LLM_PROVIDERS, "a"), "api_key", "must be ASCII");
    assertThat(settings.faults())
        .containsExactly("llm.providers.a.api_key (EVENTFIX_LLM_PROVIDERS:1:5) must be ASCII");
    assertThat(settings.isInPlainText(Setting.LLM_PROVIDERS)).isTrue();
  }

  @Test
  void anUnresolvableNameOfSecretIsAFaultOfItsOption() {
    Settings settings =
        Settings.read(Map.of("EVENTFIX_LLM_PROVIDERS", "{a: {api_key: 'ssm:'}}"), Map.of());

    settings.resolve(List.of(Setting.LLM_PROVIDERS));

    assertThat(settings.faults()).hasSize(1);
    assertThat(settings.faults().getFirst()).startsWith("llm.providers.a.api_key (EVENTFIX_LLM_");
    assertThat(group(settings, Setting.LLM_PROVIDERS, "a").secret("api_key")).isNull();
  }

  @Test
  void moreGroupsThanTheLimitAreAFault() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i <= OptionGroup.MAX_GROUPS; i++) {
      text.append("g").append(i).append(": {}, ");
    }
    Settings settings =
        Settings.read(Map.of("EVENTFIX_LLM_USECASES", text.append("}").toString()), Map.of());

    assertThat(settings.faults()).hasSize(1);
    assertThat(settings.faults().getFirst()).contains("must hold no more than 50");
    assertThat(settings.groups(Setting.LLM_USECASES)).hasSize(50);
  }
}
