package dev.eventfix.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.event.Description.NothingToDescribe;
import dev.eventfix.wire.BodyProblems;
import dev.eventfix.wire.Decompression;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.MediaType;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.Problem.FieldError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request about one event: <code>{"event": EVENT, ...}</code> or <code>{"envelope": ENVELOPE,
 * ...}</code> with further fields, or the bare event or envelope. All of a bare one was written by
 * whoever sent it, so its further fields are only taken from what is said beside it; and only that
 * tells for sure that it is a bare one.
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

  /** Null when there was none in an envelope or webhook. */
  private final @Nullable ErrorEvent event;

  /** What its sender is told when there is no event, if more than that; or null. */
  private final @Nullable NothingToDescribe nothing;

  private final Map<RequestField, Object> fields;

  /** The one that the envelope's DSN or the webhook names, whether it counts or not; or null. */
  private final @Nullable String sendersProject;

  private EventRequest(
      @Nullable ErrorEvent event,
      @Nullable NothingToDescribe nothing,
      Map<RequestField, Object> fields,
      @Nullable String sendersProject) {
    this.event = event;
    this.nothing = nothing;
    this.fields = fields;
    this.sendersProject = sendersProject;
  }

  /**
   * Reads a request.
   *
   * @param body JSON in UTF-8 or an envelope, also compressed or as base64
   * @param type what its sender says of it; JSON that turns out to be an envelope is read as one
   * @param said beside the body, which overrides the body's fields
   * @param known the fields that the function understands; others are refused
   */
  public static Reading read(byte[] body, MediaType type, Said said, RequestField[] known) {
    return new Reader(known, said).read(body, type);
  }

  /**
   * Reads a webhook of Sentry's, of which somebody has checked the signature. One that brings no
   * event, as of an installation, is refused for having nothing to describe.
   *
   * @param resource what the webhook is about, as Sentry names it, or null when it does not say
   */
  public static Reading readWebhook(byte[] body, @Nullable String resource) {
    String member = resource == null ? null : WebhookReader.member(resource);
    return member == null
        ? new Reading.Refused(WebhookReader.withoutEvent(null))
        : new Reader(new RequestField[0], Said.NOTHING).readWebhook(body, member);
  }

  /**
   * Whether the bytes, decompressed, are a bare envelope: none in a request, and no list of lines.
   */
  public static boolean isEnvelope(byte[] bytes) {
    return EnvelopeReader.isEnvelope(bytes);
  }

  /** The field's text, or null when it was not given. */
  public @Nullable String text(RequestField field) {
    return (String) fields.get(field);
  }

  /** True when the field was given as true. */
  public boolean flag(RequestField field) {
    return Boolean.TRUE.equals(fields.get(field));
  }

  /**
   * The projects that the request itself and its envelope or webhook name, which need not be one:
   * none, one or two.
   */
  public List<String> namedProjects() {
    List<String> projects = new ArrayList<>();
    String project = text(RequestField.PROJECT);
    if (project != null) {
      projects.add(project);
    }
    if (sendersProject != null) {
      projects.add(sendersProject);
    }
    return projects;
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
    if (event == null) {
      return nothing == null ? new NothingToDescribe() : nothing;
    }
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

    private static final String ENVELOPE = "envelope";

    /** What SDKs put into the query, for Sentry: a gateway may pass it on. */
    private static final String SDK_PARAMETERS = "sentry_";

    private final RequestField[] known;
    private final Said said;
    private final Map<RequestField, Object> fields = new HashMap<>();
    private @Nullable ErrorEvent event;
    private @Nullable NothingToDescribe nothing;

    /** The one that an envelope or webhook is of, for a request that names none. */
    private @Nullable String project;

    /** What keeps the body from being read any further. */
    private @Nullable Problem problem;

    private final List<FieldError> errors = new ArrayList<>();
    private int furtherErrors;
    private String place = "body";

    Reader(RequestField[] known, Said said) {
      this.known = known;
      this.said = said;
    }

    Reading read(byte[] body, MediaType type) {
      readContent(body, type);
      if (problem != null) {
        return new Reading.Refused(problem);
      }
      putAll(said.parameters(), true);
      putAll(said.attributes(), false);
      if (furtherErrors > 0) {
        errors.add(new FieldError("(others)", "are at fault too: " + furtherErrors + " more"));
      }
      return reading();
    }

    Reading readWebhook(byte[] body, String member) {
      WebhookReader webhook = new WebhookReader(member);
      problem = webhook.read(body);
      event = webhook.event();
      project = webhook.project();
      return problem == null ? reading() : new Reading.Refused(problem);
    }

    private Reading reading() {
      if (!errors.isEmpty()) {
        return new Reading.Refused(Problem.invalid(errors));
      }
      if (project != null && !said.isEvent()) {
        fields.putIfAbsent(RequestField.PROJECT, project);
      }
      return new Reading.Understood(new EventRequest(event, nothing, fields, project));
    }

    private void readContent(byte[] body, MediaType type) {
      byte[] bytes = unpack(body, EnvelopeReader.BODY);
      if (bytes == null) {
        return;
      }
      bytes = withoutMark(bytes);
      if (isBlank(bytes)) {
        problem = BodyProblems.empty();
      } else if (type == MediaType.ENVELOPE || (type == MediaType.TEXT && isEnvelope(bytes))) {
        readEnvelope(bytes);
      } else if (type == MediaType.TEXT) {
        problem = BodyProblems.unsupportedType(true);
      } else {
        try {
          readBody(bytes);
        } catch (IOException e) {
          problem = BodyProblems.unreadable(e, place);
        }
      }
    }

    private void readEnvelope(byte[] bytes) {
      EnvelopeReader envelope = new EnvelopeReader(EnvelopeReader.BODY);
      problem = envelope.read(bytes);
      take(envelope);
    }

    /** The bytes without compression, or null when there is a problem with them. */
    private byte @Nullable [] unpack(byte[] packed, String field) {
      // Asked here too, so that an ordinary request loads no class for the others.
      if (Json.begins(packed)) {
        return packed;
      }
      Decompression.Result result = Decompression.unpack(packed, field);
      if (result instanceof Decompression.Result.Plain plain) {
        return plain.bytes();
      }
      problem = ((Decompression.Result.Refused) result).problem();
      return null;
    }

    private void take(EnvelopeReader envelope) {
      event = envelope.event();
      project = envelope.project();
      if (event == null) {
        nothing = new NothingToDescribe(envelope.withoutEvent());
      }
    }

    /** What some editors put before a text in UTF-8 is no part of it. */
    private static byte[] withoutMark(byte[] bytes) {
      boolean mark =
          bytes.length > 2
              && bytes[0] == (byte) 0xef
              && bytes[1] == (byte) 0xbb
              && bytes[2] == (byte) 0xbf;
      return mark ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    }

    private static boolean isBlank(byte[] body) {
      for (byte b : body) {
        if (!Json.isBlank(b)) {
          return false;
        }
      }
      return true;
    }

    private void readBody(byte[] body) throws IOException {
      JsonParser json = Json.parser(body);
      JsonToken first = json.nextToken();
      if (first == JsonToken.START_OBJECT) {
        readFields(json, body);
      } else if (first == JsonToken.START_ARRAY) {
        place = EnvelopeReader.BODY;
        EnvelopeReader envelope = new EnvelopeReader(EnvelopeReader.BODY);
        Problem noLines = envelope.readLines(json, body);
        take(envelope);
        while (noLines != null && json.nextToken() != null) {
          // That the rest is no JSON would be the better answer.
        }
        problem = noLines;
      } else {
        errors.addAll(BodyProblems.notAnObject().errors());
      }
      if (problem != null || json.nextToken() == null) {
        return;
      }
      // Looked for only now, an envelope costs a request that is none nothing.
      if (isEnvelope(body)) {
        errors.clear();
        fields.clear();
        furtherErrors = 0;
        readEnvelope(body);
      } else {
        errors.add(new FieldError("body", "has more than one JSON value"));
      }
    }

    /** Takes what was read, or what it holds in its {@code data} when it tells nothing itself. */
    private void take(EventReader reader) throws IOException {
      event = reader.event();
      JsonSlice data = reader.data();
      if (data == null || !reader.tellsNothing()) {
        return;
      }
      WrappedEvent wrapped = WrappedEvent.in(data);
      if (wrapped.event() != null) {
        event = wrapped.event();
      } else if (wrapped.topic() != null && event.message() == null) {
        event = null;
        nothing = new NothingToDescribe(WebhookReader.withoutEvent(wrapped.topic()));
      }
    }

    /**
     * Which of the two shapes it is shows only when an `event` or `envelope` comes by: both are
     * read for. A body that is an event and nothing else has no fields; an older webhook holds an
     * `event`, and nothing beside it decides anything.
     */
    private void readFields(JsonParser json, byte[] body) throws IOException {
      EventReader bare = new EventReader(json, body, 0);
      EventReader wrapped = null;
      List<FieldError> wrapperErrors = new ArrayList<>();
      // Most of a bare event's fields are unknown here: what to say of them waits for an `event`.
      List<String> unknown = new ArrayList<>();
      boolean hasEvent = false;
      boolean hasEnvelope = false;
      boolean hasFields = false;
      boolean only = said.isEvent();
      place = "event";
      while (problem == null && json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        RequestField field = only ? null : RequestField.named(name, known);
        hasFields |= field != null && field != RequestField.PROJECT;
        place = field == null ? "event" : field.fieldName();
        if (name.equals("event") && (!only || json.currentToken() == JsonToken.START_OBJECT)) {
          hasEvent = true;
          if (json.currentToken() == JsonToken.START_OBJECT) {
            wrapped = new EventReader(json, body, 0);
            wrapped.readObject();
          } else {
            json.skipChildren();
            add(
                new FieldError("event", "must be an object in Sentry's event format"),
                wrapperErrors);
          }
        } else if (name.equals(ENVELOPE) && !only) {
          hasEnvelope = true;
          place = ENVELOPE;
          readEnvelope(json, body);
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
      boolean all = furtherErrors == 0 && !hasEnvelope && !hasFields;
      boolean older = wrapped != null && all && WebhookReader.isOlder(unknown);
      EventReader webhook = older ? wrapped : null;
      if (webhook != null || only || (!hasEvent && !hasEnvelope)) {
        fields.clear();
        furtherErrors = 0;
        take(webhook == null ? bare : webhook);
        return;
      }
      if (hasEvent && hasEnvelope) {
        add(new FieldError(ENVELOPE, "must not stand beside an event: send one of them"), errors);
      }
      errors.addAll(wrapperErrors);
      for (String name : unknown) {
        add(unknown(name, "field", "event, envelope, "), errors);
      }
      if (wrapped != null) {
        take(wrapped);
      }
    }

    private void readEnvelope(JsonParser json, byte[] body) throws IOException {
      EnvelopeReader envelope = new EnvelopeReader(ENVELOPE);
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        byte[] bytes = unpack(json.getText().getBytes(StandardCharsets.UTF_8), ENVELOPE);
        problem = bytes == null ? problem : envelope.read(bytes);
      } else if (json.currentToken() == JsonToken.START_ARRAY) {
        problem = envelope.readLines(json, body);
      } else {
        problem = EnvelopeReader.noEnvelope(ENVELOPE);
      }
      take(envelope);
    }

    private void readField(JsonParser json, RequestField field, List<FieldError> wrapperErrors)
        throws IOException {
      if (json.currentToken().isStructStart()) {
        json.skipChildren();
        add(new FieldError(field.fieldName(), field.expectation()), wrapperErrors);
      } else if (json.currentToken() != JsonToken.VALUE_NULL) {
        String text = json.getText();
        Object value = field.parse(text);
        if (value == null) {
          add(new FieldError(field.fieldName(), field.expectation(text)), wrapperErrors);
        } else {
          fields.put(field, value);
        }
      }
    }

    private void putAll(Map<String, String> given, boolean query) {
      for (Map.Entry<String, String> each : given.entrySet()) {
        String name = each.getKey();
        RequestField field = RequestField.named(name, known);
        if (field != null) {
          put(field, each.getValue());
        } else if (name.equals(Said.AS)) {
          if (!each.getValue().equals(Said.EVENT)) {
            add(
                new FieldError(
                    Said.AS,
                    "must be event: the body is an event or envelope and nothing else; leave it out"
                        + " for a request"),
                errors);
          }
        } else if (query && !name.startsWith(SDK_PARAMETERS)) {
          add(unknown(name, "parameter", Said.AS + ", "), errors);
        }
      }
    }

    private void put(RequestField field, String text) {
      Object value = field.parse(text);
      if (value == null) {
        add(new FieldError(field.fieldName(), field.expectation(text)), errors);
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
