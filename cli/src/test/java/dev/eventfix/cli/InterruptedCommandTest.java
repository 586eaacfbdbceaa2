package dev.eventfix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Ctrl-C while a model writes: what it has written stands there, and it is asked no longer. */
@DisabledOnOs(OS.WINDOWS)
final class InterruptedCommandTest {

  private static final int PATIENCE_SECONDS = 60;

  private static final String BEGINNING =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String TOKEN =
      "data: {\"choices\":[{\"delta\":{\"content\":\"## Problem Description\\n\\nIt has begun \"}}]}\n\n";

  /** Writes the first words of an answer, and tells when nobody listens any longer. */
  private static boolean beginsAndWaits(ServerSocket listener) throws IOException {
    try (Socket connection = listener.accept()) {
      InputStream in = connection.getInputStream();
      byte[] request = new byte[65_536];
      assertThat(in.read(request)).isPositive();
      String chunk = Integer.toHexString(TOKEN.getBytes(UTF_8).length) + "\r\n" + TOKEN + "\r\n";
      connection.getOutputStream().write((BEGINNING + chunk).getBytes(UTF_8));
      connection.getOutputStream().flush();
      while (in.read(request) >= 0) {
        // The rest of the request.
      }
      return true;
    } catch (IOException e) {
      // Reset: it hung up as well.
      return true;
    }
  }

  @Test
  void theModelIsAskedNoLonger() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      FutureTask<Boolean> hungUp = new FutureTask<>(() -> beginsAndWaits(listener));
      Thread server = new Thread(hungUp, "model");
      server.setDaemon(true);
      server.start();
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "dev.eventfix.cli.Main",
                  "suggest-fix",
                  "--stream",
                  "--set=llm.provider=openai",
                  "--set=llm.openai.base_url=http://127.0.0.1:" + listener.getLocalPort() + "/v1",
                  Path.of(System.getProperty("eventfix.root"), "events/sentry/python-flask.json")
                      .toString())
              .redirectErrorStream(true)
              .start();
      try (BufferedReader out =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
        StringBuilder shown = new StringBuilder();
        while (shown.indexOf("It has") < 0) {
          int read = out.read();
          assertThat(read).as(shown.toString()).isNotNegative();
          shown.append((char) read);
        }
        assertThat(hungUp.isDone()).isFalse();
        assertThat(
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor())
            .isZero();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(hungUp.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
