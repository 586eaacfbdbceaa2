package dev.eventfix.runtime;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.eventfix.wire.Problem;
import java.util.List;

/** What triggered the function, with all that it brought. */
sealed interface Invocation {

  /** The request itself, which nobody has looked into yet: it may turn out not to be JSON. */
  final class Direct implements Invocation {
    private final byte[] body;

    Direct(byte[] body) {
      this.body = body;
    }

    /** The invocation's bytes as they came, not a copy. */
    byte[] body() {
      return body;
    }
  }

  /** An API Gateway HTTP API or a function URL (payload format version 2.0). */
  record HttpApi(APIGatewayV2HTTPEvent event) implements Invocation {}

  /** An API Gateway REST API (payload format version 1.0). */
  record RestApi(APIGatewayProxyRequestEvent event) implements Invocation {}

  /** A batch of an SQS queue: at least one record, each with its message id. */
  record Queue(SQSEvent event) implements Invocation {}

  /** An EventBridge pipe's enrichment step: at least one message, each with its id. */
  record Pipe(List<SQSMessage> messages) implements Invocation {}

  /** Nothing that a function could be asked; whoever invoked it gets the problem as the answer. */
  record Unreadable(Problem problem) implements Invocation {}

  /**
   * A trigger's event with a fault in it. The invocation has to fail: AWS takes any answer for
   * success, and the records would be gone.
   *
   * @param detail the member at fault and what was expected, without anything that was found
   */
  record Malformed(String detail) implements Invocation {}

  /**
   * An event of a service that no function is made for. The invocation has to fail, for the service
   * does not read answers.
   *
   * @param source the service's name in events, for example {@code aws:sns}, or {@code another
   *     source}
   */
  record Unsupported(String source) implements Invocation {}
}
