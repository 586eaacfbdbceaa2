package dev.eventfix.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsProxyTest {

  /** Far above what anything here takes; only a test that fails waits as long. */
  private static final int PATIENCE_MILLIS = 20_000;

  /** The first byte of what TLS says of a broken connection, before it ends it. */
  private static final int ALERT = 21;

  private static final String END = "that was all";

  private static ServerCertificate certificate;
  private static SSLContext clientContext;

  private ServerSocket server;
  private ExecutorService threads;
  private TlsProxy proxy;

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) {
    certificate = ServerCertificate.make(folder);
    clientContext = clientContext(certificate.pem());
  }

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    threads = Executors.newCachedThreadPool();
    threads.execute(this::echo);
    proxy =
        TlsProxy.start(
            certificate.context(),
            new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1"})
  void passesOnWhatComesBothWays(String host) throws IOException {
    try (SSLSocket client = connect(host)) {
      send(client, "one");
      assertThat(receive(client, 3)).isEqualTo("one");
      send(client, "two");
      assertThat(receive(client, 3)).isEqualTo("two");
    }
  }

  @Test
  void whoAsksNothingMoreStillGetsTheAnswer() throws IOException {
    try (SSLSocket client = connect("localhost")) {
      send(client, "one");
      client.shutdownOutput();

      assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("one" + END);
    }
  }

  @Test
  void servesSeveralClientsAtOnce() throws IOException {
    try (SSLSocket first = connect("localhost");
        SSLSocket second = connect("localhost")) {
      send(first, "one");
      send(second, "two");
      assertThat(receive(second, 3)).isEqualTo("two");
      assertThat(receive(first, 3)).isEqualTo("one");
    }
  }

  @Test
  void aClientThatLeavesBeforeItsHandshakeDisturbsNobody() throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), proxy.port()).close();

    passesOnWhatComesBothWays("localhost");
  }

  @Test
  void aClientThatSpeaksNoTlsIsSentAway() throws IOException {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      client.setSoTimeout(PATIENCE_MILLIS);
      client
          .getOutputStream()
          .write("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));

      assertThat(endOf(client.getInputStream())).isTrue();
    }
    passesOnWhatComesBothWays("localhost");
  }

  @Test
  void aClientThatBreaksOffDisturbsNobody() throws IOException {
    try (SSLSocket client = connect("localhost")) {
      send(client, "one");
      assertThat(receive(client, 3)).isEqualTo("one");
      // Reset and not closed: nobody is told in TLS's own words.
      client.setSoLinger(true, 0);
    }

    passesOnWhatComesBothWays("localhost");
  }

  @Test
  void withoutTheServerAClientIsSentAway() throws IOException {
    server.close();
    try (SSLSocket client = socket("localhost")) {
      assertThatThrownBy(
              () -> {
                client.startHandshake();
                client.getInputStream().read();
                throw new SSLException("the connection ended");
              })
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void closingEndsTheConnections() throws IOException {
    try (SSLSocket client = connect("localhost")) {
      send(client, "one");
      assertThat(receive(client, 3)).isEqualTo("one");

      proxy.close();

      assertThat(ends(client.getInputStream())).isTrue();
    }
    assertThatThrownBy(() -> connect("localhost")).isInstanceOf(IOException.class);
  }

  /** Sends back what comes and, when nothing more comes, says so. */
  private void echo() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        threads.execute(() -> echo(client));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private static void echo(Socket client) {
    try (client) {
      client.getInputStream().transferTo(client.getOutputStream());
      client.getOutputStream().write(END.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // Gone.
    }
  }

  private SSLSocket connect(String host) throws IOException {
    SSLSocket client = socket(host);
    client.startHandshake();
    return client;
  }

  private SSLSocket socket(String host) throws IOException {
    SSLSocket client =
        (SSLSocket) clientContext.getSocketFactory().createSocket(host, proxy.port());
    client.setSoTimeout(PATIENCE_MILLIS);
    SSLParameters parameters = client.getSSLParameters();
    // Checks the certificate's names, as the functions' client does.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    client.setSSLParameters(parameters);
    return client;
  }

  private static SSLContext clientContext(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(Socket client, String text) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String receive(Socket client, int length) throws IOException {
    return new String(client.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
  }

  /** Whether the other side ends the connection, in whatever way, and says nothing else before. */
  private static boolean endOf(InputStream in) throws IOException {
    try {
      byte[] bytes = in.readNBytes(1);
      return bytes.length == 0 || bytes[0] == ALERT;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Whether nothing more comes, after what was on its way when the connection was closed. */
  private static boolean ends(InputStream in) {
    try {
      in.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
