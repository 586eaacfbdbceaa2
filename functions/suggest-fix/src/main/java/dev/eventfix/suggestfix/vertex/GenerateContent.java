package dev.eventfix.suggestfix.vertex;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.suggestfix.http.AnswerDraft;
import dev.eventfix.suggestfix.http.ModelJson;
import dev.eventfix.suggestfix.http.ModelServer;
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
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The JSON of Gemini's generateContent, as Vertex AI has it. */
final class GenerateContent implements WireFormat {

  private final ModelServer server;
  private final String project;
  private final String location;

  GenerateContent(ModelServer server, String project, String location) {
    this.server = server;
    this.project = project;
    this.location = location;
  }

  @Override
  public String title() {
    return "Gemini's answers";
  }

  @Override
  public URI address(Question question, boolean streamed) {
    return VertexSettings.address(
        server,
        project,
        location,
        question.model(),
        streamed ? "streamGenerateContent?alt=sse" : "generateContent");
  }

  @Override
  public byte[] request(Question question, boolean streamed, boolean formatted) {
    Prompt prompt = question.prompt().get();
    ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeObjectFieldStart("systemInstruction");
      writeParts(json, prompt.system());
      json.writeEndObject();
      json.writeArrayFieldStart("contents");
      json.writeStartObject();
      json.writeStringField("role", "user");
      writeParts(json, prompt.user());
      json.writeEndObject();
      json.writeEndArray();
      json.writeObjectFieldStart("generationConfig");
      // From 0 to 2.
      json.writeNumberField("temperature", 2 * question.options().temperature());
      json.writeNumberField("maxOutputTokens", question.options().maxOutputTokens());
      AnswerFormat format = question.format();
      if (formatted && format != null) {
        json.writeStringField("responseMimeType", "application/json");
        // A JSON schema; responseSchema takes less of one, and with other words.
        json.writeFieldName("responseJsonSchema");
        json.writeRawValue(format.schema());
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void writeParts(JsonGenerator json, String text) throws IOException {
    json.writeArrayFieldStart("parts");
    json.writeStartObject();
    json.writeStringField("text", ModelJson.wellFormed(text));
    json.writeEndObject();
    json.writeEndArray();
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
    // Nothing says which event is the last one: the stream ends.
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
        JsonToken first = json.nextToken();
        if (first == JsonToken.START_OBJECT) {
          readResponse(json);
        } else if (first == JsonToken.START_ARRAY) {
          readList(json);
        } else {
          throw new IOException("no object");
        }
        if (json.nextToken() != null) {
          throw new IOException("more than one value");
        }
      }
    }

    /** Errors of streams come in a list. */
    private void readList(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          boolean isError = json.currentName().equals("error");
          if (json.nextToken() == JsonToken.START_OBJECT && isError) {
            readError(json);
          } else {
            json.skipChildren();
          }
        }
      }
      if (json.currentToken() != JsonToken.END_ARRAY || error == null) {
        throw new IOException("no error");
      }
    }

    private void readResponse(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        boolean object = value == JsonToken.START_OBJECT;
        if (name.equals("candidates") && value == JsonToken.START_ARRAY) {
          readCandidates(json);
        } else if (name.equals("promptFeedback") && object) {
          readFeedback(json);
        } else if (name.equals("usageMetadata") && object) {
          readUsage(json);
        } else if (name.equals("modelVersion")) {
          draft.model(ModelJson.text(json));
        } else if (name.equals("error") && object) {
          readError(json);
        } else {
          json.skipChildren();
        }
      }
    }

    private void readCandidates(JsonParser json) throws IOException {
      boolean first = true;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (!first || json.currentToken() != JsonToken.START_OBJECT) {
          json.skipChildren();
        } else {
          first = false;
          draft.begin();
          readCandidate(json);
        }
      }
    }

    private void readCandidate(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("content") && value == JsonToken.START_OBJECT) {
          readContent(json);
        } else if (name.equals("finishReason")) {
          draft.finish(finishReason(ModelJson.text(json)));
        } else {
          json.skipChildren();
        }
      }
    }

    private static @Nullable String finishReason(@Nullable String reason) {
      return switch (reason) {
        case null -> null;
        case "FINISH_REASON_UNSPECIFIED" -> null;
        case "STOP" -> AnswerDraft.STOP;
        case "MAX_TOKENS" -> AnswerDraft.LENGTH;
        case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "MODEL_ARMOR" ->
            AnswerDraft.FILTERED;
        default -> AnswerDraft.ownWord(reason);
      };
    }

    private void readContent(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean parts = json.currentName().equals("parts");
        if (json.nextToken() == JsonToken.START_ARRAY && parts) {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
              readPart(json);
            } else {
              json.skipChildren();
            }
          }
        } else {
          json.skipChildren();
        }
      }
    }

    /** What the model thinks is no answer. */
    private void readPart(JsonParser json) throws IOException {
      String text = null;
      boolean thought = false;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
          case "text" -> text = ModelJson.text(json);
          case "thought" -> thought = value == JsonToken.VALUE_TRUE;
          default -> json.skipChildren();
        }
      }
      if (text != null && !thought) {
        draft.text(text);
      }
    }

    /** Of a question that was not let through to the model. */
    private void readFeedback(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean reason = json.currentName().equals("blockReason");
        if (json.nextToken() == JsonToken.VALUE_STRING && reason) {
          draft.begin();
          draft.finish(AnswerDraft.FILTERED);
        } else {
          json.skipChildren();
        }
      }
    }

    /** What it thought is paid for as output. What came from a cache is part of the prompt's. */
    private void readUsage(JsonParser json) throws IOException {
      int input = -1;
      int output = -1;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "promptTokenCount" -> input = ModelJson.count(json);
          case "candidatesTokenCount", "thoughtsTokenCount" ->
              output = ModelJson.sum(Math.max(0, output), ModelJson.count(json));
          default -> json.skipChildren();
        }
      }
      draft.tokens(input, output);
    }

    private void readError(JsonParser json) throws IOException {
      String status = null;
      String message = null;
      Duration retryDelay = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("status")) {
          status = ModelJson.text(json);
        } else if (name.equals("message")) {
          message = ModelJson.text(json);
        } else if (name.equals("details") && value == JsonToken.START_ARRAY) {
          retryDelay = readDetails(json);
        } else {
          json.skipChildren();
        }
      }
      error =
          new ProviderError(
              kind(status == null ? "" : status, message == null ? "" : message),
              message,
              retryDelay);
    }

    /** The delay that a RetryInfo among them names, or null. */
    private static @Nullable Duration readDetails(JsonParser json) throws IOException {
      Duration delay = null;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
          json.skipChildren();
          continue;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          boolean retryDelay = json.currentName().equals("retryDelay");
          json.nextToken();
          String text = ModelJson.text(json);
          if (retryDelay && text != null) {
            delay = delay(text);
          }
        }
      }
      return delay;
    }

    /** Seconds with up to nine decimals and an s; null for anything else. */
    private static @Nullable Duration delay(String text) {
      int end = text.length() - 1;
      if (end < 1 || end > 16 || text.charAt(end) != 's') {
        return null;
      }
      long millis = 0;
      int decimals = -1;
      for (int i = 0; i < end; i++) {
        char c = text.charAt(i);
        if (c == '.' && i > 0 && decimals < 0) {
          decimals = 0;
        } else if (c < '0' || c > '9') {
          return null;
        } else if (decimals < 3) {
          millis = millis * 10 + (c - '0');
          decimals += decimals < 0 ? 0 : 1;
        }
      }
      for (int i = Math.max(0, decimals); i < 3; i++) {
        millis *= 10;
      }
      return Duration.ofMillis(millis);
    }

    private static ProviderError.Kind kind(String status, String message) {
      return switch (status) {
        case "RESOURCE_EXHAUSTED" -> ProviderError.Kind.LIMITED;
        case "UNAVAILABLE" -> ProviderError.Kind.OVERLOADED;
        case "PERMISSION_DENIED" ->
            message.contains("requires billing")
                ? ProviderError.Kind.QUOTA
                : ProviderError.Kind.OTHER;
        case "INVALID_ARGUMENT" -> invalid(message.toLowerCase(Locale.ROOT));
        default -> ProviderError.Kind.OTHER;
      };
    }

    /** What is wrong with a request stands in words only. */
    private static ProviderError.Kind invalid(String message) {
      if (message.contains("input token count") || message.contains("maximum number of tokens")) {
        return ProviderError.Kind.TOO_LONG;
      }
      return message.contains("schema") || message.contains("mime")
          ? ProviderError.Kind.FORMAT
          : ProviderError.Kind.OTHER;
    }
  }
}
