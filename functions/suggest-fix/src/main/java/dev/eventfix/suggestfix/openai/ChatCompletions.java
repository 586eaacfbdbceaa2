package dev.eventfix.suggestfix.openai;

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
import org.jspecify.annotations.Nullable;

/** The JSON of OpenAI's chat completions, which vLLM, Ollama, LiteLLM and Azure share. */
final class ChatCompletions implements WireFormat {

  /** What is sent as the last event's data. */
  private static final String DONE = "[DONE]";

  private final URI address;

  /**
   * The format.
   *
   * @param address that is asked
   */
  ChatCompletions(URI address) {
    this.address = address;
  }

  @Override
  public String title() {
    return "chat completions";
  }

  @Override
  public URI address(Question question, boolean streamed) {
    return address;
  }

  @Override
  public byte[] request(Question question, boolean streamed, boolean formatted) {
    String model = question.model();
    Prompt prompt = question.prompt().get();
    ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeStringField("model", ModelJson.wellFormed(model));
      json.writeArrayFieldStart("messages");
      writeMessage(json, "system", prompt.system());
      writeMessage(json, "user", prompt.user());
      json.writeEndArray();
      // Reasoning models refuse max_tokens and any temperature but their own; many other servers
      // know max_tokens only.
      if (isReasoningModel(model)) {
        json.writeNumberField("max_completion_tokens", question.options().maxOutputTokens());
      } else {
        json.writeNumberField("max_tokens", question.options().maxOutputTokens());
        // From 0 to 2.
        json.writeNumberField("temperature", 2 * question.options().temperature());
      }
      AnswerFormat format = question.format();
      if (formatted && format != null) {
        writeFormat(json, format);
      }
      if (streamed) {
        json.writeBooleanField("stream", true);
        json.writeObjectFieldStart("stream_options");
        json.writeBooleanField("include_usage", true);
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void writeMessage(JsonGenerator json, String role, String content)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("role", role);
    json.writeStringField("content", ModelJson.wellFormed(content));
    json.writeEndObject();
  }

  private static void writeFormat(JsonGenerator json, AnswerFormat format) throws IOException {
    json.writeObjectFieldStart("response_format");
    json.writeStringField("type", "json_schema");
    json.writeObjectFieldStart("json_schema");
    json.writeStringField("name", format.name());
    json.writeBooleanField("strict", true);
    json.writeFieldName("schema");
    json.writeRawValue(format.schema());
    json.writeEndObject();
    json.writeEndObject();
  }

  /** True for OpenAI's o1, o3, ... and for gpt-5 and later, also behind a gateway's prefix. */
  static boolean isReasoningModel(String model) {
    String name = model.substring(model.lastIndexOf('/') + 1);
    if (name.startsWith("gpt-")) {
      int end = 4;
      while (end < name.length() && isDigit(name.charAt(end))) {
        end++;
      }
      return end > 5 || (end == 5 && name.charAt(4) >= '5');
    }
    return name.length() > 1 && name.charAt(0) == 'o' && isDigit(name.charAt(1));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  // Answers

  @Override
  public void read(byte[] body, AnswerDraft draft) throws IOException {
    new Reading(draft).read(body);
  }

  @Override
  public boolean readEvent(String type, String data, AnswerDraft draft) throws IOException {
    if (data.equals(DONE)) {
      return false;
    }
    Reading reading = new Reading(draft);
    reading.read(data.getBytes(StandardCharsets.UTF_8));
    if (reading.error != null) {
      draft.fail(reading.error);
      return false;
    }
    return true;
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

  /** Reads one object: a whole answer, a part of one, or an error. */
  private static final class Reading {
    private final AnswerDraft draft;
    private @Nullable ProviderError error;

    Reading(AnswerDraft draft) {
      this.draft = draft;
    }

    void read(byte[] body) throws IOException {
      try (JsonParser json = Json.parser(body)) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
          throw new IOException("no object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          JsonToken value = json.nextToken();
          if (name.equals("choices") && value == JsonToken.START_ARRAY) {
            readChoices(json);
          } else if (name.equals("usage") && value == JsonToken.START_OBJECT) {
            readUsage(json);
          } else if (name.equals("error") && value == JsonToken.START_OBJECT) {
            readError(json);
          } else if (name.equals("error") && value == JsonToken.VALUE_STRING) {
            // As Ollama and some gateways have it.
            error = new ProviderError(ProviderError.Kind.OTHER, json.getText());
          } else if (name.equals("model")) {
            draft.model(ModelJson.text(json));
          } else {
            json.skipChildren();
          }
        }
        if (json.nextToken() != null) {
          throw new IOException("more than one value");
        }
      }
    }

    private void readChoices(JsonParser json) throws IOException {
      boolean first = true;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (!first || json.currentToken() != JsonToken.START_OBJECT) {
          json.skipChildren();
        } else {
          first = false;
          draft.begin();
          readChoice(json);
        }
      }
    }

    private void readChoice(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if ((name.equals("message") || name.equals("delta")) && value == JsonToken.START_OBJECT) {
          readMessage(json);
        } else if (name.equals("finish_reason")) {
          draft.finish(ModelJson.text(json));
        } else {
          json.skipChildren();
        }
      }
    }

    private void readMessage(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("content") && value == JsonToken.START_ARRAY) {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
              readPart(json);
            } else {
              json.skipChildren();
            }
          }
        } else if (name.equals("content")) {
          appendText(json);
        } else if (name.equals("refusal")) {
          readRefusal(json);
        } else {
          json.skipChildren();
        }
      }
    }

    private void readPart(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals("text")) {
          appendText(json);
        } else if (name.equals("refusal")) {
          readRefusal(json);
        } else {
          json.skipChildren();
        }
      }
    }

    private void readUsage(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals("prompt_tokens")) {
          draft.tokens(ModelJson.count(json), -1);
        } else if (name.equals("completion_tokens")) {
          draft.tokens(-1, ModelJson.count(json));
        } else {
          json.skipChildren();
        }
      }
    }

    private void readError(JsonParser json) throws IOException {
      String code = null;
      String type = null;
      String parameter = null;
      String message = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "code" -> code = ModelJson.text(json);
          case "type" -> type = ModelJson.text(json);
          case "param" -> parameter = ModelJson.text(json);
          case "message" -> message = ModelJson.text(json);
          default -> json.skipChildren();
        }
      }
      error = new ProviderError(kind(code, type, parameter, message), message);
    }

    private static ProviderError.Kind kind(
        @Nullable String code,
        @Nullable String type,
        @Nullable String parameter,
        @Nullable String message) {
      if ("insufficient_quota".equals(code) || "insufficient_quota".equals(type)) {
        return ProviderError.Kind.QUOTA;
      }
      if ("rate_limit_exceeded".equals(code)) {
        return ProviderError.Kind.LIMITED;
      }
      if ("content_filter".equals(code)) {
        return ProviderError.Kind.CONTENT_FILTER;
      }
      if ("context_length_exceeded".equals(code)) {
        return ProviderError.Kind.TOO_LONG;
      }
      // Servers that do not know the parameter say so in words of their own.
      return (parameter != null && parameter.startsWith("response_format"))
              || (message != null
                  && (message.toLowerCase(Locale.ROOT).contains("response_format")
                      || message.toLowerCase(Locale.ROOT).contains("json_schema")))
          ? ProviderError.Kind.FORMAT
          : ProviderError.Kind.OTHER;
    }

    private void appendText(JsonParser json) throws IOException {
      String value = ModelJson.text(json);
      if (value != null) {
        draft.text(value);
      }
    }

    private void readRefusal(JsonParser json) throws IOException {
      String value = ModelJson.text(json);
      if (value != null && !value.isBlank()) {
        draft.refuse();
      }
    }
  }
}
