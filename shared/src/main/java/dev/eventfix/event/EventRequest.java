package dev.eventfix.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.wire.BodyProblems;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.Problem.FieldError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request about one event: either <code>{"event": EVENT, ...}</code> with further fields, or the
 * bare event. All of a bare event was written by whoever sent it, so its further fields are only
 * taken from the query parameters.
 */
public final class EventRequest {

  /** The project of an event for which none was named. */
  public static final String DEFAULT_PROJECT = "default";

  /** What became of a request that was to be read. */
  public sealed interface Reading {
    /** It is understood. */
    record Understood(EventRequest request) implements Reading {}

    /** It is not, and this is why. */
    record Refused(Problem problem) implements Reading {}
  }

  private final ErrorEvent event;
  private final Map<RequestField, Object> fields;

  private EventRequest(ErrorEvent event, Map<RequestField, Object> fields) {
    this.event = event;
    this.fields = fields;
  }

  /**
   * Reads a request.
   *
   * @param body JSON in UTF-8
   * @param parameters the query's, which override the body's fields
   * @param known the fields that the function understands; others are refused
   */
  public static Reading read(byte[] body, Map<String, String> parameters, RequestField[] known) {
    return new Reader(known).read(body, parameters);
  }

  /** The field's text, or null when it was not given. */
  public @Nullable String text(RequestField field) {
    return (String) fields.get(field);
  }

  /** True when the field was given as true. */
  public boolean flag(RequestField field) {
    return Boolean.TRUE.equals(fields.get(field));
  }

  /** The project the event is of, never null. */
  public String project() {
    String project = text(RequestField.PROJECT);
    return project == null ? DEFAULT_PROJECT : project;
  }

  /**
   * Describes the event for the model it names, else for the given one.
   *
   * @param defaultModel the model that will be asked, or null when none will
   * @param redaction what is taken out of its texts
   */
  public Description describe(@Nullable String defaultModel, Redaction redaction) {
    String model = text(RequestField.MODEL);
    model = model == null ? defaultModel : model;
    int context = model == null ? 0 : ModelCatalog.contextTokens(model);
    List<String> warnings = new ArrayList<>();
    int budget = ModelCatalog.budget(context);
    Integer asked = (Integer) fields.get(RequestField.MAX_DESCRIPTION_TOKENS);
    if (asked != null) {
      budget = asked;
    } else if (model != null && context == 0) {
      warnings.add(
          "model " + model + " is not known: the description is kept within " + budget + " tokens");
    }
    Detail detail = (Detail) fields.get(RequestField.DETAIL);
    if (detail == null) {
      detail = context >= ModelCatalog.DETAILED_FROM ? Detail.DETAILED : Detail.COMPACT;
    }
    return new Describer(detail, budget, redaction).describe(event, warnings);
  }

  private static final class Reader {

    /** How many fields at fault a problem lists; the rest is counted in its last one. */
    private static final int MAX_ERRORS = 20;

    private final RequestField[] known;
    private final Map<RequestField, Object> fields = new HashMap<>();
    private final List<FieldError> errors = new ArrayList<>();
    private int furtherErrors;
    private String place = "body";

    Reader(RequestField[] known) {
      this.known = known;
    }

    Reading read(byte[] body, Map<String, String> parameters) {
      if (isBlank(body)) {
        return refused(BodyProblems.empty());
      }
      ErrorEvent event;
      try {
        event = readBody(body);
      } catch (IOException e) {
        return refused(BodyProblems.unreadable(e, place));
      }
      for (Map.Entry<String, String> parameter : parameters.entrySet()) {
        RequestField field = RequestField.named(parameter.getKey(), known);
        if (field == null) {
          add(unknown(parameter.getKey(), "parameter", ""), errors);
        } else {
          put(field, parameter.getValue());
        }
      }
      if (furtherErrors > 0) {
        errors.add(new FieldError("(others)", "are at fault too: " + furtherErrors + " more"));
      }
      if (!errors.isEmpty() || event == null) {
        return refused(Problem.invalid(errors));
      }
      return new Reading.Understood(new EventRequest(event, fields));
    }

