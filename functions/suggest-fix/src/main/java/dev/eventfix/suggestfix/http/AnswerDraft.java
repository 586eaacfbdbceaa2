package dev.eventfix.suggestfix.http;

import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.Completion.Answer;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Completion.RateLimited;
import dev.eventfix.suggestfix.provider.Completion.Refused;
import dev.eventfix.suggestfix.provider.Completion.Unavailable;
import dev.eventfix.suggestfix.provider.Question;
import dev.eventfix.suggestfix.provider.TextSink;
import dev.eventfix.wire.UnseenCharacters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An answer while it is read, whole or in pieces. Nothing a server wrote gets into a reason, for it
 * may repeat the event, but for the message of a limit.
 */
public final class AnswerDraft {

  /** The model came to its end. */
  public static final String STOP = "stop";

  /** The answer's end is missing, for it may have no more tokens. */
  public static final String LENGTH = "length";

  /** A filter of the provider's stopped the answer. */
  public static final String FILTERED = "content_filter";

  /** The longest name of a model or a finish reason that is passed on. */
  static final int MAX_NAME_LENGTH = 128;

  /** The longest message of a limit that is passed on. */
  static final int MAX_MESSAGE_LENGTH = 300;

  /** A longer text, in chars, is not read on; no body of a whole answer could hold it. */
  static final int MAX_TEXT_LENGTH = ModelHttp.MAX_BODY_BYTES;

  private static final String UNKNOWN = "unknown";

  private final @Nullable TextSink sink;
  private final StringBuilder text = new StringBuilder();
  private @Nullable String model;
  private @Nullable String finishReason;
  private @Nullable ProviderError error;
  private boolean begun;
  private boolean refusal;
  private boolean stopped;
  private boolean tooLong;
  private char half;
  private int inputTokens;
  private int outputTokens;

  /**
   * An empty draft.
   *
   * @param sink takes the text while it comes, or null
   */
  public AnswerDraft(@Nullable TextSink sink) {
    this.sink = sink;
  }

  /** The answer has a place for its text: without one it is no answer. */
  public void begin() {
    begun = true;
  }

