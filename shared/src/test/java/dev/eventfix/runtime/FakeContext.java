package dev.eventfix.runtime;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.jspecify.annotations.Nullable;

/** An invocation's context with a chosen time left. */
record FakeContext(int remainingMillis) implements Context {

  static final String REQUEST_ID = "2f1c7a9e-6b1d-4d0c-9a44-6f1d2e3c4b5a";

  @Override
  public String getAwsRequestId() {
    return REQUEST_ID;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return remainingMillis;
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
  public @Nullable String getFunctionName() {
    return null;
  }

  @Override
  public @Nullable String getFunctionVersion() {
    return null;
  }

  @Override
  public @Nullable String getInvokedFunctionArn() {
    return null;
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
  public int getMemoryLimitInMB() {
    return 512;
  }

  @Override
  public @Nullable LambdaLogger getLogger() {
    return null;
  }
}
