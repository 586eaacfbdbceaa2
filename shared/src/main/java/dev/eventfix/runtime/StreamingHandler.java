package dev.eventfix.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;

/** A handler that {@link LambdaRuntime} calls: as Lambda's own, but for where it answers. */
public interface StreamingHandler {
  /**
   * Handles one invocation.
   *
   * @throws IOException when the response cannot be sent
   * @throws FunctionFailedException when the invocation has to fail
   * @throws dev.eventfix.configuration.MisconfiguredException when it has to fail because of
   *     settings
   */
  void handleRequest(InputStream input, ResponseStream response, Context context)
      throws IOException;
}
