package dev.eventfix.configuration;

/** Names of AWS's regions, and where a service answers in one. */
final class AwsRegion {

  private static final int MAX_LENGTH = 32;

  private AwsRegion() {}

  /** True for what may stand in a host name. */
  static boolean isName(String region) {
    for (int i = 0; i < region.length(); i++) {
      char c = region.charAt(i);
      if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && (c != '-' || i == 0)) {
        return false;
      }
    }
    return !region.isEmpty() && region.length() <= MAX_LENGTH;
  }

  /** The service's own address, without a slash at its end. */
  static String endpoint(String service, String region) {
    return "https://"
        + service
        + "."
        + region
        + (region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
  }
}
