package dev.eventfix.suggestfix;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.event.Description.Described;
import dev.eventfix.event.TokenEstimate;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.wire.JsonObject;
import java.io.IOException;

/** What suggest-fix answers when it was asked to show the prompt. */
record PromptAnswer(Described described, Prompt prompt) implements JsonObject {

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    if (described.eventId() != null) {
      json.writeStringField("event_id", described.eventId());
    }
    json.writeStringField("fingerprint", described.fingerprint());
    json.writeObjectFieldStart("prompt");
    json.writeStringField("version", prompt.version());
    json.writeStringField("system", prompt.system());
    json.writeStringField("user", prompt.user());
    json.writeEndObject();
    json.writeNumberField(
        "estimated_tokens", TokenEstimate.of(prompt.system()) + TokenEstimate.of(prompt.user()));
  }
}
