package dev.eventfix.cli;

import dev.eventfix.wire.Json;
import java.util.Map;

/** How much of its place for variables a function on Lambda uses. */
final class EnvironmentSize {

  /** Lambda's limit for all variables of a function together, which nobody can have raised. */
  static final int MAX_BYTES = 4_096;

  private EnvironmentSize() {}

  /** The bytes of variables as Lambda counts them: those of a JSON object with all of them. */
  static int bytes(Map<String, String> variables) {
    return Json.bytes(
            json -> {
              json.writeStartObject();
              for (Map.Entry<String, String> variable : variables.entrySet()) {
                json.writeStringField(variable.getKey(), variable.getValue());
              }
              json.writeEndObject();
            })
        .length;
  }
}
