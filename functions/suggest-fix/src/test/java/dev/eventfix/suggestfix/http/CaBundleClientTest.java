package dev.eventfix.suggestfix.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Completion.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Which servers are trusted, and which are sent nothing. */
final class CaBundleClientTest {

  /** After this long, twice over, a handshake that fails is given up: it shows as silence. */
  private static final Duration SHORT = Duration.ofMillis(500);

  @TempDir private static Path folder;
  private static CertificateAuthority authority;
  private static Path other;

  @RegisterExtension final LoopbackServer server = new LoopbackServer();

  private Duration connectTimeout = Duration.ofSeconds(5);

  @BeforeAll
  static void makeAuthorities() throws Exception {
    authority = CertificateAuthority.make(folder.resolve("one"), "dns:localhost");
    other = CertificateAuthority.pem(folder.resolve("other"));
  }

  @Test
  void trustsWhatTheAuthoritySigned() throws Exception {
    server.answer(200, "{\"a\":1}");

    HttpReply reply = get("localhost", authority.pem().toString());

    assertThat(reply)
        .isInstanceOfSatisfying(
            HttpReply.Received.class,
            received -> {
              assertThat(received.status()).isEqualTo(200);
              assertThat(received.body()).asString().isEqualTo("{\"a\":1}");
            });
    assertThat(server.onlyRequest().line()).isEqualTo("GET /v1/models?a=b HTTP/1.1");
    assertThat(server.onlyRequest().headers()).containsEntry("x-key", "k");
    assertThat(server.onlyRequest().headers().get("host")).startsWith("localhost:");
  }

  @Test
  void trustsEachOfSeveralAuthorities() throws Exception {
    server.answer(200, "{}");
    Path both = folder.resolve("both.pem");
    Files.writeString(
        both, "# ours\n" + Files.readString(other) + "\n" + Files.readString(authority.pem()));

    assertThat(get("localhost", both.toString())).isInstanceOf(HttpReply.Received.class);
  }

  @Test
  void refusesWithoutTheBundle() throws Exception {
    connectTimeout = SHORT;
    assertRefused(get("localhost", null), "check ADDRESS and the server's certificate");
  }

  @Test
  void refusesWhatAnotherAuthoritySigned() throws Exception {
    connectTimeout = SHORT;
    assertRefused(
        get("localhost", other.toString()),
        "check ADDRESS, the server's certificate and ca_bundle in llm.providers");
  }

  @Test
  void refusesAnotherHostsCertificate() throws Exception {
    connectTimeout = SHORT;
    assertRefused(
        get("127.0.0.1", authority.pem().toString()),
        "check ADDRESS, the server's certificate and ca_bundle in llm.providers");
  }

  @Test
  void namesTheSettingOfABundleThatCannotBeRead() throws Exception {
    Path empty = Files.createFile(Files.createTempDirectory(folder, "e").resolve("empty.pem"));
    Path broken = empty.resolveSibling("broken.pem");
    Files.writeString(broken, CertificateAuthority.broken());

    for (Path path : new Path[] {folder.resolve("absent.pem"), folder, empty, broken}) {
      assertThat(get("localhost", path.toString()))
          .as("%s", path)
          .isInstanceOfSatisfying(
              HttpReply.Failed.class,
              failed -> {
                assertThat(failed.outcome().cause()).isEqualTo(Cause.MISCONFIGURED);
                assertThat(failed.outcome().reason())
                    .contains("check ca_bundle in llm.providers")
                    .doesNotContain(folder.toString());
                assertThat(failed.worthRetrying()).isFalse();
              });
    }
    assertThat(server.connections()).isZero();
  }

  @Test
  void followsNoRedirectAndKnowsNoProxy() throws Exception {
    server.answer(302, "", "Location: https://localhost:1/elsewhere");
    System.setProperty("https.proxyHost", "127.0.0.1");
    System.setProperty("https.proxyPort", "1");
    try {
      assertThat(get("localhost", authority.pem().toString()))
          .isInstanceOfSatisfying(
              HttpReply.Received.class, told -> assertThat(told.status()).isEqualTo(302));
    } finally {
      System.clearProperty("https.proxyHost");
      System.clearProperty("https.proxyPort");
    }
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void losesNoConnectionToRequestsThatAreAborted() throws Exception {
    server.answer(
        exchange -> {
          exchange.head(200, "Content-Length: 5000");
          exchange.send("x");
          exchange.waitForHangUp();
        });
    HttpExecuteRequest request = request();
    try (CaBundleClient client = client()) {
      for (int i = 0; i <= CaBundleClient.MAX_CONNECTIONS; i++) {
        // Would wait for a connection in vain when the earlier ones were not given back.
        AbortableInputStream body =
            client.prepareRequest(request).call().responseBody().orElseThrow();
        assertThat(body.read()).isEqualTo('x');
        body.abort();
        assertThatThrownBy(body::read).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void readsBodiesThatAreLongerThanTheWindow() throws Exception {
    String body = "é".repeat(300_000);
    server.answer(200, body);

    try (CaBundleClient client = client();
        AbortableInputStream in =
            client.prepareRequest(request()).call().responseBody().orElseThrow()) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(body);
    }
  }

  private static CaBundleClient client() {
    return Objects.requireNonNull(
        CaBundleClient.create(authority.pem().toString(), Duration.ofSeconds(5)));
  }

  private HttpExecuteRequest request() throws IOException {
    URI address = URI.create("https://localhost:" + server.listen(authority.server()) + "/");
    return HttpExecuteRequest.builder()
        .request(
            SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(address)
                .putHeader("Host", address.getRawAuthority())
                .build())
        .build();
  }

  private void assertRefused(HttpReply reply, String part) {
    assertThat(reply)
        .isInstanceOfSatisfying(
            HttpReply.Failed.class,
            failed -> {
              Unavailable outcome = failed.outcome();
              assertThat(outcome.reason()).contains(part);
              assertThat(failed.worthRetrying()).isFalse();
            });
    assertThat(server.requests()).isEmpty();
  }

  private HttpReply get(String host, @Nullable String caBundle) throws Exception {
    String root = "https://" + host + ":" + server.listen(authority.server());
    return get(http(root, caBundle, Duration.ofSeconds(10)), root);
  }

  private ModelHttp http(String root, @Nullable String caBundle, Duration firstByte) {
    return server.closeAfterwards(
        new ModelHttp(
            new ModelServer(root, "ADDRESS", "KEY", "MODEL", caBundle),
            new Timeouts(
                connectTimeout, firstByte, Duration.ofSeconds(10), Duration.ofSeconds(10))));
  }

  private static HttpReply get(ModelHttp http, String root) {
    return http.get(
        URI.create(root + "/v1/models?a=b"),
        Map.of("X-Key", "k"),
        Deadline.inMillis(10_000),
        "too late");
  }
}
