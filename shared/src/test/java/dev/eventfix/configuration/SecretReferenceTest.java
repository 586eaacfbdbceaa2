package dev.eventfix.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {

  private static final String ARN =
      "arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:team/eventfix-AbCdEf";

  @ParameterizedTest
  @CsvSource({
    "ssm:/eventfix/key, ssm:, /eventfix/key,",
    "ssm:key, ssm:, key,",
    "ssm:/Team-1/key_2.b:7, ssm:, /Team-1/key_2.b:7,",
    "ssm:key:current, ssm:, key:current,",
    "secretsmanager:eventfix, secretsmanager:, eventfix,",
    "secretsmanager:team/a_b+c=d.e@f-g, secretsmanager:, team/a_b+c=d.e@f-g,",
    "secretsmanager:eventfix#openai.key, secretsmanager:, eventfix, openai.key",
    "secretsmanager:eventfix#a#b, secretsmanager:, eventfix, a#b",
  })
  void isReadInItsParts(String text, String store, String name, String field) {
    assertThat(SecretReference.fault(text)).isNull();
    SecretReference reference = SecretReference.of(text);
    assertThat(reference).isEqualTo(new SecretReference(store, name, field));
    assertThat(reference.region()).isNull();
    assertThat(reference).hasToString(text);
  }

  @Test
  void anArnTellsItsRegion() {
    String text = "secretsmanager:" + ARN + "#key";
    assertThat(SecretReference.fault(text)).isNull();
    SecretReference reference = SecretReference.of(text);
    assertThat(reference.region()).isEqualTo("us-gov-west-1");
    assertThat(reference.name()).isEqualTo(ARN);
    assertThat(reference.whole()).isEqualTo(SecretReference.of("secretsmanager:" + ARN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssm:",
        "ssm:SECRET 1",
        "ssm:SECRET\n",
        "ssm:SECRET\u0000",
        "ssm:SECRETé",
        "ssm:SECRET#a",
        "ssm:SECRET:",
        "ssm::SECRET",
        "ssm:SECRET:1:2",
        "ssm:SECRET:a/b",
        "ssm:arn:aws:ssm:eu-central-1:123456789012:parameter/SECRET"
      })
  void refusesWhatIsNoParameter(String text) {
    assertThat(SecretReference.fault(text))
        .isEqualTo("must be ssm: and the name of a parameter, with :VERSION or :LABEL if need be");
  }

  @Test
  void aParameterWithAPathBeginsAtItsRoot() {
    assertThat(SecretReference.fault("ssm:eventfix/SECRET"))
        .isEqualTo("names a parameter with / in it, which must begin with /");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secretsmanager:",
        "secretsmanager:#key",
        "secretsmanager:SECRET 1",
        "secretsmanager:SECRET\t",
        "secretsmanager:SECRET:1",
        "secretsmanager:SECRET\"",
        "secretsmanager:arn:aws:secretsmanager:eu-central-1:123456789012:secret:",
        "secretsmanager:arn:aws:secretsmanager:eu-central-1:123456789012:SECRET",
        "secretsmanager:arn:aws:secretsmanager:eu.central:123456789012:secret:SECRET",
        "secretsmanager:arn:aws:ssm:eu-central-1:123456789012:secret:SECRET",
        "secretsmanager:arn:aws:secretsmanager:eu-central-1:123456789012:secret:SECRET:x"
      })
  void refusesWhatIsNoSecret(String text) {
    assertThat(SecretReference.fault(text))
        .startsWith("must be secretsmanager: and the name or the ARN of a secret")
        .doesNotContain("SECRET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secretsmanager:a#", "secretsmanager:a#b c", "secretsmanager:a#b\u001b"})
  void refusesFieldWithoutAProperName(String text) {
    assertThat(SecretReference.fault(text))
        .isEqualTo("must have a name of up to 256 visible characters after #");
  }

  @Test
  void namesAndFieldsAreBounded() {
    String longest = "x".repeat(SecretReference.MAX_NAME_LENGTH);
    String longestField = "x".repeat(SecretReference.MAX_FIELD_LENGTH);
    assertThat(SecretReference.fault("ssm:" + longest)).isNull();
    assertThat(SecretReference.fault("ssm:" + longest + "x")).isNotNull();
    assertThat(SecretReference.fault("secretsmanager:" + longest + "#" + longestField)).isNull();
    assertThat(SecretReference.fault("secretsmanager:" + longest + "x")).isNotNull();
    assertThat(SecretReference.fault("secretsmanager:a#" + longestField + "x")).isNotNull();
  }
}
