package dev.eventfix.runtime;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.configuration.AwsErrorException;
import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.metrics.Metric;
import dev.eventfix.metrics.Tags;
import dev.eventfix.telemetry.Log;
import dev.eventfix.telemetry.LogLevel;
import dev.eventfix.telemetry.ReportContext;
import dev.eventfix.telemetry.ReportTransaction;
import dev.eventfix.telemetry.StackPlaces;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Where an invocation enters a function: decodes its trigger, runs the operation on each request in
 * it, and answers in the trigger's own form. Alone in catching our faults: behind a gateway they
 * become a problem, in a queue the record is given back, and a direct invocation fails.
 */
public final class Endpoint {

  /** The largest body of a request in bytes, Lambda's own limit for a synchronous invocation. */
  public static final int MAX_BODY_BYTES = 6 * 1024 * 1024;

  /** The largest invocation in bytes: a body in base64 with the gateway's own fields around it. */
  static final int MAX_INVOCATION_BYTES = 10 * 1024 * 1024;

  /** API Gateway gives up after 30 s, and its own answer would tell the caller less than ours. */
  static final int GATEWAY_MILLIS = 28_000;

  /** By then all must be over that keeps a gateway's answer, reports and metrics included. */
  private static final int GATEWAY_END_MILLIS = 29_500;

  private static final int SERVER_ERROR = 500;

  // What requests come to, in metrics; the first one is an outcome of the log too.
  private static final String OK = "ok";
  private static final String REFUSED = "refused";
  private static final String FAILED = "failed";

  /** Of what never began. */
  private static final int NOT_TIMED = -1;

  /** What is kept of the remaining time to report an outcome. */
  static final int MARGIN_MILLIS = 500;

  /** How long an invocation's end waits for its metrics; less when less is left. */
  static final int METRICS_MILLIS = 1_000;

  /** The outcome of a queue's record that is given back because no time was left for it. */
  static final String NOT_BEGUN = "not-begun";

  /** The outcome of an invocation by a trigger that no function is made for, or a broken one. */
  static final String REJECTED = "rejected";

  /** What a direct invocation's client context says by this name makes its payload no trigger's. */
  private static final String AS = "as";

  private final String function;
  private final ColdStart<Application> coldStart;
  private final OutputStream lines;
  private final AtomicBoolean cold = new AtomicBoolean(true);
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * An endpoint.
   *
   * @param function its name, for log lines and metrics
   * @param lines where a start-up that failed is logged
   */
  public Endpoint(String function, ColdStart<Application> coldStart, OutputStream lines) {
    this.function = function;
    this.coldStart = coldStart;
    this.lines = lines;
  }

  /**
   * Handles one invocation.
   *
   * @throws IOException when Lambda's own streams fail
   * @throws FunctionFailedException when the invocation has to fail
   * @throws MisconfiguredException when it has to fail because of settings
   */
  public void handle(InputStream in, OutputStream out, Context context) throws IOException {
    handle(in, out, null, null, context);
  }

  /**
   * Handles one invocation, for somebody who may watch its answer being written.
   *
   * @param out the answer, whole also when it was watched
   * @param tokens takes the text of a direct invocation's answer, when the request wants that; null
   *     when nobody watches
   * @throws IOException when Lambda's own streams fail
   * @throws FunctionFailedException when the invocation has to fail
   * @throws MisconfiguredException when it has to fail because of settings
   */
  public void handle(
      InputStream in, OutputStream out, @Nullable TokenStream tokens, Context context)
      throws IOException {
    handle(in, out, tokens, null, context);
  }

  /**
   * Handles one invocation whose response may be sent in pieces. An HTTP request is a function
   * URL's: its answer is a stream of events if it wants one, and is always told to the response.
   *
   * @throws IOException when the response cannot be sent
   * @throws FunctionFailedException when the invocation has to fail
   * @throws MisconfiguredException when it has to fail because of settings
   */
  public void handle(InputStream in, ResponseStream response, Context context) throws IOException {
    handle(in, response.whole(), null, response, context);
  }

