package dev.eventfix.metrics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What tells the measurements of one metric apart: names with values, in order. Both are of our own
 * making and few, for each combination of values is a line; never an event's words, nor ids.
 */
public final class Tags {

  /** CloudWatch takes so many dimensions of a metric. */
  static final int MAX_TAGS = 30;

  /** CloudWatch takes no longer names, as the schema of its embedded metric format says. */
  static final int MAX_NAME_LENGTH = 250;

  /** The name under which a measurement's instance is told. */
  static final String INSTANCE = "instance";

  /** No tags. */
  public static final Tags NONE = new Tags(new String[0]);

  /** Names and values in turn. */
  private final String[] pairs;

  private Tags(String[] pairs) {
    this.pairs = pairs;
  }

  /**
   * Tags.
   *
   * @param pairs names and values in turn; names consist of ASCII letters, digits and underscores
   * @throws IllegalArgumentException when a name has no value, comes twice, is none or is too long,
   *     or when there are more than {@value #MAX_TAGS}
   */
  public static Tags of(String... pairs) {
    if (pairs.length % 2 != 0) {
      throw new IllegalArgumentException("tags are names and values in turn");
    }
    if (pairs.length / 2 > MAX_TAGS) {
      throw new IllegalArgumentException("more than " + MAX_TAGS + " tags");
    }
    for (int i = 0; i < pairs.length; i += 2) {
      if (!isName(pairs[i])) {
        throw new IllegalArgumentException("not the name of a tag: " + pairs[i]);
      }
      for (int j = 0; j < i; j += 2) {
        if (pairs[j].equals(pairs[i])) {
          throw new IllegalArgumentException("the tag " + pairs[i] + " comes twice");
        }
      }
    }
    return pairs.length == 0 ? NONE : new Tags(pairs.clone());
  }

  /** One that takes no other member's place in a line of CloudWatch's. */
  private static boolean isName(String name) {
    if (name.isEmpty()
        || name.length() > MAX_NAME_LENGTH
        || name.equals("_aws")
        || name.equals("level")
        || name.equals("timestamp")
        || name.equals(INSTANCE)) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      if (!allowed) {
        return false;
      }
    }
    return true;
  }

  /** How many there are. */
  public int size() {
    return pairs.length / 2;
  }

  /** The name of one. */
  public String name(int index) {
    return pairs[2 * index];
  }

  /** The value of one. */
  public String value(int index) {
    return pairs[2 * index + 1];
  }

  /** The value under a name, or null. */
  public @Nullable String value(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return null;
  }

  /** These and those others whose names are not among them, as far as there is room. */
  Tags and(Tags others) {
    if (others.pairs.length == 0) {
      return this;
    }
    if (pairs.length == 0) {
      return others;
    }
    String[] all = Arrays.copyOf(pairs, pairs.length + others.pairs.length);
    int length = pairs.length;
    for (int i = 0; i < others.pairs.length && length < 2 * MAX_TAGS; i += 2) {
      if (value(others.pairs[i]) == null) {
        all[length++] = others.pairs[i];
        all[length++] = others.pairs[i + 1];
      }
    }
    return new Tags(length == all.length ? all : Arrays.copyOf(all, length));
  }

  /** These and the instance that they are of. */
  Tags ofInstance(String instance) {
    return new Tags(new String[] {INSTANCE, instance}).and(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tags tags && Arrays.equals(pairs, tags.pairs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pairs);
  }

  @Override
  public String toString() {
    return Arrays.toString(pairs);
  }
}
