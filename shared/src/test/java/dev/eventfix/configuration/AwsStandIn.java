package dev.eventfix.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Parameter Store and Secrets Manager on loopback. Each answers its requests in the order the test
 * says, the last answer again and again. A request with a wrong signature, and one of our threads
 * that is left behind, fail the test.
 */
final class AwsStandIn implements BeforeEachCallback, AfterEachCallback {

  static final String PARAMETERS = "AmazonSSM.GetParameters";
  static final String SECRETS = "secretsmanager.GetSecretValue";
  static final String REGION = "eu-central-1";

  /** The example that AWS's own documentation signs with. */
  static final String ACCESS_KEY = "AKIDEXAMPLE";

  static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  /** Far above what anything here takes; only a test that fails ever waits this long. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What the service does with one request. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /** One request as it came. */
  record Request(String target, Map<String, String> headers, String body, String remoteAddress) {}

  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  private final List<Request> requests = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private CountDownLatch over = new CountDownLatch(1);
  private @Nullable HttpServer server;
  private @Nullable ExecutorService threads;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    answers.clear();
    requests.clear();
    wrong.clear();
    over = new CountDownLatch(1);
    ExecutorService executor = Executors.newCachedThreadPool();
    HttpServer started =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    started.setExecutor(executor);
    started.createContext("/", this::handle);
    started.start();
    server = started;
    threads = executor;
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    over.countDown();
    server().stop(0);
    if (threads != null) {
      threads.shutdownNow();
      assertThat(threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("secrets")) {
        assertThat(thread.join(PATIENCE)).as("a thread was left behind").isTrue();
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** The variables of a function whose services are these. */
  Map<String, String> environment() {
    return new HashMap<>(
        Map.of(
            "AWS_REGION", REGION,
            "AWS_ACCESS_KEY_ID", ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY", SECRET_KEY,
            "AWS_SESSION_TOKEN", "token/of+a/session==",
            "AWS_ENDPOINT_URL", url()));
  }

  String url() {
    return "http://127.0.0.1:" + server().getAddress().getPort();
  }

  synchronized void answer(String target, Answer answer) {
    answers.computeIfAbsent(target, unused -> new ArrayDeque<>()).add(answer);
  }

  void answer(String target, int status, String json) {
    answer(target, exchange -> respond(exchange, status, json));
  }

  void error(String target, int status, String name) {
    answer(
        target,
        status,
        "{\"__type\":\"%s\",\"message\":\"not for anyone to see\"}".formatted(name));
  }

  /** Answers as Parameter Store does when it has a parameter. */
  void parameter(String name, String value) {
    answer(
        PARAMETERS,
        200,
        "{\"InvalidParameters\":[],\"Parameters\":[%s]}".formatted(json(name, "", value)));
  }

  void secret(String value) {
    answer(SECRETS, 200, "{\"Name\":\"s\",\"SecretString\":%s}".formatted(quoted(value)));
  }

  static String json(String name, String selector, String value) {
    return """
        {"ARN":"arn:aws:ssm:eu-central-1:123456789012:parameter%s","DataType":"text",
         "LastModifiedDate":1.7E9,"Name":"%s","Selector":"%s","Type":"SecureString",
         "Value":%s,"Version":1}"""
        .formatted(name, name, selector, quoted(value));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** Says nothing until the test is over. */
  Answer silence() {
    CountDownLatch end = over;
    return exchange -> {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  static void respond(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private HttpServer server() {
    HttpServer running = server;
    if (running == null) {
      throw new IllegalStateException("the services run during a test only");
    }
    return running;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      next(exchange, body).to(exchange);
    }
  }

  /** Gives out the credentials of a container to whoever has its token. */
  void credentials(String token) {
    server()
        .createContext(
            "/credentials",
            exchange -> {
              try (exchange) {
                boolean known =
                    token.equals(exchange.getRequestHeaders().getFirst("Authorization"));
                respond(
                    exchange,
                    known ? 200 : 403,
                    """
                    {"AccessKeyId":"%s","SecretAccessKey":"%s","Token":"container",
                     "Expiration":"2100-01-01T00:00:00Z"}"""
                        .formatted(ACCESS_KEY, known ? SECRET_KEY : "none"));
              }
            });
  }

  private synchronized Answer next(HttpExchange exchange, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    String target = headers.getOrDefault("x-amz-target", "none");
    requests.add(
        new Request(
            target, headers, new String(body, UTF_8), exchange.getRemoteAddress().toString()));
    String fault =
        SignatureVersion4.fault(
            exchange.getRequestMethod(), exchange.getRequestURI(), headers, body, SECRET_KEY);
    if (fault != null) {
      wrong.add(fault);
    }
    Deque<Answer> told = answers.getOrDefault(target, new ArrayDeque<>());
    Answer answer = told.size() > 1 ? told.poll() : told.peek();
    if (answer == null) {
      wrong.add("the test says no answer for " + target);
      return unanswered -> respond(unanswered, 500, "{}");
    }
    return answer;
  }
}
