package dev.eventfix.suggestfix.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads server-sent events byte by byte (WHATWG's HTML standard, "Server-sent events"). Characters
 * are decoded line by line, so that it does not matter where chunks end.
 */
final class SseReader {

  /** The type of an event that names none. */
  static final String MESSAGE = "message";

  /** A longer event is not read to its end: a whole answer may be as long. */
  static final int MAX_EVENT_BYTES = ModelHttp.MAX_BODY_BYTES;

  /** Takes the events. */
  interface Listener {
    /**
     * Takes the next one.
     *
     * @return false when it was the last one
     */
    boolean event(String type, String data) throws IOException;
  }

  private final Listener listener;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
  private final StringBuilder data = new StringBuilder();
  private String type = MESSAGE;
  private boolean hasData;
  private boolean first = true;
  private boolean afterReturn;
  private boolean tooLong;

  SseReader(Listener listener) {
    this.listener = listener;
  }

  /**
   * Takes the next byte.
   *
   * @return false when nobody wants more of them
   */
  boolean read(int b) throws IOException {
    boolean pairEnds = afterReturn && b == '\n';
    afterReturn = b == '\r';
    if (pairEnds) {
      return true;
    }
    if (b != '\n' && b != '\r') {
      line.write(b);
      tooLong = line.size() + data.length() > MAX_EVENT_BYTES;
      return !tooLong;
    }
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (first) {
      first = false;
      text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
    return line(text);
  }

  /** Whether an event was too long to be read. */
  boolean isTooLong() {
    return tooLong;
  }

  private boolean line(String text) throws IOException {
    if (text.isEmpty()) {
      return dispatch();
    }
    int colon = text.indexOf(':');
    String field = colon < 0 ? text : text.substring(0, colon);
    String value = colon < 0 ? "" : text.substring(colon + 1);
    if (value.startsWith(" ")) {
      value = value.substring(1);
    }
    if (field.equals("data")) {
      data.append(hasData ? "\n" : "").append(value);
      hasData = true;
    } else if (field.equals("event")) {
      type = value;
    }
    return true;
  }

  private boolean dispatch() throws IOException {
    boolean more = !hasData || listener.event(type.isEmpty() ? MESSAGE : type, data.toString());
    data.setLength(0);
    hasData = false;
    type = MESSAGE;
    return more;
  }
}
