package dev.eventfix.suggestfix;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.suggestfix.suggestions.Subject;
import dev.eventfix.wire.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What is told while somebody is asked and nobody is done with it yet.
 *
 * @param event the event's id, or what stands for it
 */
record AskingAnswer(String event, String project) implements JsonObject {

  /** Where the suggestion will be. */
  static String location(Subject subject) {
    return "/suggestions/"
        + subject.event()
        + "?project="
        + URLEncoder.encode(subject.project(), StandardCharsets.UTF_8);
  }

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeStringField("event_id", event);
    json.writeStringField("project", project);
    json.writeStringField("status", "asking");
  }
}
