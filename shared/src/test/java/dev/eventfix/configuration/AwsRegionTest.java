package dev.eventfix.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsRegionTest {

  @Test
  void aServiceAnswersInItsRegion() {
    assertThat(AwsRegion.endpoint("ssm", "eu-central-1"))
        .isEqualTo("https://ssm.eu-central-1.amazonaws.com");
    assertThat(AwsRegion.endpoint("secretsmanager", "us-gov-west-1"))
        .isEqualTo("https://secretsmanager.us-gov-west-1.amazonaws.com");
    assertThat(AwsRegion.endpoint("ssm", "cn-north-1"))
        .isEqualTo("https://ssm.cn-north-1.amazonaws.com.cn");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eu-central-1", "us-gov-west-1", "local"})
  void knowsNames(String region) {
    assertThat(AwsRegion.isName(region)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-a", "EU-CENTRAL-1", "a.example.org", "a/b", "a@b", "a b", "ı", "a:1"})
  void knowsWhatIsNone(String region) {
    assertThat(AwsRegion.isName(region)).isFalse();
    assertThat(AwsRegion.isName("a".repeat(33))).isFalse();
  }
}
