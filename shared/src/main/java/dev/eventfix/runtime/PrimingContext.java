package dev.eventfix.runtime;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.jspecify.annotations.Nullable;

/** What a function is told of an invocation that primes it. */
record PrimingContext(String function) implements Context {

  /** A table that does not answer must not hold up a deployment. */
  private static final int REMAINING_MILLIS = 8_000;

  @Override
  public String getAwsRequestId() {
    return "priming";
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
    return "";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "";
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
    return 0;
  }

  @Override
  public @Nullable LambdaLogger getLogger() {
    return null;
  }
}
