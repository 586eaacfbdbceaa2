package dev.eventfix.suggestfix;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.eventfix.runtime.Application;
import dev.eventfix.runtime.ColdStart;
import dev.eventfix.runtime.Endpoint;
import dev.eventfix.runtime.ResponseStream;
import dev.eventfix.runtime.StreamingHandler;
import dev.eventfix.runtime.Surroundings;
import dev.eventfix.runtime.TokenStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The Lambda handler of suggest-fix, in Lambda's own runtime and in ours. */
public final class SuggestFixHandler implements RequestStreamHandler, StreamingHandler {

  private final Endpoint endpoint;

  /** For Lambda: configured by the environment, log lines to standard output. */
  public SuggestFixHandler() {
    this(SuggestFix.coldStart(Surroundings.ofLambda()), System.out);
  }

  /** A handler of that application; a start-up that fails is logged to the stream. */
  public SuggestFixHandler(ColdStart<Application> coldStart, OutputStream lines) {
    coldStart.warmUp();
    endpoint = new Endpoint("suggest-fix", coldStart, lines);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    endpoint.handle(input, output, context);
  }

  @Override
  public void handleRequest(InputStream input, ResponseStream response, Context context)
      throws IOException {
    endpoint.handle(input, response, context);
  }

  /** Handles one invocation, and gives the text of its answer to who watches, if anybody does. */
  public void handleRequest(
      InputStream input, OutputStream output, @Nullable TokenStream tokens, Context context)
      throws IOException {
    endpoint.handle(input, output, tokens, context);
  }
}
