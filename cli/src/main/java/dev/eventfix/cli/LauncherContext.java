package dev.eventfix.cli;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.jspecify.annotations.Nullable;

/** What a handler is told of its invocation on a laptop. */
record LauncherContext(String function) implements Context {

  /** As long as Lambda lets any function run: people stop a command themselves. */
  private static final int REMAINING_MILLIS = 15 * 60 * 1000;

  @Override
  public String getAwsRequestId() {
    return "launcher";
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
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return REMAINING_MILLIS;
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
