package dev.eventfix.suggestfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.configuration.Settings;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.http.LoopbackServer;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.GenerationOptions;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;
import dev.eventfix.suggestfix.rules.RulesProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom the settings have asked, and what they are told when there is no such one. */
final class UseCasesTest {

  @RegisterExtension final LoopbackServer server = new LoopbackServer();

  private final Map<String, String> environment = new HashMap<>();
  private Settings settings = Settings.read(Map.of(), Map.of());
  private UseCases useCases = UseCases.read(settings, new Providers(settings, Map.of()));

  private UseCase suggestedFix(String... variables) {
    return of(UseCase.SUGGESTED_FIX, variables);
  }

  private UseCase of(String name, String... variables) {
    read(variables);
    assertThat(settings.faults()).isEmpty();
    return Objects.requireNonNull(useCases.of(name));
  }

  private void read(String... variables) {
    environment.put("AWS_REGION", "eu-central-1");
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    settings = Settings.read(environment, Map.of());
    useCases = UseCases.read(settings, new Providers(settings, environment));
  }

  @AfterEach
  void close() {
    useCases.close();
  }

  @Test
  void withoutAKeyTheRulesAnswer() {
    UseCase useCase = suggestedFix();
    assertThat(useCase.provider()).isInstanceOf(RulesProvider.class);
    assertThat(useCase.models()).containsExactly("rules");
    assertThat(useCase.options()).isEqualTo(new GenerationOptions(0.5, 1_000));
    assertThat(useCase.fallback()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI_API_KEY, k, openai, gpt-4.1-mini",
    "EVENTFIX_LLM_PROVIDER, openai, openai, gpt-4.1-mini",
    "EVENTFIX_LLM_PROVIDER, rules, rules, rules",
    "EVENTFIX_LLM_PROVIDER, preview, preview, preview",
  })
  void aKeyOrTheSettingChooses(String variable, String value, String provider, String model) {
    UseCase useCase = suggestedFix(variable, value, "EVENTFIX_LLM_ALLOWED_MODELS", "a,b");
    assertThat(useCase.provider().name()).isEqualTo(provider);
    assertThat(useCase.model()).isEqualTo(model);
    assertThat(useCase.allows("b")).isEqualTo(provider.equals("openai"));
  }

  @Test
  void aKeyOfAnthropicsChoosesItsModel() {
    UseCase useCase =
        suggestedFix("ANTHROPIC_API_KEY", "k", "EVENTFIX_LLM_MODEL", "claude-haiku-4-5");
    assertThat(useCase.provider().name()).isEqualTo("anthropic");
    assertThat(useCase.model()).isEqualTo("claude-haiku-4-5");
  }

  @Test
  void theSettingWinsOverTheKeys() {
    assertThat(
            suggestedFix("OPENAI_API_KEY", "k", "EVENTFIX_LLM_PROVIDER", "rules").provider().name())
        .isEqualTo("rules");
  }

  @Test
  void noneIsNoUseCaseAtAll() {
    read("EVENTFIX_LLM_PROVIDER", "none");
    assertThat(settings.faults()).isEmpty();
    assertThat(useCases.of(UseCase.SUGGESTED_FIX)).isNull();
    assertThat(useCases.names()).isEmpty();
  }

