package dev.eventfix.describeevent;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.eventfix.runtime.Application;
import dev.eventfix.runtime.ColdStart;
import dev.eventfix.runtime.Endpoint;
import dev.eventfix.runtime.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The Lambda handler of describe-event. */
public final class DescribeEventHandler implements RequestStreamHandler {

  private final Endpoint endpoint;

  /** For Lambda: configured by the environment, log lines to standard output. */
  public DescribeEventHandler() {
    this(DescribeEvent.coldStart(Surroundings.ofLambda()), System.out);
  }

  /** A handler of that application; a start-up that fails is logged to the stream. */
  public DescribeEventHandler(ColdStart<Application> coldStart, OutputStream lines) {
    coldStart.warmUp();
    endpoint = new Endpoint("describe-event", coldStart, lines);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    endpoint.handle(input, output, context);
  }
}
