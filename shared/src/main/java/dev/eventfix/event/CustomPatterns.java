package dev.eventfix.event;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Patterns of the operator's own, in RE2 syntax. The only user of re2j: a cold start without
 * patterns loads neither.
 */
final class CustomPatterns {

  /**
   * How often each character of a text may be looked at before the rest of the text is taken for
   * one match. A search is linear in what it looks at, but a pattern such as {@code a.*b|a} looks
   * at the rest of the text for each of its matches.
   */
  static final int MAX_LOOKS = 16;

  /** What is looked at free of charge, in characters: a short text may be searched at length. */
  static final int FREE_LOOKS = 1 << 16;

  private final Pattern pattern;

  /** Patterns without a {@link #fault}, at least one. */
  CustomPatterns(List<String> patterns) {
    StringBuilder any = new StringBuilder();
    String separator = "";
    for (String one : patterns) {
      any.append(separator).append(grouped(one));
      separator = "|";
    }
    pattern = Pattern.compile(any.toString());
  }

  private static String grouped(String pattern) {
    return "(?:" + pattern + ")";
  }

  /** What is wrong with a pattern, in re2j's words; null when nothing is. */
  static @Nullable String fault(String pattern) {
    try {
      Pattern.compile(pattern);
      // A quotation that is not closed (\Q) would reach into the next pattern.
      Pattern.compile(grouped(pattern));
      return null;
    } catch (PatternSyntaxException e) {
      return e.getDescription();
    }
  }

  /**
   * The matches: where each starts and ends, one after the other. Empty matches are none, nor are
   * those that touch a placeholder: the next redaction must not find what this one did not.
   */
  int[] find(String text) {
    int[] found = new int[8];
    int size = 0;
    CountedText counted = new CountedText(text);
    Matcher matcher = pattern.matcher(counted);
    Placeholders placeholders = new Placeholders(text);
    int at = 0;
    while (at <= text.length() && matcher.find(at)) {
      int start = matcher.start();
      int end = matcher.end();
      boolean exhausted = counted.looks > (long) MAX_LOOKS * text.length() + FREE_LOOKS;
      if (exhausted) {
        end = text.length();
      }
      int placeholderEnd = placeholders.firstTouching(start, end);
      if (placeholderEnd > 0 && !exhausted) {
        at = Math.max(Math.max(placeholderEnd, end), at + 1);
      } else if (end > start) {
        if (size == found.length) {
          found = Arrays.copyOf(found, 2 * size);
        }
        found[size++] = start;
        found[size++] = end;
        at = end;
      } else {
        at = end + 1;
      }
    }
    return Arrays.copyOf(found, size);
  }

  /** The placeholders of one text, asked for from its start to its end. */
  private static final class Placeholders {
    private final String text;
    private int start;
    private int end;

    Placeholders(String text) {
      this.text = text;
      next(0);
    }

    private void next(int from) {
      start = text.indexOf('<', from);
      while (start >= 0) {
        end = SecretKind.placeholderEnd(text, start);
        if (end > 0) {
          return;
        }
        start = text.indexOf('<', start + 1);
      }
      start = Integer.MAX_VALUE;
      end = Integer.MAX_VALUE;
    }

    /** The end of the first placeholder that the range overlaps or adjoins, or -1. */
    int firstTouching(int from, int to) {
      while (end < from) {
        next(end);
      }
      return start <= to ? end : -1;
    }
  }

  /** A text that counts how often it is looked at. */
  private static final class CountedText implements CharSequence {
    private final String text;
    private long looks;

    CountedText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      looks++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
