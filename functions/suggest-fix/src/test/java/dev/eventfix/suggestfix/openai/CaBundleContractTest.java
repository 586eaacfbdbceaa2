package dev.eventfix.suggestfix.openai;

import dev.eventfix.suggestfix.http.CertificateAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** All the same over TLS, to a server whose certificate is signed by an authority of its own. */
final class CaBundleContractTest extends OpenAiContractTest {

  @TempDir private static Path folder;
  private static CertificateAuthority authority;
  private int port;

  @BeforeAll
  static void makeAuthority() throws Exception {
    authority = CertificateAuthority.make(folder, "dns:localhost");
  }

  @BeforeEach
  void listen() {
    try {
      port = server.listen(authority.server());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected String root() {
    return "https://localhost:" + port;
  }

  @Override
  protected String caBundle() {
    return authority.pem().toString();
  }
}
