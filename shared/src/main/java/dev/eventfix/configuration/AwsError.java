package dev.eventfix.configuration;

import org.jspecify.annotations.Nullable;

/**
 * An error that a service of AWS answered with, as logs and reports tell it: the service, what it
 * was asked, and the error's name. Never the service's own message, which may hold names and data.
 */
public final class AwsError {

  /** A name that is longer is none that a person should read. */
  private static final int MAX_NAME_LENGTH = 64;

  /** Stands for the name of an error that has none, or none that can be told. */
  static final String UNKNOWN = "an unknown error";

  private AwsError() {}

  /**
   * In one phrase, such as {@code DynamoDB PutItem: ThrottlingException}.
   *
   * @param name what the server called the error; null when it has no name
   */
  public static String told(String service, String operation, @Nullable String name) {
    return service + " " + operation + ": " + (name == null ? UNKNOWN : nameIn(name));
  }

  /** An error's name that a server wrote, or what stands for one that is no name. */
  static String nameIn(String name) {
    boolean fit =
        !name.isEmpty() && name.length() <= MAX_NAME_LENGTH && AsciiNames.isMadeOf(name, "_.-");
    return fit ? name : UNKNOWN;
  }
}
