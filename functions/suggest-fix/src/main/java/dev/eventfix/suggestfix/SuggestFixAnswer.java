package dev.eventfix.suggestfix;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.suggestfix.answer.FixAnswer;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.suggestions.Suggestion;
import dev.eventfix.wire.JsonObject;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What suggest-fix answers.
 *
 * @param eventId null when the event has none
 * @param cached true when nobody was asked for this answer
 */
record SuggestFixAnswer(
    @Nullable String eventId,
    String project,
    Suggestion suggestion,
    boolean cached,
    List<String> warnings)
    implements JsonObject {

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    Completion.Answer answer = suggestion.answer();
    if (eventId != null) {
      json.writeStringField("event_id", eventId);
    }
    json.writeStringField("project", project);
    json.writeStringField("fingerprint", suggestion.fingerprint());
    json.writeStringField("suggestion", answer.text());
    FixAnswer.parse(answer.text()).writeSections(json);
    if (suggestion.confidence() != null) {
      json.writeStringField("confidence", suggestion.confidence());
    }
    if (suggestion.notEnoughInformation() != null) {
      json.writeFieldName("not_enough_information");
      json.writeRawValue(suggestion.notEnoughInformation());
    }
    json.writeStringField("provider", suggestion.provider());
    json.writeStringField("model", answer.model());
    json.writeStringField("prompt_version", suggestion.promptVersion());
    json.writeStringField("finish_reason", answer.finishReason());
    json.writeObjectFieldStart("usage");
    json.writeNumberField("input_tokens", answer.inputTokens());
    json.writeNumberField("output_tokens", answer.outputTokens());
    json.writeEndObject();
    json.writeBooleanField("cached", cached);
    if (suggestion.insteadOf() != null) {
      json.writeStringField("instead_of", suggestion.insteadOf());
    }
    if (suggestion.limited()) {
      json.writeBooleanField("limited", true);
    }
    if (!warnings.isEmpty()) {
      json.writeArrayFieldStart("warnings");
      for (String warning : warnings) {
        json.writeString(warning);
      }
      json.writeEndArray();
    }
  }
}
