package dev.eventfix.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server's key and certificate for localhost, made for one measurement: the certificate signs
 * itself, so whoever trusts it trusts nothing else by it.
 *
 * @param context what a server accepts connections with
 * @param pem a file with the certificate, for clients to trust
 */
record ServerCertificate(SSLContext context, Path pem) {

  private static final String ALIAS = "server";

  /** Of no use to anyone: the key dies with the measurement. */
  private static final String PASSWORD = "benchmark";

  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  /**
   * Makes one with the keytool of the JDK that this process runs on.
   *
   * @param folder keeps the key and the certificate
   */
  static ServerCertificate make(Path folder) {
    Path file = folder.resolve("server.p12");
    keytool(folder.resolve("keytool.log"), file);
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      Path pem = folder.resolve("server.pem");
      Files.writeString(pem, pem(store.getCertificate(ALIAS).getEncoded()));
      return new ServerCertificate(context, pem);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("keytool's certificate cannot be used", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void keytool(Path log, Path file) {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    try {
      Process process = builder.start();
      int status = process.waitFor();
      if (status != 0) {
        throw new MeasurementException(
            "keytool ended with " + status + ": " + Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no keytool: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeasurementException("keytool: interrupted");
    }
  }

  private static String pem(byte[] certificate) {
    return "-----BEGIN CERTIFICATE-----\n"
        + new String(LINES.encode(certificate), StandardCharsets.US_ASCII)
        + "\n-----END CERTIFICATE-----\n";
  }
}
