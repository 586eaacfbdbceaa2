package dev.eventfix.cli;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonParser;
import dev.eventfix.runtime.FunctionFailedException;
import dev.eventfix.runtime.LocalContext;
import dev.eventfix.runtime.TokenStream;
import dev.eventfix.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A function's own handler, called with the bytes that Lambda would give it. */
final class FunctionCall {

  /** As long as Lambda lets any function run: people stop a command themselves. */
  private static final int REMAINING_MILLIS = 15 * 60 * 1000;

  /** A handler that gives the text of its answer to who watches, if anybody does. */
  interface Watched {
    void handle(InputStream in, OutputStream out, @Nullable TokenStream tokens, Context context)
        throws IOException;
  }

  private final String function;
  private final Watched handler;

  FunctionCall(String function, RequestStreamHandler handler) {
    this(function, (in, out, tokens, context) -> handler.handleRequest(in, out, context));
  }

  FunctionCall(String function, Watched handler) {
    this.function = function;
    this.handler = handler;
  }

  /**
   * Calls it directly, behind no trigger, with nothing said beside the request.
   *
   * @throws dev.eventfix.configuration.MisconfiguredException when its settings are at fault
   * @throws FunctionFailedException when it failed, for which it is at fault
   */
  Answer call(byte[] request) throws IOException {
    return call(request, Map.of(), null);
  }

  /**
   * As {@link #call(byte[])}, watched.
   *
   * @param said the request's fields that are said beside it, by their names on the wire
   * @param tokens takes the text of the answer while it is written, or null
   */
  Answer call(byte[] request, Map<String, String> said, @Nullable TokenStream tokens)
      throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    handler.handle(new ByteArrayInputStream(request), answer, tokens, context(function, said));
    byte[] bytes = answer.toByteArray();
    JsonParser json = Json.parser(bytes);
    json.nextToken();
    return new Answer(bytes, AnswerTree.map(Json.readTreeAsSent(json)));
  }

  /** As if Lambda called it. */
  static LocalContext context(String function) {
    return context(function, Map.of());
  }

  private static LocalContext context(String function, Map<String, String> said) {
    return new LocalContext(function, "launcher", REMAINING_MILLIS, said);
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