  private void handle(
      InputStream in,
      OutputStream out,
      @Nullable TokenStream tokens,
      @Nullable ResponseStream response,
      Context context)
      throws IOException {
    byte[] bytes = in.readNBytes(MAX_INVOCATION_BYTES + 1);
    Map<String, String> said = said(context);
    Invocation invocation =
        bytes.length > MAX_INVOCATION_BYTES
            ? new Invocation.Unreadable(tooLarge(MAX_INVOCATION_BYTES))
            // What the caller says is an event is no trigger's, however much it looks like one.
            : said.containsKey(AS) ? new Invocation.Direct(bytes) : InvocationReader.read(bytes);
    Run run = new Run(context, out);
    run.tokens = tokens;
    run.response = response;
    try {
      run.handle(invocation);
    } finally {
      run.finish();
    }
  }

  /**
   * What a direct invocation's caller says beside its payload: the client context's own part, which
   * no trigger has.
   */
  private static Map<String, String> said(Context context) {
    ClientContext client = context.getClientContext();
    Map<String, String> custom = client == null ? null : client.getCustom();
    return custom == null ? Map.of() : HttpRequest.withoutNulls(custom);
  }

  static Problem tooLarge(int limit) {
    return Problem.of(
        ProblemType.TOO_LARGE,
        "The request is larger than " + limit / (1024 * 1024) + " MiB: send less of the event.");
  }

  /** One invocation. */
  private final class Run {
    private final Context context;
    private final OutputStream out;
    private final boolean first;
    private final Log log;
    private final long begun = System.nanoTime();
    private @Nullable Application application;
    private @Nullable RuntimeException startFailure;
    private boolean behindGateway;

    /** Takes a direct invocation's text while it is written, or null. */
    private @Nullable TokenStream tokens;

    /** Where a function URL's requests are answered, or null. */
    private @Nullable ResponseStream response;

    /** The HTTP status of the last request's outcome. */
    private int status;

    Run(Context context, OutputStream out) {
      this.context = context;
      this.out = out;
      this.first = cold.getAndSet(false);
      try {
        application = coldStart.get();
      } catch (RuntimeException e) {
        startFailure = e;
      }
      log = application == null ? new Log(lines, LogLevel.INFO) : application.log();
      log.begin(function, context.getAwsRequestId(), first, TraceId.of(context));
    }

    void handle(Invocation invocation) throws IOException {
      if (invocation instanceof Invocation.HttpApi http) {
        handle(http.event());
      } else if (invocation instanceof Invocation.RestApi rest) {
        handle(rest.event());
      } else if (invocation instanceof Invocation.Queue queue) {
        handleBatch(queue.event().getRecords());
      } else if (invocation instanceof Invocation.Pipe pipe) {
        handlePipe(pipe.messages());
      } else if (invocation instanceof Invocation.Direct direct) {
        Request request = Request.direct(direct.body(), said(context), deadline(Trigger.DIRECT));
        request.streamsTo(tokens);
        answerDirectly(run(Trigger.DIRECT, request, null, false));
      } else if (invocation instanceof Invocation.Unreadable unreadable) {
        Reply refusal = new Reply.Refusal(unreadable.problem());
        report(Trigger.DIRECT, System.nanoTime(), refusal, null, null);
        answerDirectly(refusal);
      } else if (invocation instanceof Invocation.Unsupported unsupported) {
        throw rejected(function + " is not made for records of " + unsupported.source());
      } else if (invocation instanceof Invocation.Malformed malformed) {
        throw rejected("The trigger's event is malformed: " + malformed.detail());
      }
    }

    /** For an invocation that is no request: its trigger takes no problem for an answer. */
    private FunctionFailedException rejected(String reason) {
      line(LogLevel.ERROR, Trigger.DIRECT, REJECTED, null).with("reason", reason).write();
      count(Trigger.DIRECT, REFUSED, REJECTED, NOT_TIMED);
      return new FunctionFailedException(reason);
    }

