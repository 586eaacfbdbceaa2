package dev.eventfix.suggestfix;

import java.security.SecureRandom;

/** Where the marks around an event in a prompt get what nobody can guess. */
interface NonceSource {

  /** 32 hex digits, other ones at each call. */
  String next();

  /** 128 random bits at each call; the generator is made at the first one. */
  final class Secure implements NonceSource {
    private static final class Holder {
      private static final SecureRandom RANDOM = new SecureRandom();
    }

    @Override
    public String next() {
      byte[] bytes = new byte[16];
      Holder.RANDOM.nextBytes(bytes);
      StringBuilder hex = new StringBuilder(32);
      for (byte b : bytes) {
        hex.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
      }
      return hex.toString();
    }
  }
}