  /** The next piece of its text. Half of a surrogate pair waits for its other half. */
  public void text(String piece) {
    begun = true;
    StringBuilder whole = new StringBuilder(piece.length() + 1);
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      if (half != 0 && Character.isLowSurrogate(c)) {
        whole.append(half).append(c);
        half = 0;
        continue;
      }
      flushHalf(whole);
      if (Character.isHighSurrogate(c)) {
        half = c;
      } else {
        whole.append(Character.isSurrogate(c) ? '\uFFFD' : c);
      }
    }
    give(whole);
  }

  /** One without its other half has no bytes in UTF-8. */
  private void flushHalf(StringBuilder out) {
    if (half != 0) {
      out.append('\uFFFD');
      half = 0;
    }
  }

  private void give(StringBuilder piece) {
    tooLong |= text.length() + piece.length() > MAX_TEXT_LENGTH;
    if (!piece.isEmpty() && !tooLong) {
      text.append(piece);
      stopped |= sink != null && !stopped && !sink.text(piece.toString());
    }
  }

  /** The model's name, as the server tells it. */
  public void model(@Nullable String name) {
    if (name != null) {
      model = name;
    }
  }

  /**
   * Why it ended.
   *
   * @param reason {@link #STOP}, {@link #LENGTH}, {@link #FILTERED}, or the server's own word; null
   *     changes nothing
   */
  public void finish(@Nullable String reason) {
    if (reason != null) {
      finishReason = reason;
    }
  }

  /** The model declined. */
  public void refuse() {
    begun = true;
    refusal = true;
  }

  /** What the server counted; a negative number changes nothing. */
  public void tokens(int input, int output) {
    inputTokens = input < 0 ? inputTokens : input;
    outputTokens = output < 0 ? outputTokens : output;
  }

  /** It broke off with an error of the provider's. */
  public void fail(ProviderError told) {
    error = told;
  }

  /** Whether more of the answer is of any use. */
  boolean wantsMore() {
    return !stopped && !tooLong;
  }

  /** Whether whoever reads the text wants no more of it. */
  public boolean isStopped() {
    return stopped;
  }

  /** Whether it broke off before it began, with an error that may pass. */
  boolean isWorthRetrying() {
    return text.isEmpty()
        && error != null
        && (error.kind() == ProviderError.Kind.OVERLOADED
            || error.kind() == ProviderError.Kind.LIMITED);
  }

  /** Whether anything was given away already. */
  public boolean hasText() {
    return !text.isEmpty();
  }

  /** Whether a stream ended before its answer did: nothing told an end or another outcome. */
  boolean isCutOff() {
    return finishReason == null && error == null && !refusal && wantsMore();
  }

  /** Whether an end was told: a streamed answer without one was cut off. */
  public boolean isFinished() {
    return finishReason != null;
  }

  /** What came of it, now that it was read to its end. */
  public Completion completion(Question question) {
    StringBuilder rest = new StringBuilder();
    flushHalf(rest);
    give(rest);
    if (stopped) {
      return Completion.STOPPED;
    }
    if (tooLong) {
      return failed(ModelHttp.TOO_LONG);
    }
    if (error != null) {
      return failure(error);
    }
    if (!begun) {
      return failed("the provider's answer holds no choice");
    }
    if (refusal) {
      return new Refused("the model declined to answer");
    }
    if (FILTERED.equals(finishReason)) {
      return new Refused("the provider's content filter stopped the answer");
    }
    if (text.toString().isBlank()) {
      return LENGTH.equals(finishReason)
          ? failed(
              "the model spent all of its "
                  + question.options().maxOutputTokens()
                  + " tokens before it answered: raise llm.max_output_tokens")
          : failed("the model's answer is empty");
    }
    return new Answer(
        text.toString(),
        nameOr(model, question.model()),
        nameOr(finishReason, UNKNOWN),
        inputTokens,
        outputTokens);
  }

  private static Completion failure(ProviderError error) {
    return switch (error.kind()) {
      case LIMITED, QUOTA -> new RateLimited(limit(error), null);
      case CONTENT_FILTER -> new Refused("the provider's content filter stopped the answer");
      case OVERLOADED -> failed("the provider ran out of capacity in the middle of its answer");
      case FORMAT, TOO_LONG, OTHER ->
          failed("the provider reported an error in the middle of its answer");
    };
  }

  /** What a limit's reason is, with the provider's own message on one bounded line. */
  public static String limit(ProviderError error) {
    String reason =
        error.kind() == ProviderError.Kind.QUOTA
            ? "the quota of the key's account is used up"
            : "the model's provider takes no more requests for now";
    String message = error.message();
    return message == null || message.isBlank() ? reason : reason + " (" + line(message) + ")";
  }

  private static String line(String message) {
    String stripped = message.strip();
    StringBuilder line = new StringBuilder();
    int i = 0;
    while (i < stripped.length() && i < MAX_MESSAGE_LENGTH) {
      int c = stripped.codePointAt(i);
      i += Character.charCount(c);
      boolean blank = c == '\n' || c == '\r' || c == '\t';
      line.appendCodePoint(blank ? ' ' : UnseenCharacters.contains(c) ? '\uFFFD' : c);
    }
    if (i < stripped.length()) {
      return line.append("...").toString();
    }
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == '.') {
      end--;
    }
    return line.substring(0, end);
  }

  private static Unavailable failed(String reason) {
    return new Unavailable(Cause.FAILED, reason);
  }

  private static String nameOr(@Nullable String name, String otherwise) {
    if (name == null || name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
      return otherwise;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) <= ' ' || name.charAt(i) >= 0x7f) {
        return otherwise;
      }
    }
    return name;
  }

  /** A server's own word for why an answer ended, in the way of the others. */
  public static String ownWord(String reason) {
    return reason.toLowerCase(Locale.ROOT);
  }
}