    // Triggers

    private void handle(APIGatewayV2HTTPEvent event) throws IOException {
      if (event.getRequestContext().getAuthorizer() == null) {
        warnOfOpenRoute();
      }
      HttpRequest request =
          new HttpRequest(
              event.getRequestContext().getHttp().getMethod(),
              event.getHeaders(),
              event.getPathParameters(),
              lookupParameter(),
              event.getQueryStringParameters(),
              event.getBody(),
              event.getIsBase64Encoded(),
              takesEnvelopes());
      if (response == null) {
        answerGateway(run(Trigger.HTTP_API, request, null), request);
      } else {
        answerUrl(response, request);
      }
    }

    private void handle(APIGatewayProxyRequestEvent event) throws IOException {
      if (isOpen(event.getRequestContext())) {
        warnOfOpenRoute();
      }
      HttpRequest request =
          new HttpRequest(
              event.getHttpMethod(),
              event.getHeaders(),
              event.getPathParameters(),
              lookupParameter(),
              event.getQueryStringParameters(),
              event.getBody(),
              Boolean.TRUE.equals(event.getIsBase64Encoded()),
              takesEnvelopes());
      answerGateway(run(Trigger.REST_API, request, null), request);
    }

    private static boolean isOpen(
        APIGatewayProxyRequestEvent.@Nullable ProxyRequestContext request) {
      return request == null
          || (request.getAuthorizer() == null
              && (request.getIdentity() == null || request.getIdentity().getUserArn() == null));
    }

    /** Once: whoever can reach the route may use it, and add-permission's gives power away. */
    private void warnOfOpenRoute() {
      if (application != null && application.inProduction() && told.compareAndSet(false, true)) {
        application
            .log()
            .line(LogLevel.WARN, "route")
            .with(
                "warning",
                "requests come without authorisation: demand it at the route (template.yaml demands"
                    + " AWS_IAM)")
            .write();
      }
    }

    private @Nullable String lookupParameter() {
      Lookup lookup = application == null ? null : application.lookup();
      return lookup == null ? null : lookup.parameter();
    }

    private boolean takesEnvelopes() {
      return application != null && application.operation().takesEnvelopes();
    }

    private void answerUrl(ResponseStream url, HttpRequest request) throws IOException {
      ServerSentEvents events = new ServerSentEvents(url);
      try {
        Reply reply = run(Trigger.FUNCTION_URL, request, events);
        if (!events.hasBegun()) {
          Map<String, String> headers = headers(reply, request);
          // It has no other paths: what is told is found behind the gateway.
          headers.remove("Location");
          url.http(status(reply), headers).write(bodyOf(reply));
        } else if (reply instanceof Reply.Refusal refusal) {
          Problem problem = refusal.problem();
          events.error(bodyOf(reply));
          if (problem.type() == ProblemType.INTERNAL
              || problem.type() == ProblemType.MISCONFIGURED) {
            url.fail(problem.type().problemName(), problem.detail());
          }
        } else {
          events.done(bodyOf(reply));
        }
      } finally {
        events.end();
      }
    }

    private Reply run(Trigger trigger, HttpRequest http, @Nullable TokenStream stream) {
      behindGateway = isGateway(trigger);
      Problem problem = http.problem();
      // Not started, it does not know what it answers, and has something else to say.
      if (problem != null && application != null) {
        Reply refusal = new Reply.Refusal(problem);
        report(trigger, System.nanoTime(), refusal, null, null);
        status = status(refusal);
        return refusal;
      }
      try {
        Request request =
            new Request(http.body(), http.mediaType(), http.parameters(), deadline(trigger));
        request.isPartOf(http.sentryTrace());
        request.streamsTo(stream);
        return run(trigger, request, null, http.isLookup());
      } catch (MisconfiguredException e) {
        return new Reply.Refusal(
            Problem.of(ProblemType.MISCONFIGURED, e.getMessage() + ". Tell who deployed it."));
      } catch (FunctionFailedException e) {
        return new Reply.Refusal(Problem.of(ProblemType.INTERNAL, e.getMessage() + "."));
      }
    }