    private static boolean isBlank(byte[] body) {
      for (byte b : body) {
        if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
          return false;
        }
      }
      return true;
    }

    private static Reading refused(Problem problem) {
      return new Reading.Refused(problem);
    }

    private @Nullable ErrorEvent readBody(byte[] body) throws IOException {
      JsonParser json = Json.parser(body);
      if (json.nextToken() != JsonToken.START_OBJECT) {
        json.skipChildren();
        errors.addAll(BodyProblems.notAnObject().errors());
        return null;
      }
      ErrorEvent event = readFields(json, body);
      if (json.nextToken() != null) {
        errors.add(new FieldError("body", "has more than one JSON value"));
      }
      return event;
    }

    /** Which of the two shapes it is shows only when an `event` comes by: both are read for. */
    private @Nullable ErrorEvent readFields(JsonParser json, byte[] body) throws IOException {
      EventReader bare = new EventReader(json, body);
      EventReader wrapped = null;
      List<FieldError> wrapperErrors = new ArrayList<>();
      // Most of a bare event's fields are unknown here: what to say of them waits for an `event`.
      List<String> unknown = new ArrayList<>();
      boolean hasEvent = false;
      place = "event";
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        RequestField field = RequestField.named(name, known);
        place = field == null ? "event" : field.fieldName();
        if (name.equals("event")) {
          hasEvent = true;
          if (json.currentToken() == JsonToken.START_OBJECT) {
            wrapped = new EventReader(json, body);
            wrapped.readObject();
          } else {
            json.skipChildren();
            add(
                new FieldError("event", "must be an object in Sentry's event format"),
                wrapperErrors);
          }
        } else if (field != null) {
          readField(json, field, wrapperErrors);
        } else {
          if (unknown.size() <= MAX_ERRORS) {
            unknown.add(name);
          } else {
            furtherErrors++;
          }
          bare.readField(name);
        }
        place = "event";
      }
      if (!hasEvent) {
        fields.clear();
        furtherErrors = 0;
        return bare.event();
      }
      errors.addAll(wrapperErrors);
      for (String name : unknown) {
        add(unknown(name, "field", "event, "), errors);
      }
      return wrapped == null ? null : wrapped.event();
    }

    private void readField(JsonParser json, RequestField field, List<FieldError> wrapperErrors)
        throws IOException {
      if (json.currentToken().isStructStart()) {
        json.skipChildren();
        add(new FieldError(field.fieldName(), field.expectation()), wrapperErrors);
      } else if (json.currentToken() != JsonToken.VALUE_NULL) {
        Object value = field.parse(json.getText());
        if (value == null) {
          add(new FieldError(field.fieldName(), field.expectation()), wrapperErrors);
        } else {
          fields.put(field, value);
        }
      }
    }

    private void put(RequestField field, String text) {
      Object value = field.parse(text);
      if (value == null) {
        add(new FieldError(field.fieldName(), field.expectation()), errors);
      } else {
        fields.put(field, value);
      }
    }

    private void add(FieldError error, List<FieldError> list) {
      if (list.size() < MAX_ERRORS) {
        list.add(error);
      } else {
        furtherErrors++;
      }
    }

    private FieldError unknown(String name, String noun, String more) {
      StringBuilder detail = new StringBuilder("is not a known ").append(noun);
      String separator = "; known are " + more;
      for (RequestField field : known) {
        detail.append(separator).append(field.fieldName());
        separator = ", ";
      }
      return new FieldError(printable(name), detail.toString());
    }

    /** Names may be an event's text: only what looks like a field's name is told. */
    private static String printable(String name) {
      boolean plain = !name.isEmpty() && name.length() <= 40;
      for (int i = 0; plain && i < name.length(); i++) {
        char c = name.charAt(i);
        plain = Chars.isLetter(c) || c == '_' || c == '-';
      }
      return plain ? name : "(a name that is not shown)";
    }
  }
}
