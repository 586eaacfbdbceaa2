package dev.eventfix.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.wire.BodyProblems;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the event of a webhook of Sentry's integration platform (<a
 * href="https://docs.sentry.io/organization/integrations/integration-platform/webhooks/">the
 * format</a>): a member of {@code data}, whose name depends on the resource.
 */
final class WebhookReader {

  private final String member;
  private @Nullable ErrorEvent event;
  private @Nullable String project;

  /**
   * A reader of one webhook.
   *
   * @param member the name of the event in {@code data}
   */
  WebhookReader(String member) {
    this.member = member;
  }

  /** Where the resource's webhooks have their event, or null when they have none. */
  static @Nullable String member(String resource) {
    return switch (resource) {
      case "event_alert" -> "event";
      case "error" -> "error";
      default -> null;
    };
  }

  /** What a webhook is about that has that in its data, or null. */
  static @Nullable String topic(String member) {
    return switch (member) {
      case "issue" -> "an issue";
      case "comment", "comment_id" -> "a comment";
      case "metric_alert" -> "a metric alert";
      case "installation" -> "an installation";
      default -> null;
    };
  }

  /**
   * What the sender of one without an event is told.
   *
   * @param topic what it is about, or null when that is not known
   */
  static Problem withoutEvent(@Nullable String topic) {
    return Problem.of(
        ProblemType.NOTHING_TO_DESCRIBE,
        "This webhook "
            + (topic == null ? "" : "is about " + topic + " and ")
            + "brings no event: those of the resources event_alert and error do.");
  }

  /**
   * Whether an `event` with these members beside it is the body of a webhook of Sentry's older
   * plug-in, or of a service hook, and not a request.
   */
  static boolean isOlder(List<String> members) {
    boolean telling = false;
    for (String member : members) {
      switch (member) {
        case "project_name", "project_slug", "culprit", "url", "triggering_rules", "group" ->
            telling = true;
        case "id", "project", "level", "logger", "message" -> {}
        default -> {
          return false;
        }
      }
    }
    return telling;
  }

  /** The event; null before it was read. */
  @Nullable ErrorEvent event() {
    return event;
  }

  /** The id of the event's project at Sentry, or null when it has none that is a valid name. */
  @Nullable String project() {
    return project;
  }

  /**
   * Reads a webhook's body.
   *
   * @return what is wrong with it, or null
   */
  @Nullable Problem read(byte[] body) {
    try {
      JsonParser json = Json.parser(body);
      boolean single = json.nextToken() == JsonToken.START_OBJECT;
      while (single && json.nextToken() == JsonToken.FIELD_NAME) {
        boolean data = json.currentName().equals("data");
        if (json.nextToken() == JsonToken.START_OBJECT && data) {
          readData(json, body);
        }
        json.skipChildren();
      }
      single &= json.nextToken() == null;
      return single && event != null
          ? null
          : Problem.invalid("data." + member, "must be an object in Sentry's event format");
    } catch (IOException e) {
      return BodyProblems.unreadable(e, "data." + member);
    }
  }

  private void readData(JsonParser json, byte[] body) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean named = json.currentName().equals(member);
      if (json.nextToken() == JsonToken.START_OBJECT && named) {
        readEvent(json, body);
      }
      json.skipChildren();
    }
  }

  private void readEvent(JsonParser json, byte[] body) throws IOException {
    EventReader reader = new EventReader(json, body, 0);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("project")
          && (value == JsonToken.VALUE_NUMBER_INT || value == JsonToken.VALUE_STRING)) {
        project = (String) RequestField.PROJECT.parse(json.getText());
      }
      reader.readField(name);
    }
    event = reader.event();
  }
}
