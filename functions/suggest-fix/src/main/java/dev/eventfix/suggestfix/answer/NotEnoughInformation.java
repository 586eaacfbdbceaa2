package dev.eventfix.suggestfix.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.wire.JsonObject;
import java.io.IOException;
import java.util.List;

/**
 * An outcome of its own: the event does not show enough to tell the cause.
 *
 * @param reason markdown in one line without anything active, never blank, at most about {@link
 *     FixAnswer#MAX_REASON} chars
 * @param collect what to collect, in the same form, at most {@link FixAnswer#MAX_COLLECT} texts of
 *     about {@link FixAnswer#MAX_COLLECT_TEXT} chars
 */
public record NotEnoughInformation(String reason, List<String> collect) implements JsonObject {

  /** What stands for a reason that was not given. */
  static final String NO_REASON = "The event does not show enough to tell the cause.";

  /** A copy of the list is kept. */
  public NotEnoughInformation {
    collect = List.copyOf(collect);
  }

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeStringField(AnswerSchema.REASON, reason);
    json.writeArrayFieldStart(AnswerSchema.COLLECT);
    for (String each : collect) {
      json.writeString(each);
    }
    json.writeEndArray();
  }
}
