package dev.eventfix.configuration;

import org.jspecify.annotations.Nullable;

/** A service of AWS refused what we asked, for a reason that is neither a setting's nor passing. */
public final class AwsErrorException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Made of what {@link AwsError#told} tells.
   *
   * @param cause the SDK's own, whose message is told to nobody; null when there is none
   */
  public AwsErrorException(String error, @Nullable Throwable cause) {
    super(error, cause);
  }
}
