package dev.eventfix.suggestfix.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the body of an error says.
 *
 * @param message the provider's own words, which may repeat the event: only those of a limit are
 *     passed on; null when there are none
 * @param retryAfter when it wants to be asked again, of those that say so in the body; else null
 */
public record ProviderError(Kind kind, @Nullable String message, @Nullable Duration retryAfter) {

  /** An error that does not say when to ask again. */
  public ProviderError(Kind kind, @Nullable String message) {
    this(kind, message, null);
  }

  /** What kind of error it is, as far as anybody does something else about it. */
  public enum Kind {
    /** It takes no more requests or tokens for now. */
    LIMITED,
    /** The account's quota or money is used up: asking again soon is of no use. */
    QUOTA,
    /** It has no capacity left for anybody. */
    OVERLOADED,
    /** The question was stopped by a filter. */
    CONTENT_FILTER,
    /** It cannot hold the model to the form that the answer was to have. */
    FORMAT,
    /** The question is longer than the model takes. */
    TOO_LONG,
    /** Anything else. */
    OTHER
  }

  /** Nothing that could be read. */
  public static final ProviderError UNKNOWN = new ProviderError(Kind.OTHER, null);
}
