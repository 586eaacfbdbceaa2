package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sha256Test {

  /** The examples that NIST publishes with FIPS 180-4. */
  @Test
  void digestsThePublishedExamples() {
    assertThat(hex("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))
        .isEqualTo("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  }

  @Test
  void agreesWithJavasOwnForEveryLengthAroundTheBlocks() throws NoSuchAlgorithmException {
    MessageDigest reference = MessageDigest.getInstance("SHA-256");
    Random random = new Random(20260101);
    for (int length = 0; length < 400; length++) {
      byte[] message = new byte[length];
      random.nextBytes(message);

      assertThat(Sha256.digest(message))
          .as("%s bytes", length)
          .isEqualTo(reference.digest(message));
    }
  }

  private static String hex(String message) {
    return HexFormat.of().formatHex(Sha256.digest(message.getBytes(StandardCharsets.US_ASCII)));
  }
}
