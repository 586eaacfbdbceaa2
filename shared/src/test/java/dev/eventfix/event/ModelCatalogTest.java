package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCatalogTest {

  @ParameterizedTest
  @CsvSource({
    "gpt-4, 8192",
    "gpt-4-0613, 8192",
    "gpt-4o, 128000",
    "gpt-4o-mini-2024-07-18, 128000",
    "gpt-4.1-nano, 1047576",
    "gpt-4-turbo-2024-04-09, 128000",
    "claude-sonnet-4-5, 200000",
    "llama3.1:8b, 128000",
    "llama3:70b, 8192",
    "rules, 32000"
  })
  void datedNamesAndVariantsAreKnownByTheirLongestPrefix(String model, int context) {
    assertThat(ModelCatalog.contextTokens(model)).isEqualTo(context);
  }

  @ParameterizedTest
  @CsvSource({
    "openai/gpt-4o, 128000",
    "openrouter/openai/gpt-4.1, 1047576",
    "anthropic.claude-3-5-sonnet-20241022-v2:0, 200000",
    "us.anthropic.claude-3-5-sonnet-20241022-v2:0, 200000",
    "bedrock/eu.anthropic.claude-sonnet-4-20250514-v1:0, 200000",
    "us.amazon.nova-pro-v1:0, 300000",
    "meta-llama/Llama-3.3-70B-Instruct, 128000",
    "Qwen/Qwen2.5-Coder-32B-Instruct, 32768"
  })
  void aVendorInFrontAndCapitalsDoNotMatter(String model, int context) {
    assertThat(ModelCatalog.contextTokens(model)).isEqualTo(context);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", ".", "...", "gpt", "my-gpt-4o", "unknown", "a.b.c", "gpt-4o/"})
  void othersAreNotKnown(String model) {
    assertThat(ModelCatalog.contextTokens(model)).isZero();
  }

  @Test
  void aModelThatIsNotKnownHasABudgetOfEightThousandTokens() {
    assertThat(ModelCatalog.budget(0)).isEqualTo(8_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {4_096, 8_192, 32_000, 128_000, 1_048_576})
  void aBudgetLeavesRoomForPromptAndAnswer(int context) {
    assertThat(ModelCatalog.budget(context))
        .isBetween(RequestField.MIN_TOKENS, context / 2)
        .isLessThanOrEqualTo(ModelCatalog.MAX_DEFAULT_BUDGET);
  }
}
