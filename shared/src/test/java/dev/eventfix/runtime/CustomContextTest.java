package dev.eventfix.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.ClientContext;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CustomContextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"custom\":{\"as\":\"event\"}}                                  | {as=event}",
        "{\"client\":{\"custom\":{\"as\":\"x\"}},\"custom\":{\"as\":\"event\"}} | {as=event}",
        "{\"custom\":{\"as\":{\"a\":[1]},\"n\":5,\"b\":true,\"z\":null}}  | {as=, n=5, b=true, z=}",
        "{\"custom\":\"as\",\"env\":{\"as\":\"event\"}}                   | {}",
        "{}                                                               | {}"
      })
  void theCallersOwnPartIsRead(String json, String custom) {
    ClientContext context =
        LambdaContext.of("id", Map.of("lambda-runtime-client-context", json), Map.of())
            .getClientContext();
    assertThat(Objects.requireNonNull(context).getCustom()).hasToString(custom);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "[]", "{\"custom\":{\"as\":", "{} {}", "as=event"})
  void whatIsNoObjectFailsTheInvocation(String json) {
    assertThatThrownBy(() -> CustomContext.parse(json))
        .isInstanceOf(FunctionFailedException.class)
        .hasMessageContaining("client context is not a JSON object");
  }

  @Test
  void withoutAHeaderThereIsNone() {
    assertThat(LambdaContext.of("id", Map.of(), Map.of()).getClientContext()).isNull();
  }
}
