package dev.eventfix.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCallTest {

  private static final String REGION = "eu-central-1";
  private static final SecretReference KEY = SecretReference.of("ssm:/eventfix/key");
  private static final SecretReference OLD_KEY = SecretReference.of("ssm:/eventfix/key:3");
  private static final SecretReference SECRET = SecretReference.of("secretsmanager:eventfix");

  private final GetParameters parameters = new GetParameters(List.of(KEY, OLD_KEY));
  private final GetSecretValue secret = new GetSecretValue(SECRET);

  private static byte[] bytes(String json) {
    return json.getBytes(UTF_8);
  }

  private static String told(@Nullable SecretValue value) {
    return switch (value) {
      case null -> "nothing";
      case SecretValue.Text text -> "text " + text.text();
      case SecretValue.Fault fault -> "fault " + fault.reason();
    };
  }

  // Parameter Store

  @Test
  void asksForParametersDecrypted() throws IOException {
    assertThat(new String(parameters.request(), UTF_8))
        .isEqualTo("{\"Names\":[\"/eventfix/key\",\"/eventfix/key:3\"],\"WithDecryption\":true}");
  }

  @Test
  void tellsAVersionFromTheCurrentValueInWhicheverOrderTheyCome() throws IOException {
    Map<SecretReference, SecretValue> values =
        parameters.read(
            bytes(
                "{\"Parameters\":[%s,%s,7,{\"Name\":[1]}],\"More\":{\"Parameters\":[]}}"
                    .formatted(
                        AwsStandIn.json("/eventfix/key", ":3", "old"),
                        AwsStandIn.json("/eventfix/key", "", "new"))),
            REGION);
    assertThat(told(values.get(KEY))).isEqualTo("text new");
    assertThat(told(values.get(OLD_KEY))).isEqualTo("text old");
  }

  @Test
  void aParameterThatIsNotThereIsAFaultOfItsOwn() throws IOException {
    Map<SecretReference, SecretValue> values =
        parameters.read(
            bytes(
                "{\"InvalidParameters\":[null,\"/eventfix/key:3\"],\"Parameters\":[%s]}"
                    .formatted(AwsStandIn.json("/eventfix/key", "", "new"))),
            REGION);
    assertThat(told(values.get(KEY))).isEqualTo("text new");
    assertThat(told(values.get(OLD_KEY)))
        .isEqualTo(
            "fault there is no such parameter in eu-central-1 (create it, or correct the name)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "null",
        "<html>",
        "{\"Parameters\":[],\"InvalidParameters\":[]}",
        "{\"Parameters\":[{\"Name\":\"/eventfix/key\"}]}",
        "{\"Parameters\":[{\"Name\":\"/eventfix/key\",\"Value\":7}]}",
        "{\"Parameters\":[{\"Name\":\"/eventfix/key\",\"Value\":\"SECRET\"},",
        "{\"Parameters\":[{\"Name\":\"/eventfix/key\",\"Value\":\"SECRET\"}]",
        "{\"Parameters\":{\"Name\":\"/eventfix/key\",\"Value\":\"SECRET\"}}"
      })
  void whatParameterStoreDoesNotAnswerIsNoAnswer(String json) {
    assertThatThrownBy(() -> new GetParameters(List.of(KEY)).read(bytes(json), REGION))
        .isInstanceOf(IOException.class);
  }

  // Secrets Manager

  @Test
  void asksForTheCurrentValueOfOneSecret() throws IOException {
    assertThat(new String(secret.request(), UTF_8)).isEqualTo("{\"SecretId\":\"eventfix\"}");
  }

  @Test
  void readsASecretsText() throws IOException {
    assertThat(
            told(
                secret
                    .read(
                        bytes(
                            "{\"VersionStages\":[\"AWSCURRENT\"],\"SecretString\":\"s\\u00e9\","
                                + "\"CreatedDate\":1.7E9}"),
                        REGION)
                    .get(SECRET)))
        .isEqualTo("text sé");
  }

  @Test
  void aSecretOfBytesIsAFault() throws IOException {
    assertThat(told(secret.read(bytes("{\"SecretBinary\":\"AAEC\"}"), REGION).get(SECRET)))
        .isEqualTo("fault it holds bytes and not text (store it as text)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"SecretString\":{\"a\":\"b\"}}",
        "{\"SecretString\":\"SECRET",
        "{\"SecretString\":\"SECRET\""
      })
  void whatSecretsManagerDoesNotAnswerIsNoAnswer(String json) {
    assertThatThrownBy(() -> secret.read(bytes(json), REGION)).isInstanceOf(IOException.class);
  }

  // Fields

  @Test
  void aFieldIsAMemberOfTheSecretsJson() {
    SecretValue value =
        new SecretValue.Text("{\"user\":\"u\",\"key\":\"k\",\"deep\":{\"key\":\"no\"},\"n\":7}");
    assertThat(told(value.member("key"))).isEqualTo("text k");
    assertThat(told(value.member("none")))
        .isEqualTo("fault its JSON has no text under none (correct what follows #)");
    assertThat(told(value.member("n"))).startsWith("fault its JSON has no text under n ");
    assertThat(told(value.member("deep"))).startsWith("fault its JSON has no text under deep ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "SECRET", "\"SECRET\"", "[\"SECRET\"]", "{\"SECRET\"", "{\"a\":\"SECRET"})
  void withoutJsonThereAreNoFields(String text) {
    assertThat(told(new SecretValue.Text(text).member("key")))
        .isEqualTo("fault it is no JSON object (leave out #key, or store one)");
  }

  @Test
  void aSecretIsNotToldWhenItIsPrinted() {
    assertThat(new SecretValue.Text("SECRET")).asString().doesNotContain("SECRET");
  }

  // Errors

  @ParameterizedTest
  @CsvSource({
    "'{\"__type\":\"AccessDeniedException\"}', , AccessDeniedException",
    "'{\"__type\":\"com.amazonaws.ssm#AccessDeniedException\"}', , AccessDeniedException",
    "'{\"message\":{\"__type\":\"No\"},\"__type\":\"a#B:http://internal/\"}', , B",
    "'{\"__type\":\"A\"}', 'B:http://internal.example.org/', B",
    "'{\"__type\":\"SECRET value\"}', , an unknown error",
    "'{\"__type\":7}', , an unknown error",
    "'{\"__type\":\"\"}', , an unknown error",
    "'<html>SECRET', , an unknown error",
    "'[]', , an unknown error",
    "'', , an unknown error"
  })
  void anErrorsNameIsBare(String body, @Nullable String header, String name) {
    assertThat(SecretCall.errorName(header, bytes(body))).isEqualTo(name);
  }

  @Test
  void anErrorsNameIsBounded() {
    assertThat(SecretCall.errorName("a".repeat(64), bytes(""))).hasSize(64);
    assertThat(SecretCall.errorName("a".repeat(65), bytes(""))).isEqualTo("an unknown error");
  }

  @ParameterizedTest
  @CsvSource({
    "400, AccessDeniedException, secretsmanager:GetSecretValue",
    "400, ResourceNotFoundException, no such secret in eu-central-1",
    "400, DecryptionFailure, kms:Decrypt",
    "400, InvalidRequestException, marked for deletion",
    "400, InvalidParameterException, its name is not accepted",
    "400, ThrottlingException, takes no more requests",
    "429, Whatever, takes no more requests",
    "400, ExpiredTokenException, Secrets Manager GetSecretValue: ExpiredTokenException",
    "403, InvalidSignatureException, Secrets Manager GetSecretValue: InvalidSignatureException",
    "400, UnrecognizedClientException, AWS_SESSION_TOKEN",
    "500, InternalServiceError, Secrets Manager answers with status 500; Secrets Manager GetSecretValue: InternalServiceError",
    "302, an unknown error, Secrets Manager answers with status 302; Secrets Manager GetSecretValue: an unknown error"
  })
  void anErrorOfSecretsManagerSaysWhatToDo(int status, String error, String says) {
    assertThat(secret.refusal(status, error, REGION)).contains(says);
  }

  @ParameterizedTest
  @CsvSource({
    "400, AccessDeniedException, 'denied, to it or to one that is fetched with it (allow the function''s role ssm:GetParameters'",
    "400, InvalidKeyId, kms:Decrypt",
    "400, ValidationException, its name is not accepted",
    "400, ResourceNotFoundException, Parameter Store answers with status 400",
  })
  void anErrorOfParameterStoreSaysWhatToDo(int status, String error, String says) {
    assertThat(parameters.refusal(status, error, REGION)).contains(says);
  }
}
