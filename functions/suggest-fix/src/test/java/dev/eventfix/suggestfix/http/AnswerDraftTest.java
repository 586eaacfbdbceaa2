package dev.eventfix.suggestfix.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.Completion.Answer;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Completion.RateLimited;
import dev.eventfix.suggestfix.provider.Completion.Refused;
import dev.eventfix.suggestfix.provider.Completion.Unavailable;
import dev.eventfix.suggestfix.provider.GenerationOptions;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of the pieces of an answer. */
final class AnswerDraftTest {

  private final List<String> taken = new ArrayList<>();

  private final AnswerDraft draft = new AnswerDraft(taken::add);

  private static Completion completion(AnswerDraft draft) {
    return draft.completion(
        new Question(
            null,
            () -> new Prompt("1", "s", "u"),
            "asked",
            new GenerationOptions(0.5, 77),
            null,
            Deadline.inMillis(1_000)));
  }

  @Test
  void putsThePiecesTogether() {
    draft.begin();
    draft.text("One ");
    draft.text("");
    draft.text("two");
    draft.model("told");
    draft.model(null);
    draft.tokens(5, -1);
    draft.tokens(-1, 6);
    draft.finish("stop");
    draft.finish(null);

    assertThat(completion(draft)).isEqualTo(new Answer("One two", "told", "stop", 5, 6));
    assertThat(taken).containsExactly("One ", "two");
  }

  @Test
  void keepsHalfOfAPairForItsOtherHalf() {
    draft.text("a\uD83D");
    draft.text("\uDC1Bb");
    draft.text("\uD83D");
    draft.text("\uDE80");

    assertThat(taken).containsExactly("a", "🐛b", "🚀");
    assertThat(((Answer) completion(draft)).text()).isEqualTo("a🐛b🚀");
  }

  @Test
  void replacesHalvesThatStayAlone() {
    draft.text("\uDC1Ba\uD83D");
    draft.text("\uD83D");
    draft.text("b\uD83D");

    assertThat(((Answer) completion(draft)).text()).isEqualTo("\uFFFDa\uFFFD\uFFFDb\uFFFD");
    assertThat(String.join("", taken)).isEqualTo("\uFFFDa\uFFFD\uFFFDb\uFFFD");
  }

  @Test
  void givesNoMoreToOneWhoWantsNoMore() {
    AnswerDraft stopping =
        new AnswerDraft(
            piece -> {
              taken.add(piece);
              return false;
            });

    assertThat(stopping.wantsMore()).isTrue();
    stopping.text("a");
    stopping.text("b");

    assertThat(stopping.wantsMore()).isFalse();
    assertThat(taken).containsExactly("a");
    assertThat(completion(stopping)).isSameAs(Completion.STOPPED);
  }

  @Test
  void readsNoTextWithoutEnd() {
    String piece = "x".repeat(AnswerDraft.MAX_TEXT_LENGTH / 2);
    draft.text(piece);
    draft.text(piece);
    assertThat(draft.wantsMore()).isTrue();
    draft.text("x");

    assertThat(draft.wantsMore()).isFalse();
    assertThat(taken).hasSize(2);
    assertThat(completion(draft)).isEqualTo(new Unavailable(Cause.FAILED, ModelHttp.TOO_LONG));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "has blank", "né", "\u0000"})
  void namesTheModelAskedWhenWhatIsToldIsNoName(String told) {
    draft.text("x");
    draft.model(told);
    draft.finish(told);

    assertThat(completion(draft)).isEqualTo(new Answer("x", "asked", "unknown", 0, 0));
  }

  @Test
  void namesHaveABound() {
    draft.text("x");
    draft.model("m".repeat(AnswerDraft.MAX_NAME_LENGTH));
    draft.finish("f".repeat(AnswerDraft.MAX_NAME_LENGTH + 1));

    assertThat(completion(draft))
        .isEqualTo(new Answer("x", "m".repeat(AnswerDraft.MAX_NAME_LENGTH), "unknown", 0, 0));
  }

  @Test
  void anAnswerWithoutAPlaceForTextIsNone() {
    draft.finish("stop");

    assertThat(completion(draft))
        .isEqualTo(new Unavailable(Cause.FAILED, "the provider's answer holds no choice"));
  }

  @ParameterizedTest
  @CsvSource({"length, raise llm.max_output_tokens", "stop, is empty", "tool_use, is empty"})
  void blankTextIsNoAnswer(String reason, String part) {
    draft.text(" \n");
    draft.finish(reason);

    assertThat(completion(draft))
        .isInstanceOfSatisfying(
            Unavailable.class, told -> assertThat(told.reason()).contains(part));
  }

  @Test
  void aRefusalIsOneWhateverElseCame() {
    draft.text("I");
    draft.refuse();
    draft.finish("stop");

    assertThat(completion(draft)).isEqualTo(new Refused("the model declined to answer"));
  }

  @Test
  void aFilterIsARefusal() {
    draft.text("so far");
    draft.finish(AnswerDraft.FILTERED);

    assertThat(completion(draft))
        .isEqualTo(new Refused("the provider's content filter stopped the answer"));
  }

  @ParameterizedTest
  @EnumSource(ProviderError.Kind.class)
  void anErrorEndsIt(ProviderError.Kind kind) {
    draft.text("so far");
    draft.finish("stop");
    draft.fail(new ProviderError(kind, "marker"));

    Completion completion = completion(draft);

    switch (kind) {
      case LIMITED, QUOTA -> assertThat(completion).isInstanceOf(RateLimited.class);
      case CONTENT_FILTER -> assertThat(completion).isInstanceOf(Refused.class);
      default ->
          assertThat(completion)
              .isInstanceOfSatisfying(
                  Unavailable.class,
                  told ->
                      assertThat(told.reason())
                          .contains("in the middle of its answer")
                          .doesNotContain("marker"));
    }
    assertThat(draft.isWorthRetrying()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(ProviderError.Kind.class)
  void asksAgainForWhatPassesWhenNothingCameYet(ProviderError.Kind kind) {
    draft.begin();
    draft.fail(new ProviderError(kind, null));

    assertThat(draft.isWorthRetrying())
        .isEqualTo(kind == ProviderError.Kind.LIMITED || kind == ProviderError.Kind.OVERLOADED);
  }

  @Test
  void isCutOffUntilAnEndIsTold() {
    draft.text("a");
    assertThat(draft.isCutOff()).isTrue();
    draft.finish("stop");
    assertThat(draft.isCutOff()).isFalse();
    AnswerDraft refused = new AnswerDraft(null);
    refused.refuse();
    assertThat(refused.isCutOff()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "null|''",
        "'  '|''",
        "Slow down.|' (Slow down)'",
        "'Slow\ndown\t!.. '|' (Slow down !)'",
        "'\u202Ea\u001Bb'|' (\uFFFDa\uFFFDb)'",
        "'a🐛'|' (a🐛)'"
      })
  void tellsALimitOnOneLine(@Nullable String message, String part) {
    assertThat(AnswerDraft.limit(new ProviderError(ProviderError.Kind.LIMITED, message)))
        .isEqualTo("the model's provider takes no more requests for now" + part);
  }

  @Test
  void aLimitsMessageHasABound() {
    String reason =
        AnswerDraft.limit(
            new ProviderError(
                ProviderError.Kind.QUOTA, "x".repeat(AnswerDraft.MAX_MESSAGE_LENGTH - 1) + "🐛.y"));

    assertThat(reason)
        .startsWith("the quota of the key's account is used up (xxx")
        .endsWith("x🐛...)");
  }
}
