package dev.eventfix.suggestfix.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.eventfix.suggestfix.http.HttpProvider;
import dev.eventfix.suggestfix.http.ProviderContract;
import dev.eventfix.suggestfix.http.WireScript;
import java.util.ArrayList;
import java.util.List;

/** Messages as Anthropic's reference has them. */
final class AnthropicContractTest extends ProviderContract {

  @Override
  protected WireScript script() {
    return new Script();
  }

  @Override
  protected HttpProvider provider(Setup setup) {
    return Anthropic.provider(
        "contract",
        new AnthropicSettings(setup.server(""), setup.key(), setup.formatted(), setup.timeouts()),
        setup.pause(),
        setup.clock());
  }

  private static final class Script implements WireScript {

    @Override
    public String model() {
      return "claude-sonnet-4-5";
    }

    @Override
    public String requestLine(boolean streamed) {
      return "POST /v1/messages HTTP/1.1";
    }

    @Override
    public String temperaturePointer() {
      return "/temperature";
    }

    @Override
    public double highestTemperature() {
      return 1;
    }

    @Override
    public String maxTokensPointer() {
      return "/max_tokens";
    }

    @Override
    public String systemPointer() {
      return "/system";
    }

    @Override
    public String userPointer() {
      return "/messages/0/content";
    }

    @Override
    public String schemaPointer() {
      return "/output_config/format/schema";
    }

    @Override
    public String modelTold() {
      return "claude-sonnet-4-5-20250929";
    }

    private static String stopReason(Ended ended) {
      return switch (ended) {
        case STOP -> "end_turn";
        case LENGTH -> "max_tokens";
        case REFUSED -> "refusal";
      };
    }

    @Override
    public String answer(Told told) {
      String content =
          told.text().isEmpty() ? "" : "{\"type\":\"text\",\"text\":\"" + told.text() + "\"}";
      return """
      {"id":"msg_013Zva","type":"message","role":"assistant","model":"%s","content":[%s],
       "stop_reason":"%s","stop_sequence":null,
       "usage":{"input_tokens":%d,"cache_creation_input_tokens":3,"cache_read_input_tokens":2,
       "output_tokens":%d,"service_tier":"standard"}}
      """
          .formatted(
              modelTold(),
              content,
              stopReason(told.ended()),
              told.inputTokens() - 5,
              told.outputTokens());
    }

    @Override
    public List<byte[]> stream(
        List<String> pieces, Ended ended, int inputTokens, int outputTokens) {
      List<byte[]> events = new ArrayList<>();
      events.add(
          event(
              "message_start",
              "\"message\":{\"id\":\"msg_1nZ\",\"type\":\"message\",\"role\":\"assistant\","
                  + "\"content\":[],\"model\":\""
                  + modelTold()
                  + "\",\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":"
                  + inputTokens
                  + ",\"output_tokens\":1}}"));
      events.add(
          event(
              "content_block_start",
              "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
      events.add(event("ping", ""));
      for (String piece : pieces) {
        events.add(
            event(
                "content_block_delta",
                "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + piece + "\"}"));
      }
      events.add(event("content_block_stop", "\"index\":0"));
      events.add(
          event(
              "message_delta",
              "\"delta\":{\"stop_reason\":\""
                  + stopReason(ended)
                  + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":"
                  + outputTokens
                  + "}"));
      events.add(event("message_stop", ""));
      return events;
    }

    private static byte[] event(String type, String members) {
      String rest = members.isEmpty() ? "" : ", " + members;
      return ("event: " + type + "\ndata: {\"type\": \"" + type + "\"" + rest + "}\n\n")
          .getBytes(UTF_8);
    }

    @Override
    public byte[] brokenEvent() {
      return "event: content_block_delta\ndata: {\"type\": \"content_\n\n".getBytes(UTF_8);
    }

    @Override
    public byte[] errorEvent(String message) {
      return event(
          "error",
          "\"error\":{\"type\":\"overloaded_error\",\"message\":\""
              + message
              + "\"},\"request_id\":\"req_011\"");
    }

    @Override
    public Failure limited(String message) {
      return failure(429, "rate_limit_error", message);
    }

    @Override
    public Failure invalid(String message) {
      return failure(400, "invalid_request_error", message);
    }

    @Override
    public Failure tooLong() {
      return failure(
          400, "invalid_request_error", "prompt is too long: 345320 tokens > 199999 maximum");
    }

    @Override
    public Failure formatRefused() {
      return failure(
          400,
          "invalid_request_error",
          "output_config.format.schema: For 'object' type, property 'x' is not supported");
    }

    private static Failure failure(int status, String type, String message) {
      return new Failure(
          status,
          "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"},\"request_id\":\"r\"}"
              .formatted(type, message));
    }
  }
}
