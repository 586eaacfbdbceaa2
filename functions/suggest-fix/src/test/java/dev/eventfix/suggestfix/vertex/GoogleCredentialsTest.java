package dev.eventfix.suggestfix.vertex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventfix.configuration.Secret;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.http.Credentials.Sent;
import dev.eventfix.suggestfix.http.HttpProvider;
import dev.eventfix.suggestfix.http.LoopbackServer;
import dev.eventfix.suggestfix.http.ModelServer;
import dev.eventfix.suggestfix.http.Timeouts;
import dev.eventfix.suggestfix.provider.Completion.Answer;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Completion.Unavailable;
import dev.eventfix.suggestfix.provider.GenerationOptions;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How access tokens are had from Google, kept and had anew. */
final class GoogleCredentialsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String TOKEN =
      "{\"access_token\":\"ya29.one\",\"expires_in\":3599,\"token_type\":\"Bearer\"}";
  private static final String OTHER_TOKEN =
      "{\"access_token\":\"ya29.two\",\"expires_in\":3599,\"token_type\":\"Bearer\"}";
  private static final String AUDIENCE =
      "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/aws";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static KeyPair keys;

  @RegisterExtension final LoopbackServer server = new LoopbackServer();

  private final AtomicLong nanoTime = new AtomicLong(-5);
  private final Map<String, String> environment = new HashMap<>();

  @BeforeAll
  static void makeKeys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
  }

  // A service account's key

  @Test
  void changesASignedStatementForAToken() throws Exception {
    server.answer(200, TOKEN);

    assertThat(get(credentials(serviceAccount())))
        .isEqualTo(new Sent.Header("Authorization", "Bearer ya29.one"));

    LoopbackServer.Request request = server.onlyRequest();
    assertThat(request.line()).isEqualTo("POST /token HTTP/1.1");
    assertThat(request.headers())
        .containsEntry("content-type", "application/x-www-form-urlencoded");
    Map<String, String> form = form(request);
    assertThat(form)
        .containsOnlyKeys("grant_type", "assertion")
        .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    String[] parts = form.getOrDefault("assertion", "").split("\\.", -1);
    assertThat(parts).hasSize(3);
    assertThat(decoded(parts[0]))
        .isEqualTo(JSON.readTree("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"key-1\"}"));
    assertThat(decoded(parts[1]))
        .isEqualTo(
            JSON.readTree(
                "{\"iss\":\"fixer@our-project.iam.gserviceaccount.com\","
                    + "\"scope\":\"https://www.googleapis.com/auth/cloud-platform\","
                    + "\"aud\":\""
                    + tokenUri()
                    + "\",\"iat\":"
                    + NOW.getEpochSecond()
                    + ",\"exp\":"
                    + (NOW.getEpochSecond() + 3600)
                    + "}"));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(keys.getPublic());
    signature.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
  }

  @Test
  void keepsATokenUntilShortlyBeforeItExpires() throws Exception {
    server.answer(200, TOKEN);
    server.answer(200, OTHER_TOKEN);
    GoogleCredentials credentials = credentials(serviceAccount());

    assertThat(token(credentials)).isEqualTo("ya29.one");
    pass(3599 - GoogleCredentials.EXPIRY_MARGIN_SECONDS - 1);
    assertThat(token(credentials)).isEqualTo("ya29.one");
    pass(1);
    assertThat(token(credentials)).isEqualTo("ya29.two");

    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void usesATokenOfShortLifeForHalfOfIt() throws Exception {
    server.answer(200, "{\"access_token\":\"ya29.one\",\"expires_in\":100}");
    server.answer(200, OTHER_TOKEN);
    GoogleCredentials credentials = credentials(serviceAccount());

    assertThat(token(credentials)).isEqualTo("ya29.one");
    pass(49);
    assertThat(token(credentials)).isEqualTo("ya29.one");
    pass(1);
    assertThat(token(credentials)).isEqualTo("ya29.two");
  }

  @Test
  void fetchesATokenOnceForManyThreads() throws Exception {
    server.answer(
        exchange -> {
          Thread.sleep(50);
          exchange.respond(200, TOKEN);
        });
    server.answer(200, OTHER_TOKEN);
    GoogleCredentials credentials = credentials(serviceAccount());
    List<FutureTask<String>> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      FutureTask<String> task = new FutureTask<>(() -> token(credentials));
      tasks.add(task);
      new Thread(task).start();
    }

    for (FutureTask<String> task : tasks) {
      assertThat(task.get(10, TimeUnit.SECONDS)).isEqualTo("ya29.one");
    }
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void fetchesAnotherWhenAnOldOneIsRefused() throws Exception {
    server.answer(200, TOKEN);
    server.answer(200, OTHER_TOKEN);
    GoogleCredentials credentials = credentials(serviceAccount());
    Sent first = get(credentials);

    assertThat(credentials.renew(first)).as("a young one").isFalse();
    pass(GoogleCredentials.MIN_RENEWAL_SECONDS);
    assertThat(credentials.renew(first)).isTrue();
    assertThat(token(credentials)).isEqualTo("ya29.two");
    assertThat(credentials.renew(first)).as("there is another one already").isTrue();

    assertThat(token(credentials)).isEqualTo("ya29.two");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void aQuestionIsAskedAgainWithTheOtherToken() throws Exception {
    server.answer(200, TOKEN);
    server.answer(401, "{\"error\":{\"status\":\"UNAUTHENTICATED\"}}");
    server.answer(200, OTHER_TOKEN);
    server.answer(
        200,
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]},\"finishReason\":\"STOP\"}]}");
    GoogleCredentials credentials = credentials(serviceAccount());
    assertThat(token(credentials)).isEqualTo("ya29.one");
    pass(GoogleCredentials.MIN_RENEWAL_SECONDS);

    assertThat(provider(credentials).complete(question())).isInstanceOf(Answer.class);

    assertThat(server.requests().stream().map(r -> r.headers().get("authorization")))
        .containsExactly(null, "Bearer ya29.one", null, "Bearer ya29.two");
  }

  @Test
  void aQuestionFailsThatNoTokenIsFor() throws Exception {
    server.answer(400, "{\"error\":\"invalid_grant\",\"error_description\":\"marker\"}");

    assertThat(provider(credentials(serviceAccount())).complete(question()))
        .isEqualTo(
            new Unavailable(
                Cause.MISCONFIGURED,
                "127.0.0.1 refused to give an access token (status 400): check"
                    + " llm.providers.vertex.credentials"));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void asksAgainOnceWhenTheTokenServerFails() throws Exception {
    server.answer(503, "marker");

    assertMissing(
        credentials(serviceAccount()), Cause.FAILED, "127.0.0.1 gave no access token (status 503)");
    assertThat(server.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "[]",
        "{}",
        "{\"access_token\":1}",
        "{\"access_token\":\"\"}",
        "{\"access_token\":\"a\\nb\"}",
        "{\"access_token\":\"é\"}"
      })
  void takesNothingElseForAToken(String body) throws Exception {
    server.answer(200, body);

    assertMissing(credentials(serviceAccount()), Cause.FAILED, "access token");
  }

  @Test
  void givesUpInTime() throws Exception {
    server.answer(LoopbackServer.Exchange::waitForHangUp);

    Sent sent = credentials(serviceAccount()).get(Deadline.inMillis(300));

    assertThat(((Sent.Missing) sent).outcome())
        .isEqualTo(
            new Unavailable(
                Cause.TIMED_OUT,
                "no access token could be had: no access token came from Google within 5 s"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "https://evil.example.com/token|must be a host of googleapis.com",
        "https://googleapis.com.evil.example/token|must be a host of googleapis.com",
        "https://evilgoogleapis.com/token|must be a host of googleapis.com",
        "http://oauth2.googleapis.com/token|must start with https://",
        "https://a:b@oauth2.googleapis.com/|must hold no user name",
        "ftp://oauth2.googleapis.com|must start with https://",
        "::|is not a URL"
      })
  void sendsAStatementToGoogleOnly(String uri, String fault) throws Exception {
    ObjectNode members = serviceAccount();
    members.put("token_uri", uri);

    assertMissing(
        credentials(members),
        Cause.MISCONFIGURED,
        "token_uri in llm.providers.vertex.credentials " + fault);
    assertThat(server.connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_email", "private_key", "token_uri"})
  void namesWhatIsMissing(String name) throws Exception {
    ObjectNode members = serviceAccount();
    members.remove(name);

    assertMissing(
        credentials(members),
        Cause.MISCONFIGURED,
        "llm.providers.vertex.credentials holds no " + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "-----END PRIVATE KEY----------BEGIN PRIVATE KEY-----"
      })
  void takesNoOtherKey(String key) throws Exception {
    ObjectNode members = serviceAccount();
    members.put("private_key", key);

    assertMissing(
        credentials(members),
        Cause.MISCONFIGURED,
        "private_key in llm.providers.vertex.credentials is no RSA key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json|is not JSON",
        "[]|is not JSON",
        "{}|is neither",
        "{\"type\":\"authorized_user\"}|is neither",
        "{\"type\":1}|is neither"
      })
  void takesNoOtherCredentials(String json, String fault) {
    assertMissing(
        credentials(Secret.of(json)),
        Cause.MISCONFIGURED,
        "llm.providers.vertex.credentials " + fault);
  }

  // Workload identity federation

  @Test
  void changesARequestSignedByTheRoleForAToken() throws Exception {
    inLambda();
    server.answer(200, TOKEN);

    assertThat(token(credentials(federation()))).isEqualTo("ya29.one");

    Map<String, String> form = form(server.onlyRequest());
    String subjectToken = form.remove("subject_token");
    assertThat(form)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                "audience", AUDIENCE,
                "scope", "https://www.googleapis.com/auth/cloud-platform",
                "requested_token_type", "urn:ietf:params:oauth:token-type:access_token",
                "subject_token_type", "urn:ietf:params:aws:token-type:aws4_request"));
    JsonNode signed = JSON.readTree(URLDecoder.decode(subjectToken, UTF_8));
    assertThat(signed.get("url").asText())
        .isEqualTo(
            "https://sts.eu-central-1.amazonaws.com"
                + "?Action=GetCallerIdentity&Version=2011-06-15");
    assertThat(signed.get("method").asText()).isEqualTo("POST");
    Map<String, String> headers = new TreeMap<>();
    for (JsonNode header : signed.get("headers")) {
      headers.put(
          header.get("key").asText().toLowerCase(Locale.ROOT), header.get("value").asText());
    }
    String authorization = headers.remove("authorization");
    assertThat(headers)
        .containsEntry("host", "sts.eu-central-1.amazonaws.com")
        .containsEntry("x-amz-date", "20260301T120000Z")
        .containsEntry("x-amz-security-token", "session")
        .containsEntry("x-goog-cloud-target-resource", AUDIENCE);
    assertThat(authorization).isEqualTo(signature("AKIDEXAMPLE", "secret", headers));
  }

  @Test
  void actsAsAServiceAccountWhenTold() throws Exception {
    inLambda();
    server.answer(200, TOKEN);
    server.answer(200, "{\"accessToken\":\"ya29.three\",\"expireTime\":\"2026-03-01T13:00:00Z\"}");
    ObjectNode members = federation();
    members.put(
        "service_account_impersonation_url",
        root() + "/v1/projects/-/serviceAccounts/a@b.iam.gserviceaccount.com:generateAccessToken");
    GoogleCredentials credentials = credentials(members);

    assertThat(token(credentials)).isEqualTo("ya29.three");
    pass(3600 - GoogleCredentials.EXPIRY_MARGIN_SECONDS - 1);
    assertThat(token(credentials)).isEqualTo("ya29.three");

    assertThat(server.requests()).hasSize(2);
    LoopbackServer.Request request = server.requests().get(1);
    assertThat(request.line())
        .isEqualTo(
            "POST /v1/projects/-/serviceAccounts/a@b.iam.gserviceaccount.com:generateAccessToken"
                + " HTTP/1.1");
    assertThat(request.headers()).containsEntry("authorization", "Bearer ya29.one");
    assertThat(request.body())
        .isEqualTo(
            "{\"scope\":[\"https://www.googleapis.com/auth/cloud-platform\"],"
                + "\"lifetime\":\"3600s\"}");
  }

  @Test
  void signsWithWhatTheContainerGives() throws Exception {
    inLambda();
    environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", root() + "/2021-08-23/credentials");
    environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "container token");
    server.answer(
        200,
        "{\"AccessKeyId\":\"AKIDFRESH\",\"SecretAccessKey\":\"s\",\"Token\":\"t\","
            + "\"Expiration\":\"2026-03-01T18:00:00Z\"}");
    server.answer(200, TOKEN);

    assertThat(token(credentials(federation()))).isEqualTo("ya29.one");

    assertThat(server.requests().getFirst().line())
        .isEqualTo("GET /2021-08-23/credentials HTTP/1.1");
    assertThat(server.requests().getFirst().headers())
        .containsEntry("authorization", "container token");
    assertThat(form(server.requests().get(1)).get("subject_token")).contains("AKIDFRESH%2F");
  }

  @Test
  void saysWhatIsMissingOutsideOfAws() throws Exception {
    assertMissing(credentials(federation()), Cause.MISCONFIGURED, "set AWS_REGION");
    environment.put("AWS_DEFAULT_REGION", "eu-central-1");
    assertMissing(
        credentials(federation()), Cause.MISCONFIGURED, "there are no credentials of AWS");
    environment.put("AWS_REGION", "evil.com/");
    assertMissing(credentials(federation()), Cause.MISCONFIGURED, "set AWS_REGION");
    assertThat(server.connections()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token_url|https://sts.evil.com/v1/token|must be a host of googleapis.com",
        "service_account_impersonation_url|https://evil.com/x|must be a host of googleapis.com",
        "subject_token_type|urn:ietf:params:oauth:token-type:jwt|but not for AWS",
        "audience||holds no audience"
      })
  void sendsWhatItSignedToGoogleOnly(String name, String value, String fault) throws Exception {
    inLambda();
    ObjectNode members = federation();
    members.put(name, value);

    assertMissing(credentials(members), Cause.MISCONFIGURED, fault);
    assertThat(server.connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://sts.{region}.evil.com?Action=GetCallerIdentity",
        "https://iam.amazonaws.com?Action=CreateUser",
        "http://sts.{region}.amazonaws.com?Action=GetCallerIdentity",
        "https://x@sts.{region}.amazonaws.com?Action=GetCallerIdentity",
        "https://sts.{region}.amazonaws.com",
        "{"
      })
  void signsForAwsTokenServiceOnly(String url) throws Exception {
    inLambda();
    ObjectNode members = federation();
    ((ObjectNode) members.get("credential_source")).put("regional_cred_verification_url", url);

    assertMissing(credentials(members), Cause.MISCONFIGURED, "is not that of AWS's token service");
    assertThat(server.connections()).isZero();
  }

  private void inLambda() {
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", "secret");
    environment.put("AWS_SESSION_TOKEN", "session");
  }

  private String root() {
    return "http://127.0.0.1:" + server.port();
  }

  private String tokenUri() {
    return root() + "/token";
  }

  private ObjectNode serviceAccount() {
    return JSON.createObjectNode()
        .put("type", "service_account")
        .put("project_id", "our-project")
        .put("private_key_id", "key-1")
        .put(
            "private_key",
            "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n")
        .put("client_email", "fixer@our-project.iam.gserviceaccount.com")
        .put("client_id", "1")
        .put("token_uri", tokenUri())
        .put("universe_domain", "googleapis.com");
  }

  private ObjectNode federation() {
    ObjectNode members =
        JSON.createObjectNode()
            .put("type", "external_account")
            .put("audience", AUDIENCE)
            .put("subject_token_type", "urn:ietf:params:aws:token-type:aws4_request")
            .put("token_url", tokenUri());
    members
        .putObject("credential_source")
        .put("environment_id", "aws1")
        .put("region_url", "http://169.254.169.254/latest/meta-data/placement/availability-zone")
        .put(
            "regional_cred_verification_url",
            "https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15");
    return members;
  }

  private GoogleCredentials credentials(ObjectNode members) throws Exception {
    return credentials(Secret.of(JSON.writeValueAsString(members)));
  }

  private GoogleCredentials credentials(Secret json) {
    GoogleCredentials credentials =
        new GoogleCredentials(settings(json), InstantSource.fixed(NOW), nanoTime::get);
    server.closeAfterwards(credentials::close);
    return credentials;
  }

  private VertexSettings settings(Secret json) {
    return new VertexSettings(
        "our-project",
        "global",
        null,
        json,
        false,
        new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60)),
        environment);
  }

  private HttpProvider provider(GoogleCredentials credentials) {
    return server.closeAfterwards(
        Vertex.provider(
            "vertex",
            settings(Secret.of("{}")),
            new ModelServer(root(), "a", "k", "m", null),
            credentials,
            millis -> {},
            InstantSource.fixed(NOW)));
  }

  private static Question question() {
    return new Question(
        null,
        () -> new Prompt("1", "s", "u"),
        "gemini-2.5-flash",
        new GenerationOptions(0.5, 700),
        null,
        Deadline.inMillis(60_000));
  }

  private void pass(long seconds) {
    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  private static Sent get(GoogleCredentials credentials) {
    return credentials.get(Deadline.inMillis(20_000));
  }

  private static String token(GoogleCredentials credentials) {
    return ((Sent.Header) get(credentials)).value().substring("Bearer ".length());
  }

  private static void assertMissing(GoogleCredentials credentials, Cause cause, String part) {
    assertThat(get(credentials))
        .isInstanceOfSatisfying(
            Sent.Missing.class,
            missing -> {
              assertThat(missing.outcome().cause()).isEqualTo(cause);
              assertThat(missing.outcome().reason())
                  .contains(part)
                  .doesNotContain("marker", "evil", "PRIVATE", "secret");
            });
  }

  private static JsonNode decoded(String part) throws Exception {
    return JSON.readTree(Base64.getUrlDecoder().decode(part));
  }

  private static Map<String, String> form(LoopbackServer.Request request) {
    Map<String, String> fields = new HashMap<>();
    for (String field : request.body().split("&", -1)) {
      int equals = field.indexOf('=');
      fields.put(
          URLDecoder.decode(field.substring(0, equals), UTF_8),
          URLDecoder.decode(field.substring(equals + 1), UTF_8));
    }
    return fields;
  }

  /** Signature version 4 over all of the headers, as AWS's documentation computes it. */
  private static String signature(String key, String secret, Map<String, String> headers)
      throws GeneralSecurityException {
    StringBuilder canonical =
        new StringBuilder("POST\n/\nAction=GetCallerIdentity&Version=2011-06-15\n");
    headers.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    String names = String.join(";", headers.keySet());
    canonical.append('\n').append(names).append('\n').append(sha256(""));
    String scope = "20260301/eu-central-1/sts/aws4_request";
    String toSign =
        "AWS4-HMAC-SHA256\n20260301T120000Z\n" + scope + "\n" + sha256(canonical.toString());
    byte[] signing = ("AWS4" + secret).getBytes(UTF_8);
    for (String part : scope.split("/", -1)) {
      signing = hmac(signing, part);
    }
    return "AWS4-HMAC-SHA256 Credential="
        + key
        + "/"
        + scope
        + ", SignedHeaders="
        + names
        + ", Signature="
        + HexFormat.of().formatHex(hmac(signing, toSign));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }

  private static String sha256(String text) throws GeneralSecurityException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }
}
