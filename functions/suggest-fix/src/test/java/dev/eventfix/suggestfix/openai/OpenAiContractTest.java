package dev.eventfix.suggestfix.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.eventfix.suggestfix.http.HttpProvider;
import dev.eventfix.suggestfix.http.ProviderContract;
import dev.eventfix.suggestfix.http.WireScript;
import java.util.ArrayList;
import java.util.List;

/** Chat completions as OpenAI's reference has them. */
class OpenAiContractTest extends ProviderContract {

  @Override
  protected WireScript script() {
    return new Script();
  }

  @Override
  protected HttpProvider provider(Setup setup) {
    return OpenAi.provider(
        "contract",
        new OpenAiSettings(
            setup.server("/v1"), setup.key(), null, null, setup.formatted(), setup.timeouts()),
        setup.pause(),
        setup.clock());
  }

  private static final class Script implements WireScript {

    @Override
    public String model() {
      return "gpt-4.1-mini";
    }

    @Override
    public String requestLine(boolean streamed) {
      return "POST /v1/chat/completions HTTP/1.1";
    }

    @Override
    public String temperaturePointer() {
      return "/temperature";
    }

    @Override
    public double highestTemperature() {
      return 2;
    }

    @Override
    public String maxTokensPointer() {
      return "/max_tokens";
    }

    @Override
    public String systemPointer() {
      return "/messages/0/content";
    }

    @Override
    public String userPointer() {
      return "/messages/1/content";
    }

    @Override
    public String schemaPointer() {
      return "/response_format/json_schema/schema";
    }

    @Override
    public String modelTold() {
      return "gpt-4.1-mini-2025-04-14";
    }

    @Override
    public String answer(Told told) {
      return """
      {"id":"chatcmpl-B9","object":"chat.completion","created":1750000000,"model":"%s",
       "choices":[{"index":0,"message":{"role":"assistant","content":"%s","refusal":%s,
       "annotations":[]},"logprobs":null,"finish_reason":"%s"}],
       "usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":29,
       "completion_tokens_details":{"reasoning_tokens":0}},"service_tier":"default"}
      """
          .formatted(
              modelTold(),
              told.text(),
              told.ended() == Ended.REFUSED ? "\"I can't help with that.\"" : "null",
              told.ended() == Ended.LENGTH ? "length" : "stop",
              told.inputTokens(),
              told.outputTokens());
    }

    @Override
    public List<byte[]> stream(
        List<String> pieces, Ended ended, int inputTokens, int outputTokens) {
      List<byte[]> events = new ArrayList<>();
      events.add(
          chunk(
              "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null},"
                  + "\"finish_reason\":null}",
              "null"));
      for (String piece : pieces) {
        events.add(
            chunk(
                "{\"index\":0,\"delta\":{\"content\":\"" + piece + "\"},\"finish_reason\":null}",
                "null"));
      }
      if (ended == Ended.REFUSED) {
        events.add(
            chunk("{\"index\":0,\"delta\":{\"refusal\":\"No.\"},\"finish_reason\":null}", "null"));
      }
      events.add(
          chunk(
              "{\"index\":0,\"delta\":{},\"finish_reason\":\""
                  + (ended == Ended.LENGTH ? "length" : "stop")
                  + "\"}",
              "null"));
      events.add(
          chunk(
              "",
              "{\"prompt_tokens\":"
                  + inputTokens
                  + ",\"completion_tokens\":"
                  + outputTokens
                  + ",\"total_tokens\":29}"));
      events.add(data("[DONE]"));
      return events;
    }

    private byte[] chunk(String choice, String usage) {
      return data(
          "{\"id\":\"chatcmpl-B9\",\"object\":\"chat.completion.chunk\",\"created\":1750000000,"
              + "\"model\":\""
              + modelTold()
              + "\",\"choices\":["
              + choice
              + "],\"usage\":"
              + usage
              + "}");
    }

    private static byte[] data(String json) {
      return ("data: " + json + "\n\n").getBytes(UTF_8);
    }

    @Override
    public byte[] brokenEvent() {
      return data("{\"choices\":[{\"index\":0,");
    }

    @Override
    public byte[] errorEvent(String message) {
      return data(
          "{\"error\":{\"message\":\""
              + message
              + "\",\"type\":\"server_error\",\"param\":null,\"code\":null}}");
    }

    @Override
    public Failure limited(String message) {
      return failure(429, "requests", "null", "rate_limit_exceeded", message);
    }

    @Override
    public Failure invalid(String message) {
      return failure(400, "invalid_request_error", "\"max_tokens\"", "invalid_value", message);
    }

    @Override
    public Failure tooLong() {
      return failure(
          400,
          "invalid_request_error",
          "\"messages\"",
          "context_length_exceeded",
          "This model's maximum context length is 128000 tokens.");
    }

    @Override
    public Failure formatRefused() {
      return failure(
          400,
          "invalid_request_error",
          "\"response_format\"",
          "invalid_value",
          "Invalid parameter: 'response_format' of type 'json_schema' is not supported.");
    }

    private static Failure failure(
        int status, String type, String parameter, String code, String message) {
      return new Failure(
          status,
          "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":%s,\"code\":\"%s\"}}"
              .formatted(message, type, parameter, code));
    }
  }
}