    private void handleBatch(List<SQSMessage> messages) throws IOException {
      List<String> failures = new ArrayList<>();
      for (SQSMessage message : messages) {
        boolean done = false;
        if (remainingMillis() <= 0) {
          // Begun, it would be cut off, and with no answer SQS takes the done ones for failed too.
          notBegun(message);
          failures.add(message.getMessageId());
          continue;
        }
        try {
          Reply reply = run(Trigger.SQS, message);
          done =
              reply instanceof Reply.Answer
                  || (reply instanceof Reply.Refusal refusal
                      && refusal.problem().type().endsRecord());
        } catch (MisconfiguredException | FunctionFailedException e) {
          // Logged where it was thrown: the record goes back to the queue and is tried again.
        }
        if (!done) {
          failures.add(message.getMessageId());
        }
      }
      TriggerAnswers.writeBatch(out, failures);
    }

    private void handlePipe(List<SQSMessage> messages) throws IOException {
      List<Reply> replies = new ArrayList<>();
      for (SQSMessage message : messages) {
        // A fault of ours makes the whole invocation fail, so that the pipe tries it again.
        replies.add(run(Trigger.PIPE, message));
      }
      try (JsonGenerator json = Json.generator(out)) {
        json.writeStartArray();
        for (int i = 0; i < replies.size(); i++) {
          json.writeStartObject();
          json.writeStringField("message_id", messages.get(i).getMessageId());
          if (replies.get(i) instanceof Reply.Answer answer) {
            answer.body().writeMembers(json);
          } else if (replies.get(i) instanceof Reply.Refusal refusal) {
            refusal.problem().writeMembers(json);
          }
          json.writeEndObject();
        }
        json.writeEndArray();
      }
    }

    private Reply run(Trigger trigger, SQSMessage message) {
      Request request =
          Request.ofRecord(
              bytes(message),
              message.getEventSourceArn(),
              attributes(message),
              deadline(trigger),
              trigger == Trigger.SQS);
      return run(trigger, request, message.getMessageId(), false);
    }

    private static byte[] bytes(SQSMessage message) {
      String body = message.getBody();
      return body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    }

    /** Their texts; one of bytes has none, and says something all the same. */
    private static Map<String, String> attributes(SQSMessage message) {
      Map<String, MessageAttribute> given = message.getMessageAttributes();
      if (given == null || given.isEmpty()) {
        return Map.of();
      }
      Map<String, String> texts = new LinkedHashMap<>();
      for (Map.Entry<String, MessageAttribute> entry : given.entrySet()) {
        MessageAttribute attribute = entry.getValue();
        String text = attribute == null ? null : attribute.getStringValue();
        texts.put(entry.getKey(), text == null ? "" : text);
      }
      return texts;
    }

    private void answerDirectly(Reply reply) throws IOException {
      out.write(bodyOf(reply));
    }

    private void answerGateway(Reply reply, HttpRequest request) throws IOException {
      TriggerAnswers.writeHttp(out, status(reply), headers(reply, request), bodyOf(reply));
    }

    private static Map<String, String> headers(Reply reply, HttpRequest request) {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put(
          "Content-Type",
          reply instanceof Reply.Refusal ? "application/problem+json" : "application/json");
      headers.put("Cache-Control", "no-store");
      if (reply instanceof Reply.Answer answer && answer.location() != null) {
        headers.put("Location", answer.location());
      } else if (reply instanceof Reply.Refusal refusal) {
        Problem problem = refusal.problem();
        if (problem.retryAfterSeconds() != null) {
          headers.put("Retry-After", problem.retryAfterSeconds().toString());
        }
        if (problem.type() == ProblemType.METHOD_NOT_ALLOWED) {
          headers.put("Allow", request.allowedMethod());
        }
      }
      return headers;
    }

