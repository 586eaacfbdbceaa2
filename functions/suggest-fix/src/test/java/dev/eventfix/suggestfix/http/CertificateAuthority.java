package dev.eventfix.suggestfix.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority of a test's own, which signs one server's certificate, by the JDK's keytool. */
public record CertificateAuthority(Path pem, SSLContext server) {

  private static final String PASSWORD = "not secret";

  /**
   * Makes one.
   *
   * @param names what the server's certificate is for: {@code dns:localhost,ip:127.0.0.1}
   */
  public static CertificateAuthority make(Path folder, String names) throws Exception {
    Path pem = pem(folder);
    Path authority = folder.resolve("authority.p12");
    Path server = folder.resolve("server.p12");
    Path request = folder.resolve("request.csr");
    Path signed = folder.resolve("server.pem");
    keytool(server, "-genkeypair", "-keyalg", "EC", "-dname", "CN=server");
    keytool(server, "-certreq", "-file", request.toString());
    keytool(
        authority,
        "-gencert",
        "-rfc",
        "-ext",
        "san=" + names,
        "-infile",
        request.toString(),
        "-outfile",
        signed.toString());
    Files.writeString(signed, Files.readString(signed) + Files.readString(pem));
    keytool(server, "-importcert", "-noprompt", "-file", signed.toString());
    char[] password = PASSWORD.toCharArray();
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(server.toFile(), password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return new CertificateAuthority(pem, context);
  }

  /** Only the authority's own certificate: it signs nothing. */
  static Path pem(Path folder) throws Exception {
    Files.createDirectories(folder);
    Path authority = folder.resolve("authority.p12");
    Path pem = folder.resolve("authority.pem");
    keytool(authority, "-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "bc:c");
    keytool(authority, "-exportcert", "-rfc", "-file", pem.toString());
    return pem;
  }

  private static void keytool(Path store, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "-alias",
            "one",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD));
    Path log = Files.createTempFile(store.getParent(), "keytool", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor()).as("keytool: %s", Files.readString(log)).isZero();
  }

  /** A file like one, of a certificate that is none. */
  static String broken() {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getEncoder().encodeToString("none".getBytes(StandardCharsets.UTF_8))
        + "\n-----END CERTIFICATE-----\n";
  }
}
