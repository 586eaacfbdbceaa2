package dev.eventfix.suggestfix.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.suggestfix.http.AnswerDraft;
import dev.eventfix.suggestfix.http.ModelJson;
import dev.eventfix.suggestfix.http.ProviderError;
import dev.eventfix.suggestfix.http.WireFormat;
import dev.eventfix.suggestfix.provider.AnswerFormat;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;
import dev.eventfix.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of Anthropic's messages API. */
final class Messages implements WireFormat {

  /** Of the API, with every request. */
  static final Map<String, String> VERSION = Map.of("anthropic-version", "2023-06-01");

  private static final String CLAUDE = "claude-";

  /** The first version of a model of any family that refuses a temperature. */
  private static final int NO_TEMPERATURE_MAJOR = 4;

  private static final int NO_TEMPERATURE_MINOR = 7;

  private final URI address;

  /**
   * The format.
   *
   * @param address that is asked
   */
  Messages(URI address) {
    this.address = address;
  }

  @Override
  public String title() {
    return "Anthropic's messages";
  }

  @Override
  public URI address(Question question, boolean streamed) {
    return address;
  }

  @Override
  public Map<String, String> headers() {
    return VERSION;
  }

  @Override
  public byte[] request(Question question, boolean streamed, boolean formatted) {
    String model = question.model();
    Prompt prompt = question.prompt().get();
    ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeStringField("model", ModelJson.wellFormed(model));
      json.writeNumberField("max_tokens", question.options().maxOutputTokens());
      json.writeStringField("system", ModelJson.wellFormed(prompt.system()));
      json.writeArrayFieldStart("messages");
      json.writeStartObject();
      json.writeStringField("role", "user");
      json.writeStringField("content", ModelJson.wellFormed(prompt.user()));
      json.writeEndObject();
      json.writeEndArray();
      if (takesTemperature(model)) {
        // From 0 to 1, as callers give it.
        json.writeNumberField("temperature", question.options().temperature());
      }
      AnswerFormat format = question.format();
      if (formatted && format != null) {
        writeFormat(json, format);
      }
      if (streamed) {
        json.writeBooleanField("stream", true);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Needs no beta header any longer, and no name. */
  private static void writeFormat(JsonGenerator json, AnswerFormat format) throws IOException {
    json.writeObjectFieldStart("output_config");
    json.writeObjectFieldStart("format");
    json.writeStringField("type", "json_schema");
    json.writeFieldName("schema");
    json.writeRawValue(format.schema());
    json.writeEndObject();
    json.writeEndObject();
  }

  /**
   * False for {@code claude-opus-4-7} and later ones of any family ({@code claude-sonnet-5}), which
   * refuse every request with a temperature, also behind a gateway's prefix.
   */
  static boolean takesTemperature(String model) {
    int start = model.indexOf(CLAUDE);
    if (start < 0) {
      return true;
    }
    int major = -1;
    int place = start + CLAUDE.length();
    while (place < model.length()) {
      int end = place;
      while (end < model.length() && "-.@:".indexOf(model.charAt(end)) < 0) {
        end++;
      }
      int number = version(model, place, end);
      if (major >= 0) {
        // What follows the first number is the other half of the version, or no version at all.
        return major < NO_TEMPERATURE_MAJOR
            || (major == NO_TEMPERATURE_MAJOR && number < NO_TEMPERATURE_MINOR);
      }
      major = number;
      place = end + 1;
    }
    return major <= NO_TEMPERATURE_MAJOR;
  }

  /** A part of a model's name that is one or two digits; -1 for other names and for dates. */
  private static int version(String model, int start, int end) {
    if (end == start || end - start > 2) {
      return -1;
    }
    int number = 0;
    for (int i = start; i < end; i++) {
      char c = model.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }

  // Answers

  @Override
  public void read(byte[] body, AnswerDraft draft) throws IOException {
    new Reading(draft).read(body);
  }

  @Override
  public boolean readEvent(String type, String data, AnswerDraft draft) throws IOException {
    Reading reading = new Reading(draft);
    reading.read(data.getBytes(StandardCharsets.UTF_8));
    if (reading.error != null) {
      draft.fail(reading.error);
      return false;
    }
    return !"message_stop".equals(reading.type);
  }

  @Override
  public ProviderError error(byte[] body) {
    Reading reading = new Reading(new AnswerDraft(null));
    try {
      reading.read(body);
    } catch (IOException e) {
      return ProviderError.UNKNOWN;
    }
    return reading.error == null ? ProviderError.UNKNOWN : reading.error;
  }

  /** Reads one object: a whole message, an event of a streamed one, or an error. */
  private static final class Reading {
    private final AnswerDraft draft;
    private @Nullable String type;
    private @Nullable ProviderError error;

    Reading(AnswerDraft draft) {
      this.draft = draft;
    }

    void read(byte[] body) throws IOException {
      try (JsonParser json = Json.parser(body)) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
          throw new IOException("no object");
        }
        readMessage(json, true);
        if (json.nextToken() != null) {
          throw new IOException("more than one value");
        }
      }
    }

    /** A message, whole or as a stream begins with it; an event's members are no message's. */
    private void readMessage(JsonParser json, boolean outermost) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        boolean object = value == JsonToken.START_OBJECT;
        if (name.equals("content") && value == JsonToken.START_ARRAY) {
          draft.begin();
          while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
              readPiece(json, "text");
            } else {
              json.skipChildren();
            }
          }
        } else if (name.equals("model")) {
          draft.model(ModelJson.text(json));
        } else if (name.equals("stop_reason")) {
          readStopReason(json);
        } else if (name.equals("usage") && object) {
          readUsage(json);
        } else if (outermost && name.equals("type")) {
          type = ModelJson.text(json);
        } else if (outermost && name.equals("message") && object) {
          readMessage(json, false);
        } else if (outermost && name.equals("content_block") && object) {
          readPiece(json, "text");
        } else if (outermost && name.equals("delta") && object) {
          readPiece(json, "text_delta");
        } else if (outermost && name.equals("error") && object) {
          readError(json);
        } else {
          json.skipChildren();
        }
      }
    }

    /** A block or a part of one: what the model thinks and the input of tools are no answer. */
    private void readPiece(JsonParser json, String textType) throws IOException {
      String pieceType = null;
      String text = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "type" -> pieceType = ModelJson.text(json);
          case "text" -> text = ModelJson.text(json);
          case "stop_reason" -> readStopReason(json);
          default -> json.skipChildren();
        }
      }
      if (text != null && textType.equals(pieceType)) {
        draft.text(text);
      }
    }

    private void readStopReason(JsonParser json) throws IOException {
      String reason = ModelJson.text(json);
      if (reason == null) {
        return;
      }
      switch (reason) {
        case "end_turn", "stop_sequence" -> draft.finish(AnswerDraft.STOP);
        case "max_tokens", "model_context_window_exceeded" -> draft.finish(AnswerDraft.LENGTH);
        case "refusal" -> {
          draft.refuse();
          draft.finish(reason);
        }
        // Of a tool or of a turn that is to be gone on with: neither is asked for.
        default -> draft.finish(AnswerDraft.ownWord(reason));
      }
    }

    /** What was read from a cache or written to one was input as well. */
    private void readUsage(JsonParser json) throws IOException {
      int input = -1;
      int cached = 0;
      int output = -1;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        boolean number = json.nextToken() == JsonToken.VALUE_NUMBER_INT;
        switch (name) {
          case "input_tokens" -> input = number ? ModelJson.count(json) : -1;
          case "cache_creation_input_tokens", "cache_read_input_tokens" ->
              cached = ModelJson.sum(cached, ModelJson.count(json));
          case "output_tokens" -> output = number ? ModelJson.count(json) : -1;
          default -> json.skipChildren();
        }
      }
      draft.tokens(input < 0 ? -1 : ModelJson.sum(input, cached), output);
    }

    private void readError(JsonParser json) throws IOException {
      String errorType = null;
      String message = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "type" -> errorType = ModelJson.text(json);
          case "message" -> message = ModelJson.text(json);
          default -> json.skipChildren();
        }
      }
      error =
          new ProviderError(
              kind(errorType == null ? "" : errorType, message == null ? "" : message), message);
    }

    private static ProviderError.Kind kind(String type, String message) {
      return switch (type) {
        case "rate_limit_error" -> ProviderError.Kind.LIMITED;
        case "overloaded_error" -> ProviderError.Kind.OVERLOADED;
        case "billing_error" -> ProviderError.Kind.QUOTA;
        case "request_too_large" -> ProviderError.Kind.TOO_LONG;
        case "invalid_request_error" -> invalid(message.toLowerCase(Locale.ROOT));
        default -> ProviderError.Kind.OTHER;
      };
    }

    /** What is wrong with a request stands in words only. */
    private static ProviderError.Kind invalid(String message) {
      if (message.contains("prompt is too long") || message.contains("exceed context limit")) {
        return ProviderError.Kind.TOO_LONG;
      }
      if (message.contains("credit balance") || message.contains("usage limits")) {
        return ProviderError.Kind.QUOTA;
      }
      return message.contains("output_config")
              || message.contains("output_format")
              || message.contains("structured output")
              || message.contains("json_schema")
          ? ProviderError.Kind.FORMAT
          : ProviderError.Kind.OTHER;
    }
  }
}