    private static byte[] bodyOf(Reply reply) {
      return reply instanceof Reply.Answer answer
          ? Json.bytes(answer.body())
          : Json.bytes(((Reply.Refusal) reply).problem());
    }

    // One request

    private Reply run(
        Trigger trigger, Request request, @Nullable String messageId, boolean isLookup) {
      long start = System.nanoTime();
      ReportTransaction transaction = transaction(trigger, request, messageId);
      status = ProblemType.INTERNAL.status();
      try {
        Reply reply = reply(trigger, request, isLookup);
        report(trigger, start, reply, messageId, request.queueArn());
        status = status(reply);
        return reply;
      } catch (MisconfiguredException e) {
        fault(trigger, start, ProblemType.MISCONFIGURED, messageId, e, e.getMessage());
        reportFault(trigger, request, messageId, e);
        throw e;
      } catch (RuntimeException e) {
        String reason = e instanceof AwsErrorException ? e.getMessage() : null;
        fault(trigger, start, ProblemType.INTERNAL, messageId, e, reason);
        reportFault(trigger, request, messageId, e);
        throw new FunctionFailedException(
            function
                + " failed; its log says where, under request id "
                + context.getAwsRequestId());
      } finally {
        if (application != null && transaction != null) {
          transaction.finish(
              status, reportContext(application.operation(), trigger, request, messageId));
        }
      }
    }

    /** The request's trace for Sentry, or null when it has none. */
    private @Nullable ReportTransaction transaction(
        Trigger trigger, Request request, @Nullable String messageId) {
      return application == null
          ? null
          : application
              .reporter()
              .startTransaction(
                  reportContext(application.operation(), trigger, request, messageId),
                  request.sentryTrace());
    }

    private static int status(Reply reply) {
      return reply instanceof Reply.Answer answer
          ? answer.status()
          : ((Reply.Refusal) reply).problem().type().status();
    }

    private Reply reply(Trigger trigger, Request request, boolean isLookup) {
      // One by HTTP was measured as it came, and may since have been decompressed.
      if (!isGateway(trigger)
          && trigger != Trigger.FUNCTION_URL
          && request.body().length > MAX_BODY_BYTES) {
        return new Reply.Refusal(tooLarge(MAX_BODY_BYTES));
      }
      if (application == null) {
        throw startFailure == null ? new IllegalStateException("not started") : startFailure;
      }
      Lookup lookup = application.lookup();
      Operation operation =
          isLookup && lookup != null ? lookup.operation() : application.operation();
      return operation.run(request);
    }

    private static boolean isGateway(Trigger trigger) {
      return trigger == Trigger.HTTP_API || trigger == Trigger.REST_API;
    }

    private Deadline deadline(Trigger trigger) {
      long millis = remainingMillis();
      return Deadline.inMillis(isGateway(trigger) ? Math.min(millis, GATEWAY_MILLIS) : millis);
    }

    /** What is left for requests, negative when Lambda is about to end the invocation. */
    private long remainingMillis() {
      return (long) context.getRemainingTimeInMillis() - MARGIN_MILLIS;
    }

    // Telling

    private void notBegun(SQSMessage message) {
      line(LogLevel.WARN, Trigger.SQS, NOT_BEGUN, message.getMessageId()).write();
      count(Trigger.SQS, FAILED, NOT_BEGUN, NOT_TIMED);
    }

