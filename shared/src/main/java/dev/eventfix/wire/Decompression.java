package dev.eventfix.wire;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes compression off a body. No more than {@value #MAX_BYTES} bytes are ever produced, so what
 * was made to grow beyond all measure costs no more than an honest body.
 */
public final class Decompression {

  /** The largest body in bytes, once it is decompressed. */
  public static final int MAX_BYTES = 20_000_000;

  /** What became of a body. */
  public sealed interface Result {

    /** It is plain now. */
    final class Plain implements Result {
      private final byte[] bytes;

      Plain(byte[] bytes) {
        this.bytes = bytes;
      }

      /** The bytes, not a copy: those that were given when there was nothing to take off. */
      public byte[] bytes() {
        return bytes;
      }
    }

    /** It is too large, damaged, or compressed in a way that is not known. */
    record Refused(Problem problem) implements Result {}
  }

  private enum Format {
    GZIP("gzip"),
    DEFLATE("deflate"),
    BROTLI("br");

    private final String coding;

    Format(String coding) {
      this.coding = coding;
    }
  }

  private Decompression() {}

  /**
   * Undoes the content coding of an HTTP request (RFC 9110, section 8.4): gzip, deflate, br or
   * identity, of which at most one may be applied.
   *
   * @param contentEncoding the header's value, or null without one
   */
  public static Result decode(@Nullable String contentEncoding, byte[] body) {
    Format format = null;
    int start = 0;
    while (contentEncoding != null && start <= contentEncoding.length()) {
      int comma = contentEncoding.indexOf(',', start);
      int end = comma < 0 ? contentEncoding.length() : comma;
      String coding = contentEncoding.substring(start, end).strip().toLowerCase(Locale.ROOT);
      if (!coding.isEmpty() && !coding.equals("identity")) {
        Format found = format(coding);
        if (found == null || format != null) {
          return new Result.Refused(
              Problem.of(
                  ProblemType.UNSUPPORTED_MEDIA_TYPE,
                  "Send the body as it is, or with one of the content encodings gzip, deflate and"
                      + " br."));
        }
        format = found;
      }
      start = end + 1;
    }
    return format == null ? new Result.Plain(body) : decompress(format, body, "body");
  }

  private static @Nullable Format format(String coding) {
    return switch (coding) {
      // An old name, to be taken for the same.
      case "gzip", "x-gzip" -> Format.GZIP;
      case "deflate" -> Format.DEFLATE;
      case "br" -> Format.BROTLI;
      default -> null;
    };
  }

  /**
   * Unpacks a body of which nobody says how it is packed, as in a queue, which takes text only:
   * gzip or zlib, or base64 of these, of Brotli or of JSON. What is none of them stays as it is.
   *
   * @param field the body's name, for a problem
   */
  public static Result unpack(byte[] body, String field) {
    Format format = marked(body);
    if (format != null) {
      return decompress(format, body, field);
    }
    byte[] decoded = Json.begins(body) ? null : base64(body);
    if (decoded == null) {
      return new Result.Plain(body);
    }
    format = marked(decoded);
    if (format != null) {
      return decompress(format, decoded, field);
    }
    if (Json.begins(decoded)) {
      return new Result.Plain(decoded);
    }
    // Brotli has no mark. A word may be base64 by chance, so only what turns out right counts.
    try {
      byte[] bytes = read(Format.BROTLI, decoded);
      return Json.begins(bytes) ? limited(bytes) : new Result.Plain(body);
    } catch (IOException e) {
      return new Result.Plain(body);
    }
  }

  /** True when the bytes begin as gzip's do: there is no JSON to be found in them. */
  public static boolean isGzip(byte[] bytes) {
    return bytes.length >= 2 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
  }

  private static @Nullable Format marked(byte[] bytes) {
    if (isGzip(bytes)) {
      return Format.GZIP;
    }
    // The mark of zlib with its usual window: with others, digits would pass for it.
    return bytes.length >= 2 && bytes[0] == 0x78 && isZlib(bytes) ? Format.DEFLATE : null;
  }

  /** Whether the bytes begin with zlib's header (RFC 1950, section 2.2). */
  private static boolean isZlib(byte[] bytes) {
    return bytes.length >= 2
        && (bytes[0] & 0x0F) == 8
        && ((bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF)) % 31 == 0;
  }

  /** The bytes that the text stands for, in either alphabet, or null when it is no base64. */
  private static byte @Nullable [] base64(byte[] text) {
    byte[] digits = new byte[text.length];
    int length = 0;
    for (byte b : text) {
      if (!Json.isBlank(b)) {
        digits[length++] = b == '-' ? (byte) '+' : b == '_' ? (byte) '/' : b;
      }
    }
    byte[] exact = new byte[length];
    System.arraycopy(digits, 0, exact, 0, length);
    try {
      return Base64.getDecoder().decode(exact);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Result decompress(Format format, byte[] body, String field) {
    try {
      return limited(read(format, body));
    } catch (IOException e) {
      return new Result.Refused(
          Problem.invalid(
              field, "cannot be decompressed: it is damaged, cut off or not " + format.coding));
    }
  }

  private static Result limited(byte[] bytes) {
    return bytes.length <= MAX_BYTES
        ? new Result.Plain(bytes)
        : new Result.Refused(
            Problem.of(
                ProblemType.TOO_LARGE,
                "The request is larger than "
                    + MAX_BYTES / 1_000_000
                    + " MB once it is decompressed: send less of the event."));
  }

  /** The decompressed bytes; one more than the limit when there are more than that. */
  private static byte[] read(Format format, byte[] body) throws IOException {
    return switch (format) {
      case GZIP -> {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
          yield firstOf(in);
        }
      }
      case DEFLATE -> inflate(body);
      case BROTLI -> {
        try (InputStream in = Brotli.open(body)) {
          yield firstOf(in);
        }
      }
    };
  }

  /** For tests, which count what is taken. */
  static byte[] firstOf(InputStream in) throws IOException {
    return in.readNBytes(MAX_BYTES + 1);
  }

  /** Deflate means zlib, but some senders leave its frame off (RFC 9110, section 8.4.1.2). */
  private static byte[] inflate(byte[] body) throws IOException {
    if (isZlib(body)) {
      try {
        return inflate(body, false);
      } catch (IOException e) {
        // By chance, two bytes without a frame look like one.
      }
    }
    return inflate(body, true);
  }

  private static byte[] inflate(byte[] body, boolean raw) throws IOException {
    Inflater inflater = new Inflater(raw);
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(body), inflater)) {
      byte[] bytes = firstOf(in);
      if (bytes.length <= MAX_BYTES && !inflater.finished()) {
        throw new EOFException("a dictionary is wanted");
      }
      return bytes;
    } finally {
      inflater.end();
    }
  }

  /** On its own, so that nobody else pays for loading the library. */
  private static final class Brotli {
    static InputStream open(byte[] body) throws IOException {
      return new BrotliInputStream(new ByteArrayInputStream(body));
    }
  }
}
