package dev.eventfix.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Where a handler answers that may send its response in pieces. */
public interface ResponseStream {
  /**
   * Begins an HTTP response, which is under way from here on.
   *
   * @param status its status code
   * @param headers by name
   * @return takes the body; each write is sent at once, as it is
   * @throws IOException when it cannot be sent
   * @throws IllegalStateException when it has begun before
   */
  OutputStream http(int status, Map<String, String> headers) throws IOException;

  /**
   * Takes the answer to a trigger that is not HTTP, which is sent whole when the handler is done.
   */
  OutputStream whole();

  /**
   * Notes that an HTTP response that is under way ends with a failure of the function's, which
   * Lambda is told after the body.
   *
   * @param error a short name of its kind
   * @param message for who invoked the function, without any text of an event
   */
  void fail(String error, String message);
}