    private void report(
        Trigger trigger,
        long start,
        Reply reply,
        @Nullable String messageId,
        @Nullable String queueArn) {
      long millis = (System.nanoTime() - start) / 1_000_000;
      String result = OK;
      String outcome = OK;
      String reason = null;
      boolean refusedRecord = false;
      String warning = null;
      Map<String, Integer> counts = Map.of();
      if (reply instanceof Reply.Answer answer) {
        counts = answer.counts();
        warning = answer.warning();
      } else if (reply instanceof Reply.Refusal refusal) {
        Problem problem = refusal.problem();
        result = problem.type().status() < SERVER_ERROR ? REFUSED : FAILED;
        outcome = problem.type().problemName();
        // Nobody reads the problem of a queue's record. Names of fields may be a stranger's words,
        // and a limit is told in the provider's own, which may repeat the event.
        boolean ours = problem.errors().isEmpty() && problem.type() != ProblemType.MODEL_LIMITED;
        reason = ours ? problem.detail() : null;
        refusedRecord = problem.type() == ProblemType.REFUSED_RECORD;
      }
      LogLevel level = refusedRecord || warning != null ? LogLevel.WARN : LogLevel.INFO;
      Log.Line line =
          line(level, trigger, outcome, messageId)
              .with("queue", refusedRecord ? KnownQueues.told(queueArn) : null)
              .with("reason", reason)
              .with("warning", warning)
              .with("duration_ms", millis);
      for (Map.Entry<String, Integer> count : counts.entrySet()) {
        line.with(count.getKey(), count.getValue());
      }
      line.write();
      count(trigger, result, outcome, millis);
    }

    private void fault(
        Trigger trigger,
        long start,
        ProblemType type,
        @Nullable String messageId,
        RuntimeException fault,
        @Nullable String reason) {
      long millis = (System.nanoTime() - start) / 1_000_000;
      line(LogLevel.ERROR, trigger, type.problemName(), messageId)
          .with("reason", reason)
          .with("duration_ms", millis)
          .with("error", fault.getClass().getName())
          .with("at", type == ProblemType.INTERNAL ? StackPlaces.of(fault) : null)
          .write();
      count(trigger, FAILED, type.problemName(), millis);
    }

    /** To the team's Sentry; a start-up that failed was reported when it did. */
    private void reportFault(
        Trigger trigger, Request request, @Nullable String messageId, RuntimeException fault) {
      if (application != null) {
        application
            .reporter()
            .report(fault, reportContext(application.operation(), trigger, request, messageId));
      }
    }

    /** Of an event whose project nobody named, it may be our own that it is of. */
    private ReportContext reportContext(
        Operation operation, Trigger trigger, Request request, @Nullable String messageId) {
      boolean unsafe = operation.takesEnvelopes() && request.projects().isEmpty();
      for (String project : request.projects()) {
        unsafe |= application != null && application.reporter().isOwnProject(project);
      }
      return new ReportContext(
          String.valueOf(context.getAwsRequestId()), trigger.label(), messageId, null, unsafe);
    }

    private Log.Line line(
        LogLevel level, Trigger trigger, String outcome, @Nullable String messageId) {
      return log.line(level, messageId == null ? "request" : "record")
          .with("message_id", messageId)
          .with("trigger", trigger.label())
          .with("outcome", outcome);
    }

    private void count(Trigger trigger, String result, String outcome, long millis) {
      if (application != null) {
        Tags tags = Tags.of("result", result, "trigger", trigger.label(), "outcome", outcome);
        application.metrics().incr(Metric.REQUESTS, tags);
        if (millis != NOT_TIMED) {
          application.metrics().timing(Metric.REQUEST_TIME, millis, tags);
        }
      }
    }

    /** What is left of the invocation's time, and of a gateway's patience. */
    private long millisLeft() {
      long left = context.getRemainingTimeInMillis();
      long spent = (System.nanoTime() - begun) / 1_000_000;
      return behindGateway ? Math.min(left, GATEWAY_END_MILLIS - spent) : left;
    }

    void finish() {
      if (application != null) {
        if (first) {
          application.metrics().incr(Metric.COLD_STARTS);
        }
        // Before the metrics: what becomes of the reports is counted.
        application.reporter().flush(millisLeft());
        application.metrics().flush(Math.max(0, Math.min(METRICS_MILLIS, millisLeft() / 2)));
      }
      log.end();
    }
  }
}
