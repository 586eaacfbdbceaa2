package dev.eventfix.suggestfix;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Where the marks around an event in a prompt get what nobody can guess. */
interface NonceSource {

  /** 32 hex digits, other ones at each call. */
  String next();

  /** 128 random bits at each call. The generator is made at the first one: a start needs none. */
  final class Secure implements NonceSource {
    private @Nullable SecureRandom random;

    private synchronized SecureRandom random() {
      SecureRandom made = random;
      if (made == null) {
        made = new SecureRandom();
        random = made;
      }
      return made;
    }

    @Override
    public String next() {
      byte[] bytes = new byte[16];
      random().nextBytes(bytes);
      StringBuilder hex = new StringBuilder(32);
      for (byte b : bytes) {
        hex.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
      }
      return hex.toString();
    }
  }
}
