package dev.eventfix.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.wire.Decompression.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecompressionTest {

  private static final byte[] TEXT = "{\"message\":\"hello hello hello\"}".getBytes(UTF_8);

  /** "hello hello hello", by the brotli that Node has. */
  private static final String BROTLI = "GxAA+I2Ubt5EVYaWbCBvAU8cYBw=";

  /** A brace and 29,999,999 blanks, likewise. */
  private static final String BROTLI_BOMB =
      "y///P/ilQPbiskAA9/4v/v//wS8BEIdFALr3f/z//4NfAiAOCwB07//ybzgJvwRAHBYA6OwmAQ==";

  /** An object without members and 19,999,998 blanks: exactly what is taken. */
  private static final String BROTLI_LIMIT =
      "y///P/glQfb64rNA4Pb+r/H//w9+CYA4LALQvf/Lf5YY/BIAcVgAoEsSAw==";

  private static byte[] gzip(byte[] bytes) {
    return written(bytes, GZIPOutputStream::new);
  }

  private static byte[] deflate(byte[] bytes, boolean raw) {
    return written(bytes, out -> new DeflaterOutputStream(out, new Deflater(9, raw)));
  }

  private interface Compression {
    OutputStream to(OutputStream out) throws IOException;
  }

  private static byte[] written(byte[] bytes, Compression compression) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream compressed = compression.to(out)) {
      compressed.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static byte[] encoded(byte[] bytes) {
    return Base64.getEncoder().encode(bytes);
  }

  private static byte[] decoded(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static byte[] plain(Result result) {
    return ((Result.Plain) result).bytes();
  }

  private static Problem problem(Result result) {
    return ((Result.Refused) result).problem();
  }

  // Content codings

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP", " gzip ", "x-gzip", "gzip, identity", "identity,gzip"})
  void gzipIsUndone(String contentEncoding) {
    assertThat(plain(Decompression.decode(contentEncoding, gzip(TEXT)))).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void deflateIsUndoneWithAndWithoutItsFrame(boolean raw) {
    assertThat(plain(Decompression.decode("deflate", deflate(TEXT, raw)))).isEqualTo(TEXT);
  }

  /** Two stored blocks of a byte each; the bits before a stored block's length mean nothing. */
  @Test
  void whatLooksLikeAFrameByChanceIsTakenForNone() {
    byte[] blocks = HexFormat.of().parseHex("780100feff7b" + "010100feff7d");

    assertThat(plain(Decompression.decode("deflate", blocks))).isEqualTo("{}".getBytes(UTF_8));
  }

  @Test
  void brotliIsUndone() {
    assertThat(plain(Decompression.decode("br", decoded(BROTLI))))
        .isEqualTo("hello hello hello".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", " ", ",", "Identity , identity"})
  void withoutACodingTheBodyIsLeftAlone(String contentEncoding) {
    assertThat(plain(Decompression.decode(contentEncoding, TEXT))).isSameAs(TEXT);
    assertThat(plain(Decompression.decode(null, TEXT))).isSameAs(TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "compress", "gzip, br", "gzip,gzip", "gzip;q=1", "*"})
  void anotherCodingAndSeveralAreRefused(String contentEncoding) {
    assertThat(problem(Decompression.decode(contentEncoding, gzip(TEXT))).type())
        .isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br"})
  void whatIsDamagedIsRefusedWithoutAWordOfIt(String coding) {
    byte[] whole =
        switch (coding) {
          case "gzip" -> gzip(TEXT);
          case "deflate" -> deflate(TEXT, false);
          default -> decoded(BROTLI);
        };
    for (int length = 0; length < whole.length; length++) {
      Result result = Decompression.decode(coding, Arrays.copyOf(whole, length));

      assertThat(result).as("%s cut to %d", coding, length).isInstanceOf(Result.Refused.class);
      assertThat(problem(result).detail())
          .isEqualTo("body cannot be decompressed: it is damaged, cut off or not " + coding + ".");
    }
    assertThat(problem(Decompression.decode(coding, TEXT)).type())
        .isEqualTo(ProblemType.INVALID_REQUEST);
  }

  @Test
  void aDictionaryThatNobodyHasIsRefused() {
    Deflater deflater = new Deflater();
    deflater.setDictionary("hello".getBytes(UTF_8));
    byte[] bytes = written(TEXT, out -> new DeflaterOutputStream(out, deflater));

    assertThat(problem(Decompression.decode("deflate", bytes)).type())
        .isEqualTo(ProblemType.INVALID_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br"})
  void randomBytesAreRefusedOrBecomeSomething(String coding) {
    Random random = new Random(161_803);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      Result result = Decompression.decode(coding, bytes);
      if (result instanceof Result.Refused refused) {
        assertThat(refused.problem().type())
            .isIn(ProblemType.INVALID_REQUEST, ProblemType.TOO_LARGE);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br"})
  void changedBytesAreRefusedOrBecomeSomething(String coding) {
    Random random = new Random(141_421);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes =
          switch (coding) {
            case "gzip" -> gzip(TEXT);
            case "deflate" -> deflate(TEXT, false);
            default -> decoded(BROTLI);
          };
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Result result = Decompression.decode(coding, bytes);
      if (result instanceof Result.Refused refused) {
        assertThat(refused.problem().type())
            .isIn(ProblemType.INVALID_REQUEST, ProblemType.TOO_LARGE);
      }
    }
  }

  // Bombs

  @Test
  void aBombIsTooLarge() {
    byte[] blanks = new byte[Decompression.MAX_BYTES + 1];
    Arrays.fill(blanks, (byte) ' ');
    blanks[0] = '{';
    for (Result result :
        new Result[] {
          Decompression.decode("gzip", gzip(blanks)),
          Decompression.decode("deflate", deflate(blanks, false)),
          Decompression.decode("deflate", deflate(blanks, true)),
          Decompression.decode("br", decoded(BROTLI_BOMB)),
          Decompression.unpack(encoded(gzip(blanks)), "body"),
          Decompression.unpack(encoded(decoded(BROTLI_BOMB)), "body")
        }) {
      assertThat(problem(result).type()).isEqualTo(ProblemType.TOO_LARGE);
      assertThat(problem(result).detail()).contains("20 MB");
    }
  }

  @Test
  void theLimitItselfIsTaken() {
    assertThat(plain(Decompression.decode("br", decoded(BROTLI_LIMIT)))).hasSize(20_000_000);
    assertThat(plain(Decompression.decode("gzip", gzip(new byte[Decompression.MAX_BYTES]))))
        .hasSize(Decompression.MAX_BYTES);
  }

  /** Memory is bounded because no more is ever taken from a stream, whatever there is in it. */
  @Test
  void noMoreIsDecompressedThanTheLimitAndOneByte() throws IOException {
    long[] taken = {0};
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            taken[0]++;
            return 0;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            taken[0] += length;
            return length;
          }
        };

    assertThat(Decompression.firstOf(endless)).hasSize(Decompression.MAX_BYTES + 1);
    assertThat(taken[0]).isEqualTo(Decompression.MAX_BYTES + 1);
  }

  // What nobody says

  @Test
  void packedBytesAndTheirBase64AreUnpacked() {
    for (byte[] packed :
        new byte[][] {
          gzip(TEXT),
          deflate(TEXT, false),
          encoded(gzip(TEXT)),
          encoded(deflate(TEXT, false)),
          encoded(TEXT),
          Base64.getMimeEncoder(20, new byte[] {'\n'}).encode(gzip(TEXT)),
          Base64.getUrlEncoder().withoutPadding().encode(gzip(TEXT))
        }) {
      assertThat(plain(Decompression.unpack(packed, "body"))).isEqualTo(TEXT);
    }
  }

  @Test
  void brotliIsKnownByWhatItHolds() {
    // {"a":"hello hello hello hello"}, by the brotli that Node has.
    byte[] packed = "Gx4A+J3J4+47iomFnGoRELa9FYZWOn1ZxvZWkggVB/SD1hE=".getBytes(UTF_8);

    assertThat(new String(plain(Decompression.unpack(packed, "body")), UTF_8))
        .isEqualTo("{\"a\":\"hello hello hello hello\"}");
    byte[] noJson = BROTLI.getBytes(UTF_8);
    assertThat(plain(Decompression.unpack(noJson, "body"))).isSameAs(noJson);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{}",
        " [1]",
        "null",
        "true",
        "hello",
        "80",
        "Bg==",
        "x",
        "\"text\"",
        "xyz=",
        "{\"a\":\"H4sI\"}",
        "a=b&c=d"
      })
  void whatIsNotPackedIsLeftAlone(String text) {
    byte[] bytes = text.getBytes(UTF_8);

    assertThat(plain(Decompression.unpack(bytes, "body"))).isSameAs(bytes);
  }

  @ParameterizedTest
  @CsvSource({"H4sIAAAA, gzip", "eJwAAAA, deflate"})
  void aMarkWithoutWhatItPromisesIsRefused(String text, String coding) {
    assertThat(problem(Decompression.unpack(text.getBytes(UTF_8), "envelope")).detail())
        .isEqualTo(
            "envelope cannot be decompressed: it is damaged, cut off or not " + coding + ".");
  }

  @Test
  void onlyGzipsMarkIsGzip() {
    assertThat(Decompression.isGzip(gzip(TEXT))).isTrue();
    for (String text : new String[] {"", "\u001f", "{}", "\u008b\u001f"}) {
      assertThat(Decompression.isGzip(text.getBytes(ISO_8859_1))).isFalse();
    }
  }
}
