package dev.eventfix.runtime;

/**
 * Takes an answer's text while it is written, for somebody who watches. What it is given is event
 * text's equal: written by a model, and hostile.
 */
public interface TokenStream {
  /**
   * Called when the operation is about to ask, and before anything else. From here on the answer is
   * a stream: what is refused later is an event in it, and no status of its own.
   */
  void begin();

  /**
   * The next piece of the text, of any length.
   *
   * @return false when nobody listens any longer: the operation stops asking
   * @throws IllegalStateException when the stream was not begun
   */
  boolean token(String text);

  /**
   * What was used, once it is known.
   *
   * @throws IllegalStateException when the stream was not begun
   */
  void usage(int inputTokens, int outputTokens);
}
