package dev.eventfix.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Something that writes itself as the members of a JSON object. */
public interface JsonObject extends JsonValue {
  /**
   * Writes the members only, so that others can stand beside them.
   *
   * @throws IOException when the generator's target fails
   */
  void writeMembers(JsonGenerator json) throws IOException;

  @Override
  default void writeTo(JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeMembers(json);
    json.writeEndObject();
  }
}
