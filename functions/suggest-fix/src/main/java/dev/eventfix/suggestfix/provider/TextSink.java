package dev.eventfix.suggestfix.provider;

/** Takes an answer's text while the model writes it. */
public interface TextSink {
  /**
   * Takes the next piece, as the provider cut it.
   *
   * @return false when nobody wants more of it: the provider stops asking
   */
  boolean text(String piece);
}
