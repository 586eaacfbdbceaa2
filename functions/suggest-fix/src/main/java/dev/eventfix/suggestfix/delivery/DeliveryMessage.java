package dev.eventfix.suggestfix.delivery;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.suggestions.Suggestion;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.JsonObject;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A suggestion as it is published. */
record DeliveryMessage(
    @Nullable String eventId, String project, Suggestion suggestion, String text, boolean cut)
    implements JsonObject {

  /** SNS takes 256 KiB, its attributes among them. */
  static final int MAX_BYTES = 250_000;

  /** The message in JSON; of a text that is too long the end is left out. */
  static byte[] bytes(@Nullable String eventId, String project, Suggestion suggestion) {
    String text = suggestion.answer().text();
    int length = text.length();
    while (true) {
      boolean cut = length < text.length();
      String kept = cut ? text.substring(0, wholeCharacters(text, length)) : text;
      byte[] bytes = Json.bytes(new DeliveryMessage(eventId, project, suggestion, kept, cut));
      if (bytes.length <= MAX_BYTES || length == 0) {
        return bytes;
      }
      // What a character takes differs: a little shorter than the average says, and again.
      length = Math.max(0, (int) ((long) length * MAX_BYTES / bytes.length) - 16);
    }
  }

  private static int wholeCharacters(String text, int length) {
    return length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
  }

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    Completion.Answer answer = suggestion.answer();
    if (eventId != null) {
      json.writeStringField("event_id", eventId);
    }
    json.writeStringField("project", project);
    json.writeStringField("fingerprint", suggestion.fingerprint());
    json.writeStringField("suggestion", text);
    if (cut) {
      json.writeBooleanField("suggestion_cut", true);
    }
    json.writeStringField("provider", suggestion.provider());
    json.writeStringField("model", answer.model());
    if (suggestion.confidence() != null) {
      json.writeStringField("confidence", suggestion.confidence());
    }
    if (suggestion.limited()) {
      json.writeBooleanField("limited", true);
    }
  }
}
