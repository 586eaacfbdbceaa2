package dev.eventfix.cli;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonParser;
import dev.eventfix.runtime.FunctionFailedException;
import dev.eventfix.runtime.LocalContext;
import dev.eventfix.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A function's own handler, called with the bytes that Lambda would give it. */
final class FunctionCall {

  /** As long as Lambda lets any function run: people stop a command themselves. */
  private static final int REMAINING_MILLIS = 15 * 60 * 1000;

  private final String function;
  private final RequestStreamHandler handler;

  FunctionCall(String function, RequestStreamHandler handler) {
    this.function = function;
    this.handler = handler;
  }

  /**
   * Calls it directly, behind no trigger.
   *
   * @throws dev.eventfix.configuration.MisconfiguredException when its settings are at fault
   * @throws FunctionFailedException when it failed, for which it is at fault
   */
  Answer call(byte[] request) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(request), answer, context(function));
    byte[] bytes = answer.toByteArray();
    JsonParser json = Json.parser(bytes);
    json.nextToken();
    return new Answer(bytes, AnswerTree.map(Json.readTree(json)));
  }

  /** As if Lambda called it. */
  static LocalContext context(String function) {
    return new LocalContext(function, "launcher", REMAINING_MILLIS);
  }

  /** What people are told of a function that failed. */
  static String told(FunctionFailedException e) {
    return e.getMessage() + " (with --set logging.level=error the log is on standard error)";
  }

  /** What a function answered, as it was written and as a tree. */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  record Answer(byte[] bytes, Map<?, ?> tree) {

    /** Why the request was refused, or null when it was not. */
    @Nullable String problem() {
      return tree.containsKey("status") && tree.containsKey("detail")
          ? AnswerTree.text(tree.get("detail"))
          : null;
    }

    String line() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
