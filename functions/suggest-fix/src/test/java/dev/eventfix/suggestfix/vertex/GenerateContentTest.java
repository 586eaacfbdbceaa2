package dev.eventfix.suggestfix.vertex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventfix.configuration.Secret;
import dev.eventfix.configuration.ServiceCheck.Result;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.http.FormatReading;
import dev.eventfix.suggestfix.http.HttpProvider;
import dev.eventfix.suggestfix.http.KeyHeader;
import dev.eventfix.suggestfix.http.LoopbackServer;
import dev.eventfix.suggestfix.http.ModelServer;
import dev.eventfix.suggestfix.http.ProviderError;
import dev.eventfix.suggestfix.http.ProviderError.Kind;
import dev.eventfix.suggestfix.http.Timeouts;
import dev.eventfix.suggestfix.provider.AnswerFormat;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.Completion.Answer;
import dev.eventfix.suggestfix.provider.Completion.RateLimited;
import dev.eventfix.suggestfix.provider.Completion.Refused;
import dev.eventfix.suggestfix.provider.GenerationOptions;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON of Gemini on Vertex AI, beside what every provider's does. */
final class GenerateContentTest {

  private static final String MODEL = "gemini-2.5-flash";
  private static final GenerateContent FORMAT =
      new GenerateContent(settings("global", null).server(), "our-project", "global");

  @RegisterExtension final LoopbackServer server = new LoopbackServer();

  private final List<Long> pauses = new ArrayList<>();

  @Test
  void sendsExactlyTheseBytes() {
    assertThat(new String(FORMAT.request(question(), true, true), UTF_8))
        .isEqualTo(
            "{\"systemInstruction\":{\"parts\":[{\"text\":\"s\"}]},"
                + "\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"u \uFFFD\"}]}],"
                + "\"generationConfig\":{\"temperature\":0.5,\"maxOutputTokens\":700,"
                + "\"responseMimeType\":\"application/json\",\"responseJsonSchema\":{\"a\":1}}}");
  }

  @ParameterizedTest
  @CsvSource({
    "global, https://aiplatform.googleapis.com/v1/projects/our-project/locations/global",
    "us, https://aiplatform.us.rep.googleapis.com/v1/projects/our-project/locations/us",
    "europe-west4,"
        + " https://europe-west4-aiplatform.googleapis.com/v1/projects/our-project/locations/europe-west4"
  })
  void asksTheLocationsHost(String location, String start) {
    GenerateContent format =
        new GenerateContent(settings(location, null).server(), "our-project", location);

    assertThat(format.address(question(), false))
        .hasToString(start + "/publishers/google/models/gemini-2.5-flash:generateContent");
    assertThat(format.address(question(), true).toString())
        .endsWith(":streamGenerateContent?alt=sse");
  }

