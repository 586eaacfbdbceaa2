package dev.eventfix.suggestfix.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventfix.event.Description;
import dev.eventfix.event.EventDescription;
import dev.eventfix.event.EventRequest;
import dev.eventfix.event.Redaction;
import dev.eventfix.event.RequestField;
import dev.eventfix.event.Said;
import dev.eventfix.wire.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small events for tests, described by the real reader and describer. */
final class EventText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode event = JSON.createObjectNode();
  private final ArrayNode exceptions;
  private @Nullable ArrayNode frames;

  EventText(@Nullable String platform) {
    if (platform != null) {
      event.put("platform", platform);
    }
    exceptions = event.putObject("exception").putArray("values");
  }

  /** Adds the next exception: the root cause first, as in Sentry's format. */
  EventText exception(@Nullable String type, @Nullable String message) {
    ObjectNode exception = exceptions.addObject();
    exception.put("type", type).put("value", message);
    frames = exception.putObject("stacktrace").putArray("frames");
    return this;
  }

  /** Adds the next frame of the last exception: the outermost call first. */
  EventText frame(
      boolean inApp, @Nullable String function, @Nullable String file, int line, String code) {
    return frame(inApp, function, null, file, line, code, List.of());
  }

  EventText frame(
      boolean inApp,
      @Nullable String function,
      @Nullable String module,
      @Nullable String file,
      int line,
      String code,
      List<String> before) {
    if (frames == null) {
      throw new IllegalStateException("exception() comes before frame()");
    }
    ObjectNode frame = frames.addObject();
    frame.put("in_app", inApp).put("function", function).put("module", module);
    frame.put("filename", file).put("lineno", line);
    if (!code.isEmpty()) {
      frame.put("context_line", code);
    }
    ArrayNode above = frame.putArray("pre_context");
    before.forEach(above::add);
    return this;
  }

  EventText message(String message) {
    event.put("message", message);
    return this;
  }

  EventDescription describe() {
    return describe(event);
  }

  static EventDescription describe(JsonNode event) {
    try {
      byte[] body = JSON.writeValueAsBytes(event);
      EventRequest.Reading reading =
          EventRequest.read(body, MediaType.JSON, Said.NOTHING, new RequestField[0]);
      if (reading instanceof EventRequest.Reading.Understood understood
          && understood.request().describe(null, Redaction.DEFAULT)
              instanceof Description.Described described) {
        return described.event();
      }
      throw new IllegalStateException("not described: " + reading);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(java.nio.file.Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
