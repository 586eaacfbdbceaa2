package dev.eventfix.suggestfix.delivery;

import org.jspecify.annotations.Nullable;

/**
 * An SNS topic.
 *
 * @param text the whole ARN
 * @param endpoint where its region's service answers, without a slash at the end
 */
public record TopicArn(String text, String region, String endpoint) {

  /** What an ARN of a topic is, for people. */
  public static final String EXPECTATION =
      "must be the ARN of an SNS topic, as arn:aws:sns:eu-central-1:123456789012:suggestions";

  private static final String FIFO = ".fifo";
  private static final int PARTS = 6;
  private static final int MAX_NAME = 256;

  /** The topic of that ARN, or null when it is none. */
  public static @Nullable TopicArn parse(String arn) {
    String[] parts = arn.split(":", -1);
    if (parts.length != PARTS || !parts[0].equals("arn") || !parts[2].equals("sns")) {
      return null;
    }
    String name = parts[5].endsWith(FIFO) ? parts[5].replace(FIFO, "") : parts[5];
    boolean fits =
        parts[1].startsWith("aws")
            && isMadeOf(parts[1], "-")
            && isMadeOf(parts[3], "-")
            && isMadeOf(parts[4], "")
            && isMadeOf(name, "-_")
            && parts[5].length() <= MAX_NAME;
    if (!fits) {
      return null;
    }
    String domain = parts[1].equals("aws-cn") ? ".amazonaws.com.cn" : ".amazonaws.com";
    return new TopicArn(arn, parts[3], "https://sns." + parts[3] + domain);
  }

  private static boolean isMadeOf(String text, String others) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && others.indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** True for a topic that keeps the order of a group, and drops what is published twice. */
  boolean isFifo() {
    return text.endsWith(FIFO);
  }
}
