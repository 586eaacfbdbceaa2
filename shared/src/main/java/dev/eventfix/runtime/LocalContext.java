package dev.eventfix.runtime;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a handler is told of an invocation that is not Lambda's, as on a laptop.
 *
 * @param requestId stands in for Lambda's id
 * @param remainingMillis what is left of its time, however often it is asked
 * @param said beside the payload by whoever invokes it, by name
 */
public record LocalContext(
    String function, String requestId, int remainingMillis, Map<String, String> said)
    implements Context {

  /** An invocation of which nothing is said. */
  public LocalContext(String function, String requestId, int remainingMillis) {
    this(function, requestId, remainingMillis, Map.of());
  }

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public @Nullable String getLogGroupName() {
    return null;
  }

  @Override
  public @Nullable String getLogStreamName() {
    return null;
  }

  @Override
  public String getFunctionName() {
    return function;
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public String getInvokedFunctionArn() {
    return function;
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return said.isEmpty() ? null : new CustomContext(said);
  }

  @Override
  public int getRemainingTimeInMillis() {
    return remainingMillis;
  }

  @Override
  public int getMemoryLimitInMB() {
    return 1024;
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {}

      @Override
      public void log(byte[] message) {}
    };
  }
}
