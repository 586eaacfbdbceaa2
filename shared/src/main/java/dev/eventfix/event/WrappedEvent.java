package dev.eventfix.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.wire.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The event in the {@code data} of what is none itself: a member of it in Sentry's webhooks, the
 * data itself in events of other trackers' APIs.
 */
final class WrappedEvent {

  private @Nullable ErrorEvent event;
  private @Nullable String topic;

  private WrappedEvent() {}

  /** Looks for the event; what is in data in its turn is none. */
  static WrappedEvent in(JsonSlice data) throws IOException {
    WrappedEvent wrapped = new WrappedEvent();
    wrapped.read(data);
    return wrapped;
  }

  /** The event, or null when there is none. */
  @Nullable ErrorEvent event() {
    return event;
  }

  /** What a webhook is about that brings no event, or null when it is not known as one. */
  @Nullable String topic() {
    return topic;
  }

  private void read(JsonSlice data) throws IOException {
    JsonParser json = Json.parser(data.json(), data.from(), data.to() - data.from());
    json.nextToken();
    EventReader itself = new EventReader(json, data.json(), data.from());
    EventReader member = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      boolean object = json.nextToken() == JsonToken.START_OBJECT;
      if (object && (name.equals("event") || name.equals("error"))) {
        member = new EventReader(json, data.json(), data.from());
        member.readObject();
      } else {
        topic = topic == null ? WebhookReader.topic(name) : topic;
        itself.readField(name);
      }
    }
    EventReader found = member == null ? itself : member;
    if (member != null || !itself.tellsNothing()) {
      event = found.event();
    }
  }
}
