package dev.eventfix.describeevent;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.event.Description.Described;
import dev.eventfix.wire.JsonObject;
import java.io.IOException;
import java.util.Map;

/** What describe-event answers. */
record DescribeEventAnswer(String project, Described described) implements JsonObject {

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    if (described.eventId() != null) {
      json.writeStringField("event_id", described.eventId());
    }
    json.writeStringField("project", project);
    json.writeStringField("fingerprint", described.fingerprint());
    json.writeFieldName("description");
    described.json().writeTo(json);
    json.writeNumberField("estimated_tokens", described.estimatedTokens());
    writeCounts(json, "omitted", described.omitted());
    writeCounts(json, "redacted", described.redacted());
    json.writeArrayFieldStart("warnings");
    for (String warning : described.warnings()) {
      json.writeString(warning);
    }
    json.writeEndArray();
  }

  private static void writeCounts(JsonGenerator json, String name, Map<String, Integer> counts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Integer> count : counts.entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    json.writeEndObject();
  }
}
