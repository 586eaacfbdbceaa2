package dev.eventfix.suggestfix.vertex;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.eventfix.suggestfix.http.HttpProvider;
import dev.eventfix.suggestfix.http.KeyHeader;
import dev.eventfix.suggestfix.http.ProviderContract;
import dev.eventfix.suggestfix.http.WireScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** generateContent and streamGenerateContent as Vertex AI's reference has them. */
final class VertexContractTest extends ProviderContract {

  private static final String MODELS =
      "POST /v1/projects/our-project/locations/europe-west4/publishers/google/models/";

  @Override
  protected WireScript script() {
    return new Script();
  }

  @Override
  protected HttpProvider provider(Setup setup) {
    return Vertex.provider(
        "contract",
        new VertexSettings(
            "our-project",
            "europe-west4",
            null,
            setup.key(),
            setup.formatted(),
            setup.timeouts(),
            Map.of()),
        setup.server(""),
        new KeyHeader("Authorization", "Bearer ", setup.key()),
        setup.pause(),
        setup.clock());
  }

  private static final class Script implements WireScript {

    @Override
    public String model() {
      return "gemini-2.5-flash";
    }

    @Override
    public String requestLine(boolean streamed) {
      return MODELS
          + "gemini-2.5-flash:"
          + (streamed ? "streamGenerateContent?alt=sse" : "generateContent")
          + " HTTP/1.1";
    }

    @Override
    public String temperaturePointer() {
      return "/generationConfig/temperature";
    }

    @Override
    public double highestTemperature() {
      return 2;
    }

    @Override
    public String maxTokensPointer() {
      return "/generationConfig/maxOutputTokens";
    }

    @Override
    public String systemPointer() {
      return "/systemInstruction/parts/0/text";
    }

    @Override
    public String userPointer() {
      return "/contents/0/parts/0/text";
    }

    @Override
    public String schemaPointer() {
      return "/generationConfig/responseJsonSchema";
    }

    @Override
    public String modelTold() {
      return "gemini-2.5-flash";
    }

    private static String finishReason(Ended ended) {
      return switch (ended) {
        case STOP -> "STOP";
        case LENGTH -> "MAX_TOKENS";
        case REFUSED -> "SAFETY";
      };
    }

    @Override
    public String answer(Told told) {
      return """
      {
        "candidates": [{
          "content": {"role": "model", "parts": [%s]},
          "finishReason": "%s",
          "safetyRatings": [{"category": "HARM_CATEGORY_HATE_SPEECH", "blocked": false}],
          "avgLogprobs": -0.12
        }],
        "usageMetadata": {
          "promptTokenCount": %d, "candidatesTokenCount": %d, "totalTokenCount": 29,
          "trafficType": "ON_DEMAND",
          "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 19}]
        },
        "modelVersion": "%s", "createTime": "2026-03-01T12:00:00Z", "responseId": "abc"
      }
      """
          .formatted(
              told.text().isEmpty() ? "" : "{\"text\": \"" + told.text() + "\"}",
              finishReason(told.ended()),
              told.inputTokens(),
              told.outputTokens(),
              modelTold());
    }

    @Override
    public List<byte[]> stream(
        List<String> pieces, Ended ended, int inputTokens, int outputTokens) {
      List<byte[]> events = new ArrayList<>();
      for (String piece : pieces) {
        events.add(
            event(
                "{\"content\": {\"role\": \"model\",\"parts\": [{\"text\": \"" + piece + "\"}]}}",
                "{\"trafficType\": \"ON_DEMAND\"}"));
      }
      String content =
          ended == Ended.REFUSED
              ? ""
              : "\"content\": {\"role\": \"model\",\"parts\": [{\"text\": \"\"}]},";
      events.add(
          event(
              "{" + content + "\"finishReason\": \"" + finishReason(ended) + "\"}",
              "{\"promptTokenCount\": "
                  + inputTokens
                  + ",\"candidatesTokenCount\": "
                  + (outputTokens - outputTokens / 2)
                  + ",\"thoughtsTokenCount\": "
                  + outputTokens / 2
                  + "}"));
      return events;
    }

    private byte[] event(String candidate, String usage) {
      return data(
          "{\"candidates\": ["
              + candidate
              + "],\"usageMetadata\": "
              + usage
              + ",\"modelVersion\": \""
              + modelTold()
              + "\",\"responseId\": \"abc\"}");
    }

    private static byte[] data(String json) {
      return ("data: " + json + "\r\n\r\n").getBytes(UTF_8);
    }

    @Override
    public byte[] brokenEvent() {
      return data("{\"candidates\": [{\"content\":");
    }

    @Override
    public byte[] errorEvent(String message) {
      return data(failure(503, "UNAVAILABLE", message).json());
    }

    @Override
    public Failure limited(String message) {
      return failure(429, "RESOURCE_EXHAUSTED", message);
    }

    @Override
    public Failure invalid(String message) {
      return failure(400, "INVALID_ARGUMENT", message);
    }

    @Override
    public Failure tooLong() {
      return failure(
          400,
          "INVALID_ARGUMENT",
          "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).");
    }

    @Override
    public Failure formatRefused() {
      return failure(
          400,
          "INVALID_ARGUMENT",
          "Unable to submit request because one or more response schemas specified unsupported"
              + " field additionalProperties.");
    }

    private static Failure failure(int status, String name, String message) {
      return new Failure(
          status,
          "{\"error\": {\"code\": %d, \"message\": \"%s\", \"status\": \"%s\"}}"
              .formatted(status, message, name));
    }
  }
}