  @Test
  void asksAnotherAddressWhenOneIsSet() {
    ModelServer set = settings("europe-west4", "https://gemini.example.org/").server();

    assertThat(set.baseUrl()).isEqualTo("https://gemini.example.org");
    assertThat(set.addressSetting()).isEqualTo("llm.providers.vertex.base_url");
    assertThat(VertexSettings.address(set, "a b:c", "x", "m/../n?", "countTokens"))
        .hasToString(
            "https://gemini.example.org/v1/projects/a%20b%3Ac/locations/x/publishers/google/models/"
                + "m%2F..%2Fn%3F:countTokens");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "evil.com/", "a.b", "Europe", "a@b", "é"})
  void takesNoLocationThatWouldBeAnotherHost(String location) {
    assertThat(VertexSettings.locationFault(location)).startsWith("must");
    assertThatThrownBy(() -> settings(location, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("llm.providers.vertex.location");
  }

  @Test
  void leavesOutWhatTheModelThought() {
    assertThat(
            whole(
                """
                {"candidates":[{"content":{"role":"model","parts":[
                 {"thought":true,"text":"hm"},{"text":"hm","thought":true},
                 {"text":"One ","thoughtSignature":"x"},"odd",
                 {"functionCall":{"name":"text"}},{"text":"two","thought":false}]},
                 "finishReason":"STOP"},{"content":{"parts":[{"text":"another"}]}}],
                 "usageMetadata":{"promptTokenCount":100,"cachedContentTokenCount":80,
                 "candidatesTokenCount":7,"thoughtsTokenCount":30,"totalTokenCount":137},
                 "modelVersion":"gemini-2.5-flash-001"}
                """))
        .isEqualTo(new Answer("One two", "gemini-2.5-flash-001", "stop", 100, 37));
  }

  @ParameterizedTest
  @CsvSource({"STOP, stop", "MAX_TOKENS, length", "OTHER, other", "NEW_REASON, new_reason"})
  void namesWhyItEnded(String reason, String finishReason) {
    assertThat(whole(candidate("x", reason))).isEqualTo(new Answer("x", MODEL, finishReason, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "MODEL_ARMOR"})
  void aFilterThatStoppedItIsARefusal(String reason) {
    assertThat(whole(candidate("so far", reason)))
        .isEqualTo(new Refused("the provider's content filter stopped the answer"));
  }

  @Test
  void aQuestionThatIsNotLetThroughIsARefusal() {
    String body =
        "{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\","
            + "\"blockReasonMessage\":\"x\"},\"usageMetadata\":{\"promptTokenCount\":4}}";

    assertThat(whole(body)).isInstanceOf(Refused.class);
    assertThat(FormatReading.stream(FORMAT, List.of(body), MODEL, text -> true))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RESOURCE_EXHAUSTED|Resource has been exhausted (e.g. check quota).|LIMITED",
        "UNAVAILABLE|x|OVERLOADED",
        "PERMISSION_DENIED|This API method requires billing to be enabled.|QUOTA",
        "PERMISSION_DENIED|Permission 'aiplatform.endpoints.predict' denied|OTHER",
        "INVALID_ARGUMENT|The input token count (2) exceeds the maximum|TOO_LONG",
        "INVALID_ARGUMENT|Invalid JSON payload: Unknown name \\\"responseJsonSchema\\\"|FORMAT",
        "INVALID_ARGUMENT|Unsupported MIME type|FORMAT",
        "INVALID_ARGUMENT|Please use a valid role: user, model.|OTHER",
        "NOT_FOUND|x|OTHER"
      })
  void knowsErrors(String status, String message, Kind kind) {
    String error =
        "{\"error\":{\"code\":1,\"message\":\""
            + message
            + "\",\"status\":\""
            + status
            + "\",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\","
            + "\"metadata\":{\"a\":\"b\"}}]}}";

    assertThat(FORMAT.error(error.getBytes(UTF_8)).kind()).isEqualTo(kind);
    assertThat(FORMAT.error(("[" + error + "\n]").getBytes(UTF_8)).kind()).isEqualTo(kind);
    assertThat(FORMAT.error(error.getBytes(UTF_8)).retryAfter()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "[1]", "{}", "{\"error\":\"x\"}", "[{\"error\":{}"})
  void makesNothingOfOtherErrors(String body) {
    assertThat(FORMAT.error(body.getBytes(UTF_8)).kind()).isEqualTo(Kind.OTHER);
  }

  @ParameterizedTest
  @CsvSource({
    "34s, 34000",
    "34.074824224s, 34074",
    "0.5s, 500",
    "1.25s, 1250",
    "34,",
    "s,",
    ".5s,",
    "-1s,",
    "1.2.3s,",
    "99999999999999999s,"
  })
  void readsWhenToAskAgain(String delay, @Nullable Long millis) {
    ProviderError error = FORMAT.error(limited(delay).getBytes(UTF_8));

    assertThat(error.retryAfter()).isEqualTo(millis == null ? null : Duration.ofMillis(millis));
  }

  @Test
  void waitsAsLongAsTheErrorSays() {
    server.answer(429, limited("3.5s"));
    server.answer(200, candidate("x", "STOP"));

    assertThat(provider().complete(question())).isInstanceOf(Answer.class);
    assertThat(pauses).containsExactly(3_500L);
  }

  @Test
  void tellsHowLongTheErrorSays() {
    server.answer(429, limited("120.1s"));

    assertThat(provider().complete(question()))
        .isEqualTo(
            new RateLimited(
                "the model's provider takes no more requests for now (Quota exceeded)", 121));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void countsTokensToSeeWhetherAllIsWell() {
    server.answer(200, "{\"totalTokens\":1}");

    assertThat(check()).isEqualTo(new Result.Passed("it has gemini-2.5-flash, gemini-3"));

    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().getFirst().line())
        .isEqualTo(
            "POST /v1/projects/our-project/locations/global/publishers/google/models/"
                + "gemini-2.5-flash:countTokens HTTP/1.1");
    assertThat(server.requests().getFirst().headers())
        .containsEntry("authorization", "Bearer t")
        .containsEntry("content-type", "application/json");
  }

  @ParameterizedTest
  @CsvSource({
    "401, Failed, k",
    "403, Failed, k",
    "404, Failed, gemini-2.5-flash",
    "429, Doubtful, no more requests",
    "500, Failed, status 500"
  })
  void tellsWhatIsWrong(int status, String result, String part) {
    server.answer(status, "{\"error\":{\"message\":\"marker\"}}");

    Result found = check();

    assertThat(found.getClass().getSimpleName()).isEqualTo(result);
    assertThat(found.detail()).contains(part).doesNotContain("marker");
    assertThat(server.requests()).hasSize(1);
  }

  private Result check() {
    return provider().checks(List.of(MODEL, "gemini-3")).getFirst().run();
  }

  private HttpProvider provider() {
    return server.closeAfterwards(
        Vertex.provider(
            "vertex",
            settings("global", null),
            new ModelServer("http://127.0.0.1:" + server.port(), "a", "k", "m", null),
            new KeyHeader("Authorization", "Bearer ", Secret.of("t")),
            pauses::add,
            InstantSource.system()));
  }

  private static String limited(String delay) {
    return "{\"error\":{\"code\":429,\"message\":\"Quota exceeded.\","
        + "\"status\":\"RESOURCE_EXHAUSTED\",\"details\":["
        + "{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":[{}]},"
        + "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\""
        + delay
        + "\"}]}}";
  }

  private static String candidate(String text, String reason) {
    return "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\""
        + text
        + "\"}]},\"finishReason\":\""
        + reason
        + "\"}]}";
  }

  private static Completion whole(String body) {
    return FormatReading.whole(FORMAT, body.getBytes(UTF_8), MODEL, 1_000);
  }

  private static VertexSettings settings(String location, @Nullable String baseUrl) {
    return new VertexSettings(
        "our-project",
        location,
        baseUrl,
        Secret.of("{}"),
        false,
        new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60)),
        Map.of());
  }

  private static Question question() {
    return new Question(
        null,
        () -> new Prompt("1", "s", "u \uD83D"),
        MODEL,
        new GenerationOptions(0.25, 700),
        new AnswerFormat("n", "{\"a\":1}"),
        Deadline.inMillis(60_000));
  }
}
