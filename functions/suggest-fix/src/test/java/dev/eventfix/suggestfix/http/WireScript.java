package dev.eventfix.suggestfix.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor's server says, written from the vendor's documentation, and where its requests hold
 * what. Texts are put into JSON as they are: those of the contract need no escapes.
 */
public interface WireScript {

  /** Why an answer ends. */
  enum Ended {
    STOP,
    LENGTH,
    /** The model declined, or a filter of the provider's stopped it. */
    REFUSED
  }

  /** What a whole answer tells. */
  record Told(String text, Ended ended, int inputTokens, int outputTokens) {}

  /** An error's status, body and headers beside those of every answer, as {@code Name: value}. */
  record Failure(int status, String json, List<String> headers) {
    public Failure(int status, String json) {
      this(status, json, List.of());
    }

    /** Its headers with another one. */
    String[] headersAnd(String... more) {
      List<String> all = new ArrayList<>(headers);
      all.addAll(List.of(more));
      return all.toArray(new String[0]);
    }
  }

  // Requests

  /** The model that is asked. */
  String model();

  /** The first line of a request. */
  String requestLine(boolean streamed);

  /** Where in a request's JSON the temperature is, as a JSON pointer. */
  String temperaturePointer();

  /** The highest temperature of the vendor's range, which begins at 0. */
  double highestTemperature();

  /** Where the most tokens of an answer are. */
  String maxTokensPointer();

  /** Where the system's text is. */
  String systemPointer();

  /** Where the user's text is. */
  String userPointer();

  /** Where the schema is that the answer must follow, or null when the vendor knows none. */
  @Nullable String schemaPointer();

  // Answers

  /** The model's name that an answer comes with. */
  String modelTold();

  /** A whole answer. */
  String answer(Told told);

  /** The content type of a stream. */
  default String streamType() {
    return "text/event-stream";
  }

  /** The events of a stream: the text's pieces, and what else belongs to one. */
  List<byte[]> stream(List<String> pieces, Ended ended, int inputTokens, int outputTokens);

  /** An event that begins a stream, or comes in its midst, and is no JSON or not all of it. */
  byte[] brokenEvent();

  /** The event of an error in the midst of a stream: the server has no capacity left. */
  byte[] errorEvent(String message);

  // Errors

  /** No more requests for now, with status 429. */
  Failure limited(String message);

  /** Something the vendor's documentation lists that none of the other failures is. */
  Failure invalid(String message);

  /** The question is longer than the model takes. */
  Failure tooLong();

  /** The schema is not taken, or null when the vendor knows none. */
  @Nullable Failure formatRefused();
}
