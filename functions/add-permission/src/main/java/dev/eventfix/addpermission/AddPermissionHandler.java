package dev.eventfix.addpermission;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.eventfix.runtime.Application;
import dev.eventfix.runtime.ColdStart;
import dev.eventfix.runtime.Endpoint;
import dev.eventfix.runtime.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The Lambda handler of add-permission. */
public final class AddPermissionHandler implements RequestStreamHandler {

  private final Endpoint endpoint;

  /** For Lambda: configured by the environment, log lines to standard output. */
  public AddPermissionHandler() {
    this(AddPermission.coldStart(Surroundings.ofLambda()), System.out);
  }

  /** A handler of that application; a start-up that fails is logged to the stream. */
  public AddPermissionHandler(ColdStart<Application> coldStart, OutputStream lines) {
    coldStart.warmUp();
    endpoint = new Endpoint("add-permission", coldStart, lines);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    endpoint.handle(input, output, context);
  }
}
