package dev.eventfix.suggestfix.http;

import dev.eventfix.suggestfix.provider.Question;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** The JSON that a kind of provider speaks. Has no state: what comes is kept in the draft. */
public interface WireFormat {

  /** What its vendor calls it, a plural, for errors. */
  String title();

  /** Where a question is posted. */
  URI address(Question question, boolean streamed);

  /** Headers beside those that every request has. */
  default Map<String, String> headers() {
    return Map.of();
  }

  /**
   * The body of a request.
   *
   * @param formatted whether the question's format is demanded, if it has one
   */
  byte[] request(Question question, boolean streamed, boolean formatted);

  /**
   * Reads the body of a whole answer.
   *
   * @throws IOException when it is not the JSON it should be
   */
  void read(byte[] body, AnswerDraft draft) throws IOException;

  /**
   * Reads one event of a streamed answer.
   *
   * @param type the event's own type, or {@code message} when it has none
   * @return false when it is the last one
   * @throws IOException when it is not the JSON it should be
   */
  boolean readEvent(String type, String data, AnswerDraft draft) throws IOException;

  /** What the body of an error says; whatever it is, this does not fail. */
  ProviderError error(byte[] body);
}
