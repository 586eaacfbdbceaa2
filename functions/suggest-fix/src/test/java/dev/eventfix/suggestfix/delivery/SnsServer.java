package dev.eventfix.suggestfix.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Answers as SNS does, on the loopback interface, and checks each request's signature. */
final class SnsServer implements AutoCloseable {

  static final String KEY_ID = "AKIDEXAMPLE";
  static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  static final String TOKEN = "token/with+signs==";

  /** Never answers. */
  static final int HANG = -1;

  /** What a request was: its signature's faults, and the form. */
  record Received(String fault, Map<String, String> form) {}

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Deque<Answer> answers = new ArrayDeque<>();
  final List<Received> received = new ArrayList<>();

  SnsServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** The next answer; without one it is that of a success. */
  synchronized void answer(int status, String body) {
    answers.add(new Answer(status, body));
  }

  static String error(String code) {
    return "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>arn:secret</Message>"
        .formatted(code);
  }

  Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_SNS",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "AWS_ACCESS_KEY_ID",
        KEY_ID,
        "AWS_SECRET_ACCESS_KEY",
        SECRET_KEY,
        "AWS_SESSION_TOKEN",
        TOKEN);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Answer answer;
    synchronized (this) {
      received.add(new Received(fault(exchange, body), form(new String(body, UTF_8))));
      answer = answers.isEmpty() ? new Answer(200, "<PublishResponse/>") : answers.remove();
    }
    if (answer.status() == HANG) {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
      return;
    }
    byte[] text = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String field : body.split("&", -1)) {
      int equals = field.indexOf('=');
      form.put(field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), UTF_8));
    }
    return form;
  }

  /** What is wrong with a signature, from the documentation of version 4; empty when nothing is. */
  private static String fault(HttpExchange exchange, byte[] body) {
    try {
      String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      Map<String, String> parts = new TreeMap<>();
      for (String part : authorization.replace("AWS4-HMAC-SHA256 ", "").split(", ?", -1)) {
        int equals = part.indexOf('=');
        parts.put(part.substring(0, equals), part.substring(equals + 1));
      }
      String credential = parts.getOrDefault("Credential", "");
      String scope = credential.substring(credential.indexOf('/') + 1);
      String date = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Date"));
      String signed = parts.getOrDefault("SignedHeaders", "");
      StringBuilder canonical = new StringBuilder("POST\n/\n\n");
      for (String name : signed.split(";", -1)) {
        canonical.append(name).append(':');
        canonical.append(String.valueOf(exchange.getRequestHeaders().getFirst(name)).strip());
        canonical.append('\n');
      }
      canonical.append('\n').append(signed).append('\n').append(sha256(body));
      byte[] key = ("AWS4" + SECRET_KEY).getBytes(UTF_8);
      for (String part : scope.split("/", -1)) {
        key = hmac(key, part);
      }
      String toSign =
          "AWS4-HMAC-SHA256\n"
              + date
              + "\n"
              + scope
              + "\n"
              + sha256(canonical.toString().getBytes(UTF_8));
      String expected = HexFormat.of().formatHex(hmac(key, toSign));
      boolean good =
          expected.equals(parts.get("Signature"))
              && credential.equals(
                  KEY_ID + "/" + date.substring(0, 8) + "/eu-central-1/sns/aws4_request")
              && signed.contains("host")
              && signed.contains("x-amz-security-token");
      return good ? "" : "not signed as it should be: " + authorization;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
