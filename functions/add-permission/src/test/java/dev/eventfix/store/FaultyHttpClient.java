package dev.eventfix.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * What lies between the SDK and DynamoDB: passes requests on, but for those that the test says what
 * becomes of. Closing it leaves the client behind it open.
 */
public final class FaultyHttpClient implements SdkHttpClient {

  /** Far above what anything here takes; only a test that fails ever waits this long. */
  private static final int PATIENCE_SECONDS = 30;

  private static final String TYPES = "com.amazonaws.dynamodb.v20120810#";

  /** What becomes of one request. */
  public interface Fate {
    /** The answer, if there is one. */
    HttpExecuteResponse of(Call call) throws IOException;
  }

  private final SdkHttpClient real;
  private final Deque<Fate> script = new ArrayDeque<>();
  private final List<String> operations = new ArrayList<>();
  private boolean readsPass;
  private Fate otherwise = Call::pass;

  FaultyHttpClient(SdkHttpClient real) {
    this.real = real;
  }

  /** Says what becomes of the next requests, one after the other. */
  public synchronized FaultyHttpClient next(Fate... fates) {
    script.addAll(List.of(fates));
    return this;
  }

  /** Says what becomes of all others, which are passed on by themselves. */
  public synchronized void otherwise(Fate fate) {
    otherwise = fate;
  }

  /** Says it of as many requests. */
  public FaultyHttpClient next(int times, Fate fate) {
    return next(Collections.nCopies(times, fate).toArray(new Fate[0]));
  }

  /** Says what becomes of the tries of the next write; reads before it are passed on. */
  public synchronized void onWrite(List<Fate> fates) {
    script.addAll(fates);
    readsPass = true;
  }

  /** The operations that were asked for since the last call of this method. */
  public synchronized List<String> operations() {
    List<String> asked = List.copyOf(operations);
    operations.clear();
    return asked;
  }

  /** How many of the fates have not come true. */
  public synchronized int left() {
    return script.size();
  }

  private synchronized Fate fate(String operation) {
    operations.add(operation);
    readsPass = readsPass && !script.isEmpty();
    if (readsPass && (operation.equals("BatchGetItem") || operation.equals("Query"))) {
      return Call::pass;
    }
    Fate fate = script.poll();
    return fate == null ? otherwise : fate;
  }

  // Fates

  /** It reaches DynamoDB, and so does the answer its caller. */
  public static Fate pass() {
    return Call::pass;
  }

  /** An answer of that status with that body. */
  public static Fate answer(int status, String body) {
    return call ->
        HttpExecuteResponse.builder()
            .response(
                SdkHttpResponse.builder()
                    .statusCode(status)
                    .putHeader("Content-Type", "application/x-amz-json-1.0")
                    .build())
            .responseBody(
                AbortableInputStream.create(new ByteArrayInputStream(body.getBytes(UTF_8))))
            .build();
  }

  /** DynamoDB refuses with that error. */
  public static Fate error(String type) {
    return error(type, "as the test says");
  }

  /** DynamoDB refuses with that error and words. */
  public static Fate error(String type, String message) {
    return answer(400, "{\"__type\":\"" + TYPES + type + "\",\"message\":\"" + message + "\"}");
  }

  /** DynamoDB breaks down. */
  public static Fate breakDown() {
    return answer(500, "{\"__type\":\"" + TYPES + "InternalServerError\"}");
  }

  /** DynamoDB cancels a transaction for those reasons, one for each of its writes. */
  public static Fate cancel(String... codes) {
    StringBuilder reasons = new StringBuilder();
    for (String code : codes) {
      reasons.append(reasons.isEmpty() ? "" : ",").append("{\"Code\":\"" + code + "\"}");
    }
    return answer(
        400,
        "{\"__type\":\""
            + TYPES
            + "TransactionCanceledException\",\"Message\":\"Transaction cancelled\","
            + "\"CancellationReasons\":["
            + reasons
            + "]}");
  }

  /** It never reaches DynamoDB. */
  public static Fate lose() {
    return call -> {
      throw new IOException("the connection was reset");
    };
  }

  /** DynamoDB does what it is asked, but its answer is lost. */
  public static Fate loseAnswer() {
    return loseAnswer(() -> {});
  }

  /** Likewise; and then something else happens before it is asked again. */
  public static Fate loseAnswer(Runnable meanwhile) {
    return call -> {
      try (AbortableInputStream body = call.pass().responseBody().orElseThrow()) {
        body.readAllBytes();
      }
      meanwhile.run();
      throw new IOException("the connection was reset");
    };
  }

  /** Something happens before it reaches DynamoDB. */
  public static Fate passAfter(Runnable before) {
    return call -> {
      before.run();
      return call.pass();
    };
  }

  /** Nothing more is heard of it. */
  public static Fate hang() {
    return Call::hang;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Call(request);
  }

  @Override
  public String clientName() {
    return real.clientName();
  }

  @Override
  public void close() {}

  /** One request. */
  public final class Call implements ExecutableHttpRequest {
    private final HttpExecuteRequest request;
    private final CountDownLatch aborted = new CountDownLatch(1);
    private final ExecutableHttpRequest call;

    private Call(HttpExecuteRequest request) {
      this.request = request;
      this.call = real.prepareRequest(request);
    }

    /** What DynamoDB is asked to do, for example {@code UpdateItem}. */
    public String operation() {
      String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("none");
      return target.substring(target.indexOf('.') + 1);
    }

    /** The answer of DynamoDB. */
    public HttpExecuteResponse pass() throws IOException {
      return call.call();
    }

    private HttpExecuteResponse hang() throws IOException {
      try {
        if (!aborted.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError("nobody lost patience");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("the request was aborted");
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      return fate(operation()).of(this);
    }

    @Override
    public void abort() {
      aborted.countDown();
      call.abort();
    }
  }
}