  @Test
  void aUseCaseSaysWhatItSaysAndTakesTheRestFromAll() {
    String[] variables = {
      "OPENAI_API_KEY",
      "k",
      "EVENTFIX_LLM_TEMPERATURE",
      "0.1",
      "EVENTFIX_LLM_MAX_OUTPUT_TOKENS",
      "2000",
      "EVENTFIX_LLM_USECASES",
      "{suggested-fix: {model: big, temperature: 0.9, fallback_provider: rules},"
          + " nightly: {provider: local, model: m, max_output_tokens: 300}}",
      "EVENTFIX_LLM_PROVIDERS",
      "{local: {type: openai, base_url: 'http://localhost:11434/v1', allowed_models: [m, n]}}"
    };
    UseCase fix = suggestedFix(variables);
    assertThat(fix.model()).isEqualTo("big");
    assertThat(fix.options()).isEqualTo(new GenerationOptions(0.9, 2_000));
    assertThat(Objects.requireNonNull(fix.fallback()).provider().name()).isEqualTo("rules");
    assertThat(fix.fallback().model()).isEqualTo("rules");

    UseCase nightly = Objects.requireNonNull(useCases.of("nightly"));
    assertThat(nightly.provider().name()).isEqualTo("local");
    assertThat(nightly.models()).containsExactly("m", "n");
    assertThat(nightly.options()).isEqualTo(new GenerationOptions(0.1, 300));

    UseCase example = Objects.requireNonNull(useCases.of(UseCase.EXAMPLE));
    assertThat(example.model()).isEqualTo("gpt-4.1-mini");
    // Built once, and shared.
    assertThat(example.provider()).isSameAs(fix.provider());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EVENTFIX_LLM_PROVIDER | oracle | | | llm.provider (EVENTFIX_LLM_PROVIDER) must be a provider: openai, anthropic, bedrock
          EVENTFIX_LLM_PROVIDER | opnai | | | did you mean openai?
          EVENTFIX_LLM_USECASES | {nightly: {provider: bedrok, model: m}} | | | llm.usecases.nightly.provider (EVENTFIX_LLM_USECASES:1:11) must be a provider
          EVENTFIX_LLM_PROVIDER | anthropic | ANTHROPIC_API_KEY | k | llm.model (EVENTFIX_LLM_MODEL) must name a model of the provider anthropic
          EVENTFIX_LLM_PROVIDER | bedrock | | | llm.model (EVENTFIX_LLM_MODEL) must name a model of the provider bedrock
          EVENTFIX_LLM_USECASES | {suggested-fix: {provider: openai, model: x}} | EVENTFIX_LLM_PROVIDERS | {openai: {allowed_models: [a, b]}} | llm.usecases.suggested-fix.model (EVENTFIX_LLM_USECASES:1:17) must be one of llm.providers.openai.allowed_models: a, b
          EVENTFIX_LLM_USECASES | {suggested-fix: {provider: openai, fallback_provider: openai}} | | | llm.usecases.suggested-fix.fallback_model (EVENTFIX_LLM_USECASES:1:17) must name a model of the provider openai
          EVENTFIX_LLM_USECASES | {a: {provider: rules, fallback_provider: openai, fallback_model: m}} | | | llm.usecases.a.fallback_provider (EVENTFIX_LLM_USECASES:1:5) is never asked
          EVENTFIX_LLM_USECASES | {suggested-fix: {fallback_model: m}} | | | llm.usecases.suggested-fix.fallback_model (EVENTFIX_LLM_USECASES:1:17) needs a fallback_provider
          EVENTFIX_LLM_USECASES | {suggested-fix: {provider: openai, fallback_provider: x, fallback_model: m}} | | | llm.usecases.suggested-fix.fallback_provider (EVENTFIX_LLM_USECASES:1:17) must be a provider
          EVENTFIX_LLM_USECASES | {a: {provider: mine, model: m}} | EVENTFIX_LLM_PROVIDERS | {mine: {}} | llm.providers.mine.type (EVENTFIX_LLM_PROVIDERS:1:8) must be one of openai
          EVENTFIX_LLM_USECASES | {a: {provider: mine, model: m}} | EVENTFIX_LLM_PROVIDERS | {mine: {type: openai}} | llm.providers.mine.base_url (EVENTFIX_LLM_PROVIDERS:1:8) is missing
          EVENTFIX_LLM_USECASES | {a: {provider: mine, model: m}} | EVENTFIX_LLM_PROVIDERS | {mine: {type: openai, base_url: 'http://example.org'}} | llm.providers.mine.base_url (EVENTFIX_LLM_PROVIDERS:1:8) must start with https://
          EVENTFIX_LLM_USECASES | {a: {provider: mine, model: m}} | EVENTFIX_LLM_PROVIDERS | {mine: {type: openai, base_url: 'http://localhost', api_key: 'a b'}} | llm.providers.mine.api_key (EVENTFIX_LLM_PROVIDERS:1:8) must be ASCII
          EVENTFIX_LLM_USECASES | {a: {provider: vertex, model: m}} | EVENTFIX_LLM_PROVIDERS | {vertex: {project: p, location: l}} | llm.providers.vertex.credentials (EVENTFIX_LLM_PROVIDERS:1:10) is missing
          EVENTFIX_LLM_USECASES | {a: {provider: vertex, model: m}} | | | llm.providers (EVENTFIX_LLM_PROVIDERS) must say more of vertex: credentials is missing
          EVENTFIX_LLM_USECASES | {a: {provider: anthropic, model: m}} | | | llm.anthropic.api_key (EVENTFIX_LLM_ANTHROPIC_API_KEY) is missing
          """)
  void whatIsWrongNamesTheSettingToCheck(
      String variable, String value, String other, String otherValue, String fault) {
    read(
        other == null
            ? new String[] {variable, value}
            : new String[] {variable, value, other, otherValue});
    assertThat(settings.faults()).anySatisfy(told -> assertThat(told).contains(fault));
  }

  @Test
  void aModelOfAllIsNoOtherProvidersModel() {
    UseCase cheap =
        of(
            "cheap",
            "ANTHROPIC_API_KEY",
            "k",
            "EVENTFIX_LLM_MODEL",
            "claude-x",
            "EVENTFIX_LLM_ALLOWED_MODELS",
            "claude-y",
            "EVENTFIX_LLM_USECASES",
            "{cheap: {provider: openai}}");
    assertThat(cheap.models()).containsExactly("gpt-4.1-mini");
    assertThat(suggestedFix().models()).containsExactly("claude-x", "claude-y");
  }

  @Test
  void theKeyForOpenAiIsSentToNoOtherServer() {
    server.answer(200, "{\"choices\":[{\"message\":{\"content\":\"a\"}}]}");
    UseCase useCase =
        suggestedFix(
            "OPENAI_API_KEY",
            "sk-HUNTER2",
            "EVENTFIX_LLM_USECASES",
            "{suggested-fix: {provider: mine, model: m}}",
            "EVENTFIX_LLM_PROVIDERS",
            "{mine: {type: openai, base_url: '" + server.baseUrl() + "'}}");

    assertThat(
            useCase
                .provider()
                .complete(
                    new Question(
                        null,
                        () -> Prompt.probe("text"),
                        "m",
                        useCase.options(),
                        null,
                        Deadline.inMillis(20_000))))
        .isInstanceOf(Completion.Answer.class);
    useCases.close();
    assertThat(server.onlyRequest().headers()).doesNotContainKey("authorization");
    assertThat(useCase.provider().name()).isEqualTo("mine");
  }
}
