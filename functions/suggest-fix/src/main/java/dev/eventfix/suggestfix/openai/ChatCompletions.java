package dev.eventfix.suggestfix.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.Completion.Answer;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Completion.Refused;
import dev.eventfix.suggestfix.provider.Completion.Unavailable;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of OpenAI's chat completions, which vLLM, Ollama and LiteLLM share. Nothing a server
 * wrote gets into a reason: it may repeat the event.
 */
final class ChatCompletions {

  /** The longest name of a model or a finish reason that is passed on. */
  static final int MAX_NAME_LENGTH = 128;

  private static final String UNKNOWN = "unknown";

  private @Nullable String model;
  private @Nullable String finishReason;
  private boolean choice;
  private boolean refusal;
  private final StringBuilder text = new StringBuilder();
  private int inputTokens;
  private int outputTokens;
  private @Nullable String errorCode;

  private ChatCompletions() {}

  /** The body of a request that is not streamed. */
  static byte[] request(String model, Prompt prompt, double temperature, int maxOutputTokens) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeStringField("model", wellFormed(model));
      json.writeArrayFieldStart("messages");
      writeMessage(json, "system", prompt.system());
      writeMessage(json, "user", prompt.user());
      json.writeEndArray();
      // Reasoning models refuse max_tokens and any temperature but their own; many other servers
      // know max_tokens only.
      if (isReasoningModel(model)) {
        json.writeNumberField("max_completion_tokens", maxOutputTokens);
      } else {
        json.writeNumberField("max_tokens", maxOutputTokens);
        json.writeNumberField("temperature", temperature);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * What the body of a successful response says.
   *
   * @param askedModel for a server that does not name the model
   */
  static Completion completion(byte[] body, String askedModel, int maxOutputTokens) {
    if (body.length == 0) {
      return failed("the provider's answer is empty");
    }
    ChatCompletions response = new ChatCompletions();
    try {
      response.read(body);
    } catch (IOException e) {
      return failed("the provider's answer is not JSON as chat completions have it");
    }
    if (!response.choice) {
      return failed("the provider's answer holds no choice");
    }
    if (response.refusal) {
      return new Refused("the model declined to answer");
    }
    if ("content_filter".equals(response.finishReason)) {
      return new Refused("the provider's content filter stopped the answer");
    }
    String text = wellFormed(response.text.toString());
    if (text.isBlank()) {
      return "length".equals(response.finishReason)
          ? failed(
              "the model spent all of its "
                  + maxOutputTokens
                  + " tokens before it answered: raise llm.max_output_tokens")
          : failed("the model's answer is empty");
    }
    return new Answer(
        text,
        nameOr(response.model, askedModel),
        nameOr(response.finishReason, UNKNOWN),
        response.inputTokens,
        response.outputTokens);
  }

  /** The code of the error a body tells, or null when it tells none. It is not to be passed on. */
  static @Nullable String errorCode(byte[] body) {
    ChatCompletions response = new ChatCompletions();
    try {
      response.read(body);
    } catch (IOException e) {
      return null;
    }
    return response.errorCode;
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

  private static void writeMessage(JsonGenerator json, String role, String content)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("role", role);
    json.writeStringField("content", wellFormed(content));
    json.writeEndObject();
  }

  private void read(byte[] body) throws IOException {
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
        } else if (name.equals("model")) {
          model = textOrNull(json);
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
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (choice || json.currentToken() != JsonToken.START_OBJECT) {
        json.skipChildren();
      } else {
        choice = true;
        readChoice(json);
      }
    }
  }

  private void readChoice(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("message") && value == JsonToken.START_OBJECT) {
        readMessage(json);
      } else if (name.equals("finish_reason")) {
        finishReason = textOrNull(json);
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
        inputTokens = countOrZero(json);
      } else if (name.equals("completion_tokens")) {
        outputTokens = countOrZero(json);
      } else {
        json.skipChildren();
      }
    }
  }

  private void readError(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("code")) {
        errorCode = textOrNull(json);
      } else {
        json.skipChildren();
      }
    }
  }

  private void appendText(JsonParser json) throws IOException {
    String value = textOrNull(json);
    if (value != null) {
      text.append(value);
    }
  }

  private void readRefusal(JsonParser json) throws IOException {
    String value = textOrNull(json);
    refusal |= value != null && !value.isBlank();
  }

  private static @Nullable String textOrNull(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    json.skipChildren();
    return null;
  }

  private static int countOrZero(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
        && json.getNumberType() == JsonParser.NumberType.INT) {
      return Math.max(0, json.getIntValue());
    }
    json.skipChildren();
    return 0;
  }

  private static String nameOr(@Nullable String name, String otherwise) {
    if (name == null || name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
      return otherwise;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) <= ' ' || name.charAt(i) >= 0x7f) {
        return otherwise;
      }
    }
    return name;
  }

  /** The text with U+FFFD for half of a surrogate pair, which has no bytes in UTF-8. */
  private static String wellFormed(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        if (repaired == null) {
          repaired = new StringBuilder(text);
        }
        repaired.setCharAt(i, '\uFFFD');
      }
    }
    return repaired == null ? text : repaired.toString();
  }

  private static Unavailable failed(String reason) {
    return new Unavailable(Cause.FAILED, reason);
  }
}
