package dev.eventfix.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsSecretsTest {

  private static final int PATIENCE_MILLIS = 10_000;

  @RegisterExtension private final AwsStandIn aws = new AwsStandIn();
  private final List<Long> waits = new ArrayList<>();

  private Map<SecretReference, SecretValue> fetch(String... references) {
    return fetch(aws.environment(), PATIENCE_MILLIS, references);
  }

  private Map<SecretReference, SecretValue> fetch(
      Map<String, String> environment, int totalMillis, String... references) {
    List<SecretReference> wanted = new ArrayList<>();
    for (String reference : references) {
      wanted.add(SecretReference.of(reference));
    }
    return new AwsSecrets(environment, totalMillis, waits::add).fetch(wanted);
  }

  private static String told(Map<SecretReference, SecretValue> values, String reference) {
    return told(values.get(SecretReference.of(reference)));
  }

  private static String told(@Nullable SecretValue value) {
    return switch (value) {
      case null -> "nothing";
      case SecretValue.Text text -> "text " + text.text();
      case SecretValue.Fault fault -> "fault " + fault.reason();
    };
  }

  private String onlyFault(Map<String, String> environment, String reference) {
    Map<SecretReference, SecretValue> values = fetch(environment, PATIENCE_MILLIS, reference);
    assertThat(values).hasSize(1);
    String told = told(values, reference);
    assertThat(told).startsWith("fault ");
    return told.substring("fault ".length());
  }

  // What is sent

  @Test
  void theCheckOfSignaturesAgreesWithTheOneThatAwsDocuments() {
    // From AWS's suite of examples for Signature Version 4: get-vanilla.
    String authorization =
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
            + " SignedHeaders=host;x-amz-date, Signature="
            + "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
    Map<String, String> headers =
        Map.of(
            "host", "example.amazonaws.com",
            "x-amz-date", "20150830T123600Z",
            "authorization", authorization);
    assertThat(fault(headers, "")).isNull();
    assertThat(fault(headers, "x")).startsWith("the signature is ");
  }

  private static @Nullable String fault(Map<String, String> headers, String body) {
    return SignatureVersion4.fault(
        "GET", URI.create("/"), headers, body.getBytes(UTF_8), AwsStandIn.SECRET_KEY);
  }

  @Test
  void requestsAreSignedForTheirServiceAndRegion() {
    aws.parameter("/eventfix/key", "k");
    aws.secret("s");
    fetch("ssm:/eventfix/key", "secretsmanager:eventfix");

    // The stand-in checks the signatures themselves.
    assertThat(aws.requests()).hasSize(2);
    for (AwsStandIn.Request request : aws.requests()) {
      String authorization = request.headers().getOrDefault("authorization", "");
      String service = request.target().equals(AwsStandIn.SECRETS) ? "secretsmanager" : "ssm";
      assertThat(SignatureVersion4.parameter(authorization, "Credential"))
          .matches("AKIDEXAMPLE/[0-9]{8}/eu-central-1/" + service + "/aws4_request");
      assertThat(SignatureVersion4.parameter(authorization, "SignedHeaders").split(";", -1))
          .contains("host", "x-amz-date", "x-amz-security-token", "x-amz-target", "content-type");
      assertThat(request.headers())
          .containsEntry("content-type", "application/x-amz-json-1.1")
          .containsEntry("x-amz-security-token", "token/of+a/session==")
          .containsEntry("host", URI.create(aws.url()).getAuthority());
    }
  }

  @Test
  void credentialsThatLastHaveNoToken() {
    aws.parameter("key", "k");
    Map<String, String> environment = aws.environment();
    environment.remove("AWS_SESSION_TOKEN");
    assertThat(told(fetch(environment, PATIENCE_MILLIS, "ssm:key"), "ssm:key")).isEqualTo("text k");
    assertThat(aws.requests().getFirst().headers()).doesNotContainKey("x-amz-security-token");
  }

  @Test
  void bothStoresAreAskedTogetherAndEachSecretOnce() {
    aws.answer(
        AwsStandIn.PARAMETERS,
        200,
        "{\"Parameters\":[%s,%s]}"
            .formatted(AwsStandIn.json("/a", "", "A"), AwsStandIn.json("/a", ":1", "A1")));
    aws.secret("{\"x\":\"X\",\"y\":\"Y\"}");

    Map<SecretReference, SecretValue> values =
        fetch("ssm:/a", "secretsmanager:s#x", "ssm:/a", "ssm:/a:1", "secretsmanager:s#y");

    assertThat(told(values, "ssm:/a")).isEqualTo("text A");
    assertThat(told(values, "ssm:/a:1")).isEqualTo("text A1");
    assertThat(told(values, "secretsmanager:s#x")).isEqualTo("text X");
    assertThat(told(values, "secretsmanager:s#y")).isEqualTo("text Y");
    assertThat(aws.requests())
        .extracting(AwsStandIn.Request::body)
        .containsExactlyInAnyOrder(
            "{\"Names\":[\"/a\",\"/a:1\"],\"WithDecryption\":true}", "{\"SecretId\":\"s\"}");
  }

  @Test
  void noCallWaitsForAnother() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    AwsStandIn.Answer whenBothAreHere =
        exchange -> {
          both.countDown();
          try {
            assertThat(both.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          AwsStandIn.respond(exchange, 200, "{\"SecretString\":\"s\"}");
        };
    aws.answer(AwsStandIn.SECRETS, whenBothAreHere);
    Map<SecretReference, SecretValue> values = fetch("secretsmanager:a", "secretsmanager:b");
    assertThat(told(values, "secretsmanager:a")).isEqualTo("text s");
    assertThat(told(values, "secretsmanager:b")).isEqualTo("text s");
  }

  @Test
  void tenParametersGoIntoOneCall() {
    List<String> references = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      references.add("ssm:p" + i);
    }
    aws.answer(
        AwsStandIn.PARAMETERS,
        exchange -> {
          StringBuilder parameters = new StringBuilder();
          for (int i = 0; i < 21; i++) {
            parameters.append(i == 0 ? "" : ",").append(AwsStandIn.json("p" + i, "", "v" + i));
          }
          AwsStandIn.respond(exchange, 200, "{\"Parameters\":[" + parameters + "]}");
        });
    Map<SecretReference, SecretValue> values = fetch(references.toArray(new String[0]));
    assertThat(values).hasSize(21);
    assertThat(told(values, "ssm:p20")).isEqualTo("text v20");
    assertThat(aws.requests())
        .extracting(request -> request.body().split("\"p", -1).length - 1)
        .containsExactlyInAnyOrder(10, 10, 1);
  }

  @Test
  void anArnIsAskedForInItsOwnRegion() {
    aws.secret("s");
    String arn = "secretsmanager:arn:aws:secretsmanager:us-east-2:123456789012:secret:a-AbCdEf";
    assertThat(told(fetch(arn), arn)).isEqualTo("text s");
    assertThat(aws.requests().getFirst().headers().getOrDefault("authorization", ""))
        .contains("/us-east-2/secretsmanager/aws4_request");
  }

  @Test
  void aServicesOwnAddressWinsOverThatOfAll() {
    aws.parameter("key", "k");
    Map<String, String> environment = aws.environment();
    environment.put("AWS_ENDPOINT_URL_SSM", aws.url() + "/");
    environment.put("AWS_ENDPOINT_URL", "https://127.0.0.1:1");
    assertThat(told(fetch(environment, PATIENCE_MILLIS, "ssm:key"), "ssm:key")).isEqualTo("text k");
  }

  @Test
  void theOtherVariableForTheRegionServesToo() {
    aws.parameter("key", "k");
    Map<String, String> environment = aws.environment();
    environment.remove("AWS_REGION");
    environment.put("AWS_DEFAULT_REGION", "eu-west-3");
    assertThat(told(fetch(environment, PATIENCE_MILLIS, "ssm:key"), "ssm:key")).isEqualTo("text k");
    assertThat(aws.requests().getFirst().headers().getOrDefault("authorization", ""))
        .contains("/eu-west-3/ssm/");
  }

  // What cannot be sent

  @Test
  void withoutARegionNothingIsSent() {
    Map<String, String> environment = aws.environment();
    environment.remove("AWS_REGION");
    assertThat(onlyFault(environment, "ssm:key"))
        .startsWith("no region is known (set AWS_REGION; the launcher takes --region");
    environment.put("AWS_REGION", "evil.example.org/");
    assertThat(onlyFault(environment, "ssm:key")).isEqualTo("AWS_REGION is no region");
    assertThat(aws.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"})
  void withoutCredentialsNothingIsSent(String missing) {
    Map<String, String> environment = aws.environment();
    environment.put(missing, " ");
    assertThat(onlyFault(environment, "ssm:key"))
        .startsWith("there are no credentials of AWS (on Lambda they are the role's");
    assertThat(aws.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.org, must start with https://: http:// is for servers",
    "https://me:SECRET@127.0.0.1, must hold no user name or password",
    "127.0.0.1, must start with https://"
  })
  void nothingIsSentUnencryptedToAnyone(String url, String fault) {
    Map<String, String> environment = aws.environment();
    environment.put("AWS_ENDPOINT_URL_SSM", url);
    assertThat(onlyFault(environment, "ssm:key"))
        .startsWith("AWS_ENDPOINT_URL_SSM or AWS_ENDPOINT_URL " + fault)
        .doesNotContain("SECRET");
  }

  @Test
  void credentialsComeFromTheContainerWhenItHasAny() {
    aws.parameter("key", "k");
    Map<String, String> environment = aws.environment();
    environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", aws.url() + "/credentials");
    environment.put("AWS_SECRET_ACCESS_KEY", "too old");
    // The SDK reads these beside the process's variables, which no test can set.
    System.setProperty("aws.containerCredentialsFullUri", aws.url() + "/credentials");
    System.setProperty("aws.containerAuthorizationToken", "the container's token");
    try {
      aws.credentials("the container's token");
      assertThat(told(fetch(environment, PATIENCE_MILLIS, "ssm:key"), "ssm:key"))
          .isEqualTo("text k");
      System.setProperty("aws.containerAuthorizationToken", "another token");
      assertThat(onlyFault(environment, "ssm:key"))
          .isEqualTo(
              "no credentials of AWS come from the address in AWS_CONTAINER_CREDENTIALS_FULL_URI");
    } finally {
      System.clearProperty("aws.containerCredentialsFullUri");
      System.clearProperty("aws.containerAuthorizationToken");
    }
  }

  // What comes back instead of a value

  @Test
  void eachReferenceHasItsOwnFault() {
    aws.answer(
        AwsStandIn.PARAMETERS,
        200,
        "{\"InvalidParameters\":[\"b\"],\"Parameters\":[%s]}"
            .formatted(AwsStandIn.json("a", "", "A")));
    aws.error(AwsStandIn.SECRETS, 400, "ResourceNotFoundException");
    Map<SecretReference, SecretValue> values = fetch("ssm:a", "ssm:b", "secretsmanager:c#d");
    assertThat(told(values, "ssm:a")).isEqualTo("text A");
    assertThat(told(values, "ssm:b")).startsWith("fault there is no such parameter");
    assertThat(told(values, "secretsmanager:c#d")).startsWith("fault there is no such secret");
    assertThat(waits).isEmpty();
  }

  @Test
  void accessThatIsDeniedIsNotAskedForAgain() {
    aws.error(AwsStandIn.PARAMETERS, 400, "AccessDeniedException");
    assertThat(onlyFault(aws.environment(), "ssm:key"))
        .isEqualTo(
            "access is denied (allow the function's role ssm:GetParameters on it, and kms:Decrypt if"
                + " it is encrypted with a key of your own); Parameter Store GetParameters:"
                + " AccessDeniedException");
    assertThat(aws.requests()).hasSize(1);
  }

  @Test
  void whatPassesIsAskedForAgainAfterAWait() {
    aws.error(AwsStandIn.PARAMETERS, 400, "ThrottlingException");
    aws.error(AwsStandIn.PARAMETERS, 500, "InternalServerError");
    aws.answer(AwsStandIn.PARAMETERS, 503, "<html>");
    aws.parameter("key", "k");
    assertThat(told(fetch("ssm:key"), "ssm:key")).isEqualTo("text k");
    assertThat(aws.requests()).hasSize(4);
    assertThat(waits.get(0)).isBetween(100L, 200L);
    assertThat(waits.get(1)).isBetween(200L, 400L);
    assertThat(waits.get(2)).isBetween(400L, 800L);
  }

  @Test
  void whatDoesNotPassEnds() {
    aws.error(AwsStandIn.PARAMETERS, 400, "ThrottlingException");
    assertThat(onlyFault(aws.environment(), "ssm:key"))
        .isEqualTo(
            "Parameter Store takes no more requests for now (try again later); Parameter Store"
                + " GetParameters: ThrottlingException, asked 4 times");
    assertThat(aws.requests()).hasSize(AwsSecrets.MAX_ATTEMPTS);
  }

  /** Has the classes loaded that the first request needs, for a test whose time is short. */
  private void warmUp() {
    aws.secret("s");
    fetch("secretsmanager:warm");
  }

  @Test
  void nobodyAsksAgainWithoutTimeLeftForAnAnswer() {
    warmUp();
    aws.error(AwsStandIn.PARAMETERS, 500, "InternalServerError");
    int totalMillis = AwsSecrets.MIN_ATTEMPT_MILLIS + AwsSecrets.BACKOFF_MILLIS / 2;
    assertThat(told(fetch(aws.environment(), totalMillis, "ssm:key"), "ssm:key"))
        .isEqualTo(
            "fault Parameter Store answers with status 500; Parameter Store GetParameters:"
                + " InternalServerError");
    assertThat(waits).isEmpty();
  }

  @Test
  void whoSaysNothingIsWaitedForAsLongAsThereIsTime() {
    warmUp();
    aws.answer(AwsStandIn.PARAMETERS, aws.silence());
    long start = System.nanoTime();
    Map<SecretReference, SecretValue> values =
        fetch(aws.environment(), 1_000, "ssm:key", "secretsmanager:s");
    assertThat(told(values, "ssm:key"))
        .isEqualTo(
            "fault no answer came within 1000 ms (can the function reach %s?)"
                .formatted(aws.url()));
    assertThat(told(values, "secretsmanager:s")).isEqualTo("text s");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(Duration.ofMillis(PATIENCE_MILLIS));
  }

  @Test
  void whoStopsInTheMiddleIsWaitedForAsLongAsThereIsTime() {
    aws.answer(
        AwsStandIn.PARAMETERS,
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write("{\"Parameters\":".getBytes(UTF_8));
          exchange.getResponseBody().flush();
          aws.silence().to(exchange);
        });
    assertThat(told(fetch(aws.environment(), 500, "ssm:key"), "ssm:key"))
        .startsWith("fault no answer came within 500 ms");
  }

  @Test
  void aConnectionThatIsSilentIsGivenUpForAnother() {
    aws.answer(AwsStandIn.PARAMETERS, aws.silence());
    aws.parameter("key", "k");
    assertThat(told(fetch("ssm:key"), "ssm:key")).isEqualTo("text k");
    assertThat(aws.requests()).hasSize(2);
  }

  @Test
  void anAnswerThatBreaksOffIsAskedForAgain() {
    aws.answer(
        AwsStandIn.PARAMETERS,
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write("{\"Parameters\":".getBytes(UTF_8));
          exchange.getResponseBody().flush();
        });
    assertThat(onlyFault(aws.environment(), "ssm:key"))
        .isEqualTo("the connection to " + aws.url() + " broke off, asked 4 times");
    aws.parameter("key", "k");
    assertThat(told(fetch("ssm:key"), "ssm:key")).isEqualTo("text k");
    assertThat(aws.requests()).hasSize(4 + 2);
  }

  @Test
  void whereNothingListensIsTold() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Map<String, String> environment = aws.environment();
    environment.put("AWS_ENDPOINT_URL_SSM", "http://127.0.0.1:" + port);
    assertThat(onlyFault(environment, "ssm:key"))
        .isEqualTo("nothing answers at http://127.0.0.1:%d, asked 4 times".formatted(port));
  }

  @Test
  void whoSpeaksNoTlsIsTold() {
    Map<String, String> environment = aws.environment();
    environment.put("AWS_ENDPOINT_URL_SSM", aws.url().replace("http://", "https://"));
    int oneAttempt = AwsSecrets.CONNECT_MILLIS + AwsSecrets.MIN_ATTEMPT_MILLIS;
    assertThat(told(fetch(environment, oneAttempt, "ssm:key"), "ssm:key"))
        .startsWith("fault no connection to https://127.0.0.1:")
        .endsWith("(can the function reach it, and is its certificate trusted?)");
  }

  @Test
  void anAnswerIsReadUpToItsLimit() {
    String json = "{\"Parameters\":[%s]}".formatted(AwsStandIn.json("key", "", "k"));
    String longest = json + " ".repeat(AwsSecrets.MAX_ANSWER_BYTES - json.length());
    aws.answer(AwsStandIn.PARAMETERS, 200, longest);
    aws.answer(AwsStandIn.PARAMETERS, 200, longest + " ");
    assertThat(told(fetch("ssm:key"), "ssm:key")).isEqualTo("text k");
    assertThat(onlyFault(aws.environment(), "ssm:key"))
        .isEqualTo("the answer is longer than 524288 bytes");
    assertThat(aws.requests()).hasSize(2);
  }

  @Test
  void whatTheServiceNeverAnswersIsNotAskedForAgain() {
    aws.answer(AwsStandIn.PARAMETERS, 200, "<html>Welcome to the hotel's network</html>");
    assertThat(onlyFault(aws.environment(), "ssm:key"))
        .isEqualTo("what %s answers is not what Parameter Store does".formatted(aws.url()));
    assertThat(aws.requests()).hasSize(1);
  }

  // Secrets

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"Parameters\":[{\"Name\":\"key\",\"Value\":\"HUNTER2\"}]}",
        "200 | {\"Parameters\":[{\"Name\":\"key\",\"Value\":\"HUNTER2",
        "200 | {\"Parameters\":[{\"Name\":\"other\",\"Value\":\"HUNTER2\"}]}",
        "200 | HUNTER2",
        "400 | {\"__type\":\"AccessDeniedException\",\"message\":\"HUNTER2\"}",
        "400 | {\"__type\":\"HUNTER2 was it\"}",
        "500 | HUNTER2"
      })
  void noValueIsToldToAnyone(int status, String json) {
    aws.answer(AwsStandIn.PARAMETERS, status, json);
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    String values;
    try (PrintStream both = new PrintStream(printed, true, UTF_8)) {
      System.setOut(both);
      System.setErr(both);
      values = fetch("ssm:key", "ssm:key").toString();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(aws.requests()).isNotEmpty();
    assertThat(printed.toString(UTF_8)).isEmpty();
    assertThat(values).doesNotContain("HUNTER2", AwsStandIn.SECRET_KEY);
  }
}
