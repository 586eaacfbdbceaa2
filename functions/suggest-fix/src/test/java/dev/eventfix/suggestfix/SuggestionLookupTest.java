package dev.eventfix.suggestfix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.runtime.Reply;
import dev.eventfix.runtime.Request;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.suggestions.InMemorySuggestionStore;
import dev.eventfix.suggestfix.suggestions.InMemorySuggestionStore.Call;
import dev.eventfix.suggestfix.suggestions.InMemorySuggestionStore.Failure;
import dev.eventfix.suggestfix.suggestions.MovableClock;
import dev.eventfix.suggestfix.suggestions.QuestionKey;
import dev.eventfix.suggestfix.suggestions.Subject;
import dev.eventfix.suggestfix.suggestions.Suggestion;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SuggestionLookupTest {

  private static final String ID = "9ec79c33ec9942ab8353589fcb2e04dc";
  private static final QuestionKey QUESTION =
      QuestionKey.of("shop", "fake", "m-1", "1", null, json -> json.writeString("q"));

  private final MovableClock clock = new MovableClock();
  private final InMemorySuggestionStore store = new InMemorySuggestionStore(clock, 30);

  private Reply lookUp(Map<String, String> parameters) {
    return new SuggestionLookup(store)
        .run(new Request(new byte[0], parameters, Deadline.inMillis(1_000)));
  }

  private static Problem problem(Reply reply) {
    return ((Reply.Refusal) reply).problem();
  }

  private void keep(String project) {
    store.keep(
        QUESTION,
        new Subject(project, ID),
        new Suggestion(
            "v2:" + "0".repeat(32),
            "fake",
            "1",
            new Completion.Answer("text", "m-1", "stop", 7, 5),
            clock.millis()),
        Deadline.inMillis(1_000));
  }

  @Test
  void aSuggestionIsAnsweredAsItWasMade() {
    keep("shop");
    Reply.Answer answer =
        (Reply.Answer)
            lookUp(Map.of("event_id", ID.toUpperCase(java.util.Locale.ROOT), "project", "shop"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(new String(Json.bytes(answer.body()), UTF_8))
        .isEqualTo(
            "{\"event_id\":\"9ec79c33ec9942ab8353589fcb2e04dc\",\"project\":\"shop\","
                + "\"fingerprint\":\"v2:00000000000000000000000000000000\",\"suggestion\":\"text\","
                + "\"sections\":{\"problem_description\":\"text\",\"proposed_solution\":\"\","
                + "\"what_else\":\"\"},"
                + "\"provider\":\"fake\",\"model\":\"m-1\",\"prompt_version\":\"1\","
                + "\"finish_reason\":\"stop\",\"usage\":{\"input_tokens\":7,\"output_tokens\":5},"
                + "\"cached\":true}");
  }

  @Test
  void withoutAProjectItIsTheDefaultOne() {
    keep("default");
    assertThat(lookUp(Map.of("event_id", ID))).isInstanceOf(Reply.Answer.class);
    assertThat(problem(lookUp(Map.of("event_id", ID, "project", "shop"))).type())
        .isEqualTo(ProblemType.SUGGESTION_NOT_FOUND);
  }

  @Test
  void dashesInAnIdDoNotMatter() {
    keep("default");
    assertThat(lookUp(Map.of("event_id", "9ec79c33-ec99-42ab-8353-589fcb2e04dc")))
        .isInstanceOf(Reply.Answer.class);
  }

  @Test
  void whileItIsBeingAskedTheStatusSaysSo() {
    store.claim(QUESTION, new Subject("default", ID), Deadline.inMillis(1_000));
    Reply.Answer answer = (Reply.Answer) lookUp(Map.of("event_id", ID));
    assertThat(answer.status()).isEqualTo(202);
    assertThat(new String(Json.bytes(answer.body()), UTF_8))
        .isEqualTo("{\"event_id\":\"" + ID + "\",\"project\":\"default\",\"status\":\"asking\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "9ec7", "../../etc/passwd", "gec79c33ec9942ab8353589fcb2e04dc"})
  void anIdIsAnEventsId(String id) {
    assertThat(problem(lookUp(Map.of("event_id", id))).errors().getFirst().field())
        .isEqualTo("event_id");
  }

  @Test
  void whatIsNotUnderstoodIsRefused() {
    Problem problem = problem(lookUp(Map.of("event_id", ID, "project", "a b", "<script>", "x")));
    assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
    assertThat(problem.detail()).contains("project", "not shown").doesNotContain("script");
  }

  @Test
  void aTableThatFailsIsUnavailable() {
    store.failNext(Call.READ, Failure.BEFORE);
    assertThat(problem(lookUp(Map.of("event_id", ID))).type()).isEqualTo(ProblemType.UNAVAILABLE);
  }

  @Test
  void withoutATableNothingIsKept() {
    assertThatThrownBy(
            () ->
                new SuggestionLookup(null)
                    .run(
                        new Request(new byte[0], Map.of("event_id", ID), Deadline.inMillis(1_000))))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContaining("table.name");
  }
}
