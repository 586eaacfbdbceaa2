package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The name of a secret, and where it is kept, stay under a secret's key. */
class SecretNameTest {

  private static String redact(String raw) {
    String once = new Redactor(Redaction.DEFAULT).redact(raw).toString();
    assertThat(new Redactor(Redaction.DEFAULT).redact(once).toString()).isEqualTo(once);
    return once;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf",
        "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "secretsmanager:prod/db",
        "ssm:/shop/db/password",
        "{{resolve:secretsmanager:prod/db:SecretString:password}}",
        "op://vault/item/field",
        "projects/123/secrets/db/versions/latest",
        "/etc/ssl/key.pem",
        "/etc/ssl/private/server.key:",
        "/run/secrets/db_password",
        "~/.ssh/id_rsa",
        "./config/master.key",
        "C:\\keys\\shop.pfx",
        "/srv/shop/Keys2/shop.pem",
      })
  void namesAreTold(String name) {
    assertThat(SecretName.is(name, 0, name.length())).isTrue();
    assertThat(SecretName.is("'" + name + "'", 0, name.length() + 2)).isTrue();
    assertThat(SecretName.is("x=" + name + " y", 2, 2 + name.length())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "hunter2",
        "mypassword",
        "db-credentials",
        "/x9KcQ7m",
        "/bPxRfiCYEXAMPLEKEY/wJalrXUtnFEMI/K7MDENG",
        "/etc/8fK3xQ2mZ",
        "arn",
        "arn:aws",
        "env::var(X)",
        "projects/123",
        "vault",
        "a/b.c",
        "Summer.2024!",
      })
  void secretsAreNoNames(String value) {
    assertThat(SecretName.is(value, 0, value.length())).isFalse();
  }

  @Test
  void aNameThatIsNotThereIsNoSecret() {
    assertThat(SecretName.is("db-credentials not found", 0, 14)).isTrue();
    assertThat(SecretName.is("'prod/db-2' does not exist", 1, 10)).isTrue();
    assertThat(SecretName.is("hunter2 not found", 0, 7)).isFalse();
    assertThat(SecretName.is("hunter-x7q2 not found", 0, 11)).isFalse();
    assertThat(SecretName.is("db-credentials was rejected", 0, 14)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret: \"db-credentials\" not found; Secret=arn:aws:secretsmanager:eu-west-1:123456789012"
            + ":secret:prod/db-AbCdEf missing; private_key=/etc/ssl/key.pem: no such file",
        "{\"secret\": \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf\"}",
        "no access to arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf",
        "private_key = \"/etc/ssl/key.pem\"",
        "--private-key ./keys/shop.pem",
        "password_file=/run/secrets/db_password",
        "Secret: app-config is missing",
        "api_key: ssm:/shop/api-key",
      })
  void textsThatNameSecretsStay(String text) {
    assertThat(redact(text)).isEqualTo(text);
  }

  @Test
  void theUsersFolderIsTakenOutOfAPath() {
    assertThat(redact("private_key=\"/home/bob/keys/shop.pem\""))
        .isEqualTo("private_key=\"/home/<user:1>/keys/shop.pem\"");
  }

  @Test
  void whatStandsUnderAKeyIsNoOtherwise() {
    Redactor redactor = new Redactor(Redaction.DEFAULT);

    assertThat(redactor.redactValueOf("private_key", "'/etc/ssl/key.pem'").toString())
        .isEqualTo("'/etc/ssl/key.pem'");
    assertThat(redactor.redactValueOf("secret", "hunter2").toString()).isEqualTo("<password:1>");
  }
}
