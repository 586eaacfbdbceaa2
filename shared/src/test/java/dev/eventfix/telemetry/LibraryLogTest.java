package dev.eventfix.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What libraries log, here in the log of a test. */
class LibraryLogTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Log use(LogLevel threshold) {
    Log log = new Log(out, threshold);
    LibraryLog.use(log);
    return log;
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString(UTF_8).lines().toList()) {
      lines.add(MAPPER.readTree(line));
    }
    return lines;
  }

  // SLF4J

  @Test
  void slf4jFindsUs() {
    assertThat(LoggerFactory.getLogger("com.example.Pool"))
        .isInstanceOf(Slf4jLogger.class)
        .isSameAs(LoggerFactory.getLogger("com.example.Pool"));
  }

  @Test
  void aLibrarysLineTellsItsLoggerAndTheInvocation() throws Exception {
    use(LogLevel.INFO).begin("suggest-fix", "4711", false, null);
    LoggerFactory.getLogger("com.example.Pool").warn("{} of {} connections left", 1, 8);
    assertThat(lines()).hasSize(1);
    JsonNode line = lines().getFirst();
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("message").asText()).isEqualTo("1 of 8 connections left");
    assertThat(line.path("logger").asText()).isEqualTo("com.example.Pool");
    assertThat(line.path("request_id").asText()).isEqualTo("4711");
  }

  @ParameterizedTest
  @CsvSource({
    "DEBUG, DEBUG DEBUG INFO WARN ERROR",
    "INFO, INFO WARN ERROR",
    "ERROR, ERROR",
    "OFF, ''"
  })
  void librariesLogAtOurLevel(LogLevel threshold, String levels) throws Exception {
    use(threshold);
    Logger logger = LoggerFactory.getLogger("com.example.Pool");
    logger.trace("m");
    logger.debug("m");
    logger.info("m");
    logger.warn("m");
    logger.error("m");
    List<String> written = new ArrayList<>();
    for (JsonNode line : lines()) {
      written.add(line.path("level").asText());
    }
    assertThat(String.join(" ", written)).isEqualTo(levels);
    assertThat(logger.isDebugEnabled()).isEqualTo(threshold == LogLevel.DEBUG);
    assertThat(logger.isTraceEnabled()).isEqualTo(threshold == LogLevel.DEBUG);
    assertThat(logger.isInfoEnabled()).isEqualTo(levels.contains("INFO"));
    assertThat(logger.isWarnEnabled()).isEqualTo(levels.contains("WARN"));
    assertThat(logger.isErrorEnabled()).isEqualTo(levels.contains("ERROR"));
  }

  @Test
  void anExceptionsWordsAreNotLogged() throws Exception {
    use(LogLevel.INFO);
    LoggerFactory.getLogger("com.example.Pool")
        .error("cannot connect", new IOException("with key sk-secret"));
    JsonNode line = lines().getFirst();
    assertThat(line.path("error").asText()).isEqualTo("java.io.IOException");
    assertThat(line.path("at").asText()).contains("LibraryLogTest.anExceptionsWordsAreNotLogged");
    assertThat(out.toString(UTF_8)).doesNotContain("sk-secret");
  }

  /** The AWS SDK's signer, for one, writes down the session's token when it debugs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "software.amazon.awssdk.request",
        "software.amazon.awssdk.auth.signer.Aws4Signer",
        "sun.net.www.protocol.http.HttpURLConnection",
        "jdk.httpclient.HttpClient",
        "io.sentry.transport"
      })
  void whatQuotesRequestsIsNeverDebugged(String name) throws Exception {
    use(LogLevel.DEBUG);
    Logger logger = LoggerFactory.getLogger(name);
    logger.debug("x-amz-security-token: secret");
    logger.trace("x-amz-security-token: secret");
    assertThat(logger.isDebugEnabled()).isFalse();
    assertThat(lines()).isEmpty();
    logger.info("started");
    assertThat(lines()).hasSize(1);
  }

  @Test
  void longWordsOfLibrariesAreCut() throws Exception {
    use(LogLevel.INFO);
    Logger logger = LoggerFactory.getLogger("n".repeat(1_000));
    logger.info("m".repeat(100_000));
    logger.info("m".repeat(LibraryLog.MAX_MESSAGE_LENGTH - 4) + "\ud83d\ude00 more");
    logger.info("m".repeat(LibraryLog.MAX_MESSAGE_LENGTH));
    assertThat(lines())
        .extracting(line -> line.path("message").asText().length())
        .containsExactly(500, 499, 500);
    assertThat(lines().getFirst().path("message").asText()).endsWith("m" + LibraryLog.CUT_MARK);
    assertThat(lines().getFirst().path("logger").asText()).hasSize(LibraryLog.MAX_NAME_LENGTH);
  }

  @Test
  void aLibraryCannotForgeALine() {
    use(LogLevel.INFO);
    LoggerFactory.getLogger("com.example.Pool").info("a\n{\"level\":\"ERROR\"}\u001b[2J");
    LibraryLog.use(new Log(out, LogLevel.INFO, LogFormat.TEXT));
    LoggerFactory.getLogger("com.example.Pool").info("a\n12:00:00.000 ERROR forged\u001b[2J");
    assertThat(out.toString(UTF_8).lines()).hasSize(2);
    assertThat(out.toString(UTF_8)).doesNotContain("\u001b");
  }

  // java.util.logging

  @ParameterizedTest
  @CsvSource({"SEVERE, ERROR", "WARNING, WARN", "INFO, INFO", "CONFIG, DEBUG", "FINEST, DEBUG"})
  void recordsOfJavaUtilLoggingBecomeLines(String level, String expected) throws Exception {
    use(LogLevel.DEBUG);
    LogRecord line = new LogRecord(Level.parse(level), "{0} of {1} left");
    line.setLoggerName("com.example.Pool");
    line.setParameters(new Object[] {1, 8});
    line.setThrown(new IOException("with key sk-secret"));
    new JulManager.JulHandler().publish(line);
    assertThat(lines().getFirst().path("level").asText()).isEqualTo(expected);
    assertThat(lines().getFirst().path("message").asText()).isEqualTo("1 of 8 left");
    assertThat(lines().getFirst().path("logger").asText()).isEqualTo("com.example.Pool");
    assertThat(lines().getFirst().path("error").asText()).isEqualTo("java.io.IOException");
    assertThat(out.toString(UTF_8)).doesNotContain("sk-secret");
  }

  @Test
  void recordsWithNothingInThemAreLinesToo() throws Exception {
    use(LogLevel.INFO);
    new JulManager.JulHandler().publish(new LogRecord(Level.INFO, null));
    assertThat(lines().getFirst().path("message").asText()).isEmpty();
  }

  /** A process of its own: java.util.logging takes its manager once. */
  @Test
  void javaUtilLoggingIsOursFromItsFirstUse() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                JulProcess.class.getName())
            .redirectErrorStream(true)
            .start();
    List<String> lines = new ArrayList<>();
    int started = -1;
    try (var reader = process.inputReader(UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("{")) {
          lines.add(line);
        } else if (line.equals(JulProcess.STARTED)) {
          started = 0;
        } else if (started < 0) {
          assertThat(line).doesNotContain("java.util.logging.LogManager");
        }
      }
    }
    assertThat(process.waitFor()).isZero();
    assertThat(started).isZero();
    assertThat(lines).hasSize(2);
    assertThat(MAPPER.readTree(lines.get(0)).path("message").asText()).isEqualTo("of a library");
    assertThat(MAPPER.readTree(lines.get(1)).path("logger").asText()).isEqualTo("com.example.Jdk");
  }
}
