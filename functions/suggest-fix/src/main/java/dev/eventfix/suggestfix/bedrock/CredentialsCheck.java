package dev.eventfix.suggestfix.bedrock;

import dev.eventfix.configuration.ServiceCheck;

/** Looks whether there are credentials; whether they may ask the model shows when it is asked. */
final class CredentialsCheck implements ServiceCheck {

  /** What is said where there are none. */
  static final String NO_CREDENTIALS =
      "no credentials of AWS are to be had: give the function a role, or on a laptop set"
          + " AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";

  private final BedrockClient client;

  CredentialsCheck(BedrockClient client) {
    this.client = client;
  }

  @Override
  public String name() {
    return "there are credentials";
  }

  @Override
  public Result run() {
    return client.hasCredentials()
        ? new Result.Passed(
            "there are; to be sure that they may ask the model, have it asked:"
                + " ./eventfix suggest-fix FILE")
        : new Result.Failed(NO_CREDENTIALS);
  }
}
