package dev.eventfix.runtime;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@link LambdaRuntime} tells a handler of an invocation.
 *
 * @param arn of the function as it was invoked; empty when unknown
 * @param clientContext as the caller of a direct invocation gave it, or null
 * @param deadlineMillis when Lambda ends the invocation, in milliseconds since 1970
 * @param environment the process's variables
 */
record LambdaContext(
    String requestId,
    String arn,
    @Nullable String clientContext,
    long deadlineMillis,
    Map<String, String> environment)
    implements Context {

  /**
   * The context of an invocation.
   *
   * @param headers as the Runtime API sent them with the invocation, by their names in lower case
   */
  static LambdaContext of(
      String requestId, Map<String, String> headers, Map<String, String> environment) {
    return new LambdaContext(
        requestId,
        headers.getOrDefault("lambda-runtime-invoked-function-arn", ""),
        headers.get("lambda-runtime-client-context"),
        Long.parseLong(headers.getOrDefault("lambda-runtime-deadline-ms", "0")),
        environment);
  }

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public @Nullable String getLogGroupName() {
    return environment.get("AWS_LAMBDA_LOG_GROUP_NAME");
  }

  @Override
  public @Nullable String getLogStreamName() {
    return environment.get("AWS_LAMBDA_LOG_STREAM_NAME");
  }

  @Override
  public @Nullable String getFunctionName() {
    return environment.get("AWS_LAMBDA_FUNCTION_NAME");
  }

  @Override
  public @Nullable String getFunctionVersion() {
    return environment.get("AWS_LAMBDA_FUNCTION_VERSION");
  }

  @Override
  public String getInvokedFunctionArn() {
    return arn;
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return clientContext == null ? null : CustomContext.parse(clientContext);
  }

  @Override
  public int getRemainingTimeInMillis() {
    long remaining = deadlineMillis - System.currentTimeMillis();
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, remaining));
  }

  @Override
  public int getMemoryLimitInMB() {
    return Integer.parseInt(environment.getOrDefault("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"));
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        System.out.print(message);
      }

      @Override
      public void log(byte[] message) {
        System.out.write(message, 0, message.length);
      }
    };
  }
}
