package dev.eventfix.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SecretTest {

  private static final String REFUSED = "sk-HUNTER1";
  private static final String NEW = "sk-HUNTER2";
  private static final long MINUTE = 60_000_000_000L;

  @RegisterExtension private final AwsStandIn aws = new AwsStandIn();

  private Secret fetched() {
    Map<String, String> environment = aws.environment();
    environment.put("OPENAI_API_KEY", "ssm:key");
    Settings settings = Settings.read(environment, Map.of());
    settings.resolve(List.of(Setting.OPENAI_API_KEY));
    return Objects.requireNonNull(settings.secret(Setting.OPENAI_API_KEY));
  }

  @Test
  void aRefusedValueIsFetchedAnew() {
    aws.parameter("key", REFUSED);
    aws.parameter("key", NEW);
    Secret secret = fetched();
    assertThat(secret.value()).isEqualTo(REFUSED);
    assertThat(secret.renew(REFUSED)).isTrue();
    assertThat(secret.value()).isEqualTo(NEW);
    assertThat(aws.requests()).hasSize(2);
  }

  @Test
  void whoeverUsedAnOlderValueIsGivenTheNewerOneAtOnce() {
    aws.parameter("key", NEW);
    Secret secret = fetched();
    assertThat(secret.renew(REFUSED)).isTrue();
    assertThat(aws.requests()).hasSize(1);
  }

  @Test
  void aValueThatStaysRefusedIsFetchedOnceAMinute() {
    aws.parameter("key", REFUSED);
    Secret secret = fetched();
    assertThat(secret.renew(REFUSED, 0)).isFalse();
    assertThat(secret.renew(REFUSED, MINUTE - 1)).isFalse();
    assertThat(aws.requests()).hasSize(2);
    assertThat(secret.renew(REFUSED, MINUTE)).isFalse();
    assertThat(aws.requests()).hasSize(3);
  }

  @Test
  void whatCannotBeFetchedLeavesTheValue() {
    aws.parameter("key", REFUSED);
    Secret secret = fetched();
    aws.error(AwsStandIn.PARAMETERS, 400, "AccessDeniedException");
    assertThat(secret.renew(REFUSED)).isFalse();
    assertThat(secret.value()).isEqualTo(REFUSED);
  }

  @Test
  void aValueThatWasGivenItselfStays() {
    Settings settings = Settings.read(Map.of("OPENAI_API_KEY", REFUSED), Map.of());
    Secret secret = Objects.requireNonNull(settings.secret(Setting.OPENAI_API_KEY));
    assertThat(secret).hasToString("a secret");
    assertThat(secret.renew(REFUSED)).isFalse();
    assertThat(settings.secret(Setting.WEBHOOK_SECRET)).isNull();
    assertThat(aws.requests()).isEmpty();
  }
}
