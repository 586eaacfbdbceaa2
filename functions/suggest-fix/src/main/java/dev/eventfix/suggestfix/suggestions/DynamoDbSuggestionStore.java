package dev.eventfix.suggestfix.suggestions;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.Item;
import dev.eventfix.store.ItemWrite;
import dev.eventfix.store.Key;
import dev.eventfix.store.Table;
import dev.eventfix.store.TableSchema;
import dev.eventfix.store.WriteResult;
import dev.eventfix.suggestfix.provider.Completion;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * Suggestions and claims in DynamoDB.
 *
 * <p>A claim is one item for each question. While it is held it has a lease, and when it is
 * answered the answer. A suggestion is one item for each event and answer; those of one event are
 * ordered by the time of the answer, so that the last one is the newest. Beside them stands a note
 * that a question about the event is being asked.
 */
public final class DynamoDbSuggestionStore implements SuggestionStore {

  /** How long a lease goes on after its holder's deadline, for clocks differ. */
  static final int LEASE_MARGIN_MILLIS = 10_000;

  /** How long an answer is kept for records that ask the same: longer than a queue delivers. */
  static final int ANSWER_HOURS = 24;

  /** A longer text of a model loses its end: an item holds 400 KB. */
  static final int MAX_TEXT = 120_000;

  private static final long HOUR_MILLIS = 3_600_000;

  private static final String LEASE = "lease";
  private static final String ENDS_AT = "ends_at";
  private static final String ANSWERED_AT = "answered_at";
  private static final String FINGERPRINT = "fingerprint";
  private static final String SUMMARY = "summary";
  private static final String SUGGESTION = "suggestion";
  private static final String PROVIDER = "provider";
  private static final String MODEL = "model";
  private static final String PROMPT_VERSION = "prompt_version";
  private static final String FINISH_REASON = "finish_reason";
  private static final String INPUT_TOKENS = "input_tokens";
  private static final String OUTPUT_TOKENS = "output_tokens";

  private static final String SEPARATOR = "#";

  /** Behind all digits, so that it is read first. */
  private static final String ASKING = "~asking";

  private final Table table;
  private final InstantSource clock;
  private final long keepMillis;

  /**
   * Suggestions in that table.
   *
   * @param days how long a suggestion is kept
   */
  public DynamoDbSuggestionStore(Table table, InstantSource clock, int days) {
    this.table = table;
    this.clock = clock;
    this.keepMillis = days * 24L * HOUR_MILLIS;
  }

  @Override
  public Claim claim(QuestionKey question, Subject subject, Deadline deadline) {
    String lease = UUID.randomUUID().toString();
    long now = clock.millis();
    long ends = now + deadline.remainingMillis() + LEASE_MARGIN_MILLIS;
    WriteResult result =
        table.write(
            ItemWrite.put(Key.claim(question.digest()), ending(ends).text(LEASE, lease))
                .onlyIf(
                    "attribute_not_exists(" + TableSchema.PARTITION_KEY + ") OR #ends_at < :now")
                .name("#ends_at", ENDS_AT)
                .number(":now", now),
            deadline.remainingMillis());
    if (result instanceof WriteResult.Refused refused && refused.item() != null) {
      Item item = refused.item();
      if (item.number(ANSWERED_AT) > 0) {
        return new Claim.Answered(suggestion(item));
      }
      // An earlier try of ours took it, of which no answer came.
      if (!lease.equals(item.text(LEASE))) {
        return new Claim.Held();
      }
    }
    table.write(
        ItemWrite.put(Key.suggestion(subject.project(), sort(subject, ASKING)), ending(ends)),
        deadline.remainingMillis());
    return new Claim.Taken(lease);
  }

  @Override
  public void answer(
      QuestionKey question, Claim.Taken claim, Suggestion suggestion, Deadline deadline) {
    // Refused when the claim was lost: whoever has it now asks again, or has the answer.
    table.write(
        ItemWrite.put(
                Key.claim(question.digest()),
                item(suggestion, clock.millis() + ANSWER_HOURS * HOUR_MILLIS)
                    .text(LEASE, claim.lease()))
            .onlyIf("#lease = :lease")
            .name("#lease", LEASE)
            .text(":lease", claim.lease()),
        deadline.remainingMillis());
  }

  @Override
  public void release(QuestionKey question, Claim.Taken claim, Deadline deadline) {
    table.write(
        ItemWrite.delete(Key.claim(question.digest()))
            .onlyIf("#lease = :lease")
            .name("#lease", LEASE)
            .text(":lease", claim.lease()),
        deadline.remainingMillis());
  }

  @Override
  public void keep(
      QuestionKey question, Subject subject, Suggestion suggestion, Deadline deadline) {
    // Of the time of the answer and not of now: kept twice, it is the same item.
    String moment = padded(suggestion.answeredAt()) + SEPARATOR + question.digest();
    table.write(
        ItemWrite.put(
            Key.suggestion(subject.project(), sort(subject, moment)),
            item(suggestion, suggestion.answeredAt() + keepMillis)
                .text(SUMMARY, Summary.of(suggestion.answer().text()))),
        deadline.remainingMillis());
  }

  @Override
  public Stored read(Subject subject, Deadline deadline) {
    List<Item> newest =
        table.query(
            Key.suggestions(subject.project()),
            sort(subject, ""),
            true,
            2,
            null,
            deadline.remainingMillis());
    boolean asking = false;
    for (Item item : newest) {
      if (item.number(ENDS_AT) < clock.millis()) {
        continue;
      }
      if (item.number(ANSWERED_AT) > 0) {
        return new Stored.Found(suggestion(item));
      }
      asking = true;
    }
    return asking ? new Stored.Asking() : new Stored.None();
  }

  private static String sort(Subject subject, String rest) {
    return subject.event() + SEPARATOR + rest;
  }

  /** As long as any time that will be, so that texts have the order of numbers. */
  private static String padded(long millis) {
    String digits = Long.toString(millis);
    return "0".repeat(15 - digits.length()) + digits;
  }

  private static Item ending(long millis) {
    return new Item()
        .number(ENDS_AT, millis)
        // Rounded up: what has not ended must not be deleted.
        .number(TableSchema.TIME_TO_LIVE, millis / 1_000 + 1);
  }

  private static Item item(Suggestion suggestion, long endsMillis) {
    Completion.Answer answer = suggestion.answer();
    return ending(endsMillis)
        .number(ANSWERED_AT, suggestion.answeredAt())
        .text(FINGERPRINT, suggestion.fingerprint())
        .text(SUGGESTION, cut(answer.text()))
        .text(PROVIDER, suggestion.provider())
        .text(MODEL, answer.model())
        .text(PROMPT_VERSION, suggestion.promptVersion())
        .text(FINISH_REASON, answer.finishReason())
        .number(INPUT_TOKENS, answer.inputTokens())
        .number(OUTPUT_TOKENS, answer.outputTokens());
  }

  private static String cut(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
    return text.substring(0, end);
  }

  private static Suggestion suggestion(Item item) {
    return new Suggestion(
        String.valueOf(item.text(FINGERPRINT)),
        String.valueOf(item.text(PROVIDER)),
        String.valueOf(item.text(PROMPT_VERSION)),
        new Completion.Answer(
            String.valueOf(item.text(SUGGESTION)),
            String.valueOf(item.text(MODEL)),
            String.valueOf(item.text(FINISH_REASON)),
            (int) item.number(INPUT_TOKENS),
            (int) item.number(OUTPUT_TOKENS)),
        item.number(ANSWERED_AT));
  }
}
