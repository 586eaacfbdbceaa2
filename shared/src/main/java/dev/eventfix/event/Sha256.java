package dev.eventfix.event;

import static java.lang.Integer.rotateRight;

import java.util.Arrays;

/**
 * SHA-256 (FIPS 180-4), for names, not for secrets. Java's own first starts the security providers,
 * which a cold start would pay for.
 */
final class Sha256 {

  private static final int BLOCK = 64;

  /** The first 32 bits of the fractions of the first primes' cube roots, and square roots. */
  private static final int[] CUBE_ROOTS = new int[BLOCK];

  private static final int[] SQUARE_ROOTS = new int[8];

  static {
    int found = 0;
    for (int n = 2; found < BLOCK; n++) {
      boolean prime = true;
      for (int d = 2; d * d <= n; d++) {
        prime &= n % d != 0;
      }
      if (prime) {
        CUBE_ROOTS[found] = fraction(Math.cbrt(n));
        if (found < SQUARE_ROOTS.length) {
          SQUARE_ROOTS[found] = fraction(Math.sqrt(n));
        }
        found++;
      }
    }
  }

  private Sha256() {}

  /** The digest's 32 bytes. */
  static byte[] digest(byte[] message) {
    int[] h = SQUARE_ROOTS.clone();
    int padded = (message.length + 9 + BLOCK - 1) / BLOCK * BLOCK;
    byte[] data = Arrays.copyOf(message, padded);
    data[message.length] = (byte) 0x80;
    long bits = message.length * 8L;
    for (int i = 0; i < 8; i++) {
      data[padded - 1 - i] = (byte) (bits >>> (8 * i));
    }
    int[] w = new int[BLOCK];
    for (int at = 0; at < padded; at += BLOCK) {
      block(data, at, w, h);
    }
    byte[] digest = new byte[32];
    for (int i = 0; i < digest.length; i++) {
      digest[i] = (byte) (h[i / 4] >>> (24 - 8 * (i % 4)));
    }
    return digest;
  }

  private static void block(byte[] data, int at, int[] w, int[] h) {
    for (int i = 0; i < 16; i++) {
      int j = at + 4 * i;
      w[i] =
          (data[j] << 24)
              | ((data[j + 1] & 255) << 16)
              | ((data[j + 2] & 255) << 8)
              | (data[j + 3] & 255);
    }
    for (int i = 16; i < BLOCK; i++) {
      int x = w[i - 15];
      int y = w[i - 2];
      w[i] =
          w[i - 16]
              + (rotateRight(x, 7) ^ rotateRight(x, 18) ^ (x >>> 3))
              + w[i - 7]
              + (rotateRight(y, 17) ^ rotateRight(y, 19) ^ (y >>> 10));
    }
    int a = h[0];
    int b = h[1];
    int c = h[2];
    int d = h[3];
    int e = h[4];
    int f = h[5];
    int g = h[6];
    int last = h[7];
    for (int i = 0; i < BLOCK; i++) {
      int one =
          last
              + (rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25))
              + ((e & f) ^ (~e & g))
              + CUBE_ROOTS[i]
              + w[i];
      int two =
          (rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22))
              + ((a & b) ^ (a & c) ^ (b & c));
      last = g;
      g = f;
      f = e;
      e = d + one;
      d = c;
      c = b;
      b = a;
      a = one + two;
    }
    h[0] += a;
    h[1] += b;
    h[2] += c;
    h[3] += d;
    h[4] += e;
    h[5] += f;
    h[6] += g;
    h[7] += last;
  }

  private static int fraction(double root) {
    return (int) (long) ((root - Math.floor(root)) * 0x1p32);
  }
}
