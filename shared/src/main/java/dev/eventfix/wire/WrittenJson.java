package dev.eventfix.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/** A value that has been written before: what is measured as JSON need not be written twice. */
public final class WrittenJson implements JsonValue {

  private final byte[] utf8;

  private WrittenJson(byte[] utf8) {
    this.utf8 = utf8;
  }

  /** Writes the value. */
  public static WrittenJson of(JsonValue value) {
    return new WrittenJson(Json.bytes(value));
  }

  /** The value in UTF-8, not a copy. */
  public byte[] utf8() {
    return utf8;
  }

  @Override
  public void writeTo(JsonGenerator json) throws IOException {
    // The generator writes what stands before a value, and the value goes past it.
    json.writeRawValue("");
    json.flush();
    ((OutputStream) json.getOutputTarget()).write(utf8);
  }
}
