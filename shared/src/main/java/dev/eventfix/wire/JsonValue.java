package dev.eventfix.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Something that writes itself as one JSON value. */
public interface JsonValue {
  /**
   * Writes exactly one value.
   *
   * @throws IOException when the generator's target fails
   */
  void writeTo(JsonGenerator json) throws IOException;
}
