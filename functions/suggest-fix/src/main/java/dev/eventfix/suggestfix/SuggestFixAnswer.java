package dev.eventfix.suggestfix;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.event.Description.Described;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.wire.JsonObject;
import java.io.IOException;

/** What suggest-fix answers. */
record SuggestFixAnswer(
    String project,
    Described described,
    String provider,
    String promptVersion,
    Completion.Answer answer)
    implements JsonObject {

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    if (described.eventId() != null) {
      json.writeStringField("event_id", described.eventId());
    }
    json.writeStringField("project", project);
    json.writeStringField("fingerprint", described.fingerprint());
    json.writeStringField("suggestion", answer.text());
    json.writeStringField("provider", provider);
    json.writeStringField("model", answer.model());
    json.writeStringField("prompt_version", promptVersion);
    json.writeStringField("finish_reason", answer.finishReason());
    json.writeObjectFieldStart("usage");
    json.writeNumberField("input_tokens", answer.inputTokens());
    json.writeNumberField("output_tokens", answer.outputTokens());
    json.writeEndObject();
    json.writeBooleanField("cached", false);
    if (!described.warnings().isEmpty()) {
      json.writeArrayFieldStart("warnings");
      for (String warning : described.warnings()) {
        json.writeString(warning);
      }
      json.writeEndArray();
    }
  }
}
