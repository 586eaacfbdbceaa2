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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Suggestions and claims in DynamoDB.
 *
 * <p>A claim is one item for each question. While it is held it has a lease, and once it was
 * answered the last answer, also while it is held again. A suggestion is one item for each event
 * and answer; those of one event are ordered by the time of the answer, so that the last one is the
 * newest. Beside them stand notes that name a question which the event waits for.
 */
public final class DynamoDbSuggestionStore implements SuggestionStore {

  /** How long a lease goes on after its holder's deadline, for clocks differ. */
  static final int LEASE_MARGIN_MILLIS = 10_000;

  /** How long a record that comes again finds its event's answer: longer than a queue delivers. */
  static final int ANSWER_HOURS = 24;

  /** How long a waiting event is told to be waiting; its answer may come later all the same. */
  static final int WAITING_HOURS = 24;

  /** How long a caller's claim may take: without the table it is answered too. */
  static final int CALLER_MILLIS = 3_000;

  /** A longer text of a model loses its end: an item holds 400 KB. */
  static final int MAX_TEXT = 120_000;

  /** How many notes and suggestions of an event are looked at, newest first. */
  static final int PAGE = 20;

  /** How often who waits looks again at a claim that changes hands meanwhile. */
  private static final int MAX_LOOKS = 5;

  private static final long HOUR_MILLIS = 3_600_000;

  private static final String LEASE = "lease";
  private static final String LEASE_ENDS_AT = "lease_ends_at";
  private static final String HOLDER = "holder";
  private static final String NEXT = "next";
  private static final String CALLER = "caller";
  private static final String RECORD = "record-";
  private static final String CACHED_AT = "cached_at";
  private static final String QUESTION = "question";
  private static final String NOTED_AT = "noted_at";
  private static final String ASKING_UNTIL = "asking_until";
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
  private static final String CONFIDENCE = "confidence";
  private static final String NOT_ENOUGH_INFORMATION = "not_enough_information";
  private static final String INSTEAD_OF = "asked_instead_of";
  private static final String LIMITED = "limited";

  private static final String SEPARATOR = "#";

  /** Behind all digits, so that notes are read before suggestions. */
  private static final String NOTE = "~";

  /** What every padded time begins with for thousands of years, and no note does. */
  private static final String FIRST_DIGIT = "0";

  private final Table table;
  private final InstantSource clock;
  private final long keepMillis;
  private final long ttlMillis;
  private final int callerMillis;

  /**
   * Suggestions in that table.
   *
   * @param days how long a suggestion is kept
   * @param ttlSeconds how long an answer counts for others that ask the same; 0 for not at all
   */
  public DynamoDbSuggestionStore(Table table, InstantSource clock, int days, int ttlSeconds) {
    this(table, clock, days, ttlSeconds, CALLER_MILLIS);
  }

  /** For tests of many at once, whose machine may be busy: callers wait longer for the table. */
  public DynamoDbSuggestionStore(
      Table table, InstantSource clock, int days, int ttlSeconds, int callerMillis) {
    this.callerMillis = callerMillis;
    this.table = table;
    this.clock = clock;
    this.keepMillis = days * 24L * HOUR_MILLIS;
    this.ttlMillis = ttlSeconds * 1_000L;
  }

  /**
   * What one write decided.
   *
   * @param item the claim as it is, when it was refused
   */
  private record Look(Claim claim, @Nullable Item item) {}

  @Override
  public Claim claim(QuestionKey question, Subject subject, Asker asker, Deadline deadline) {
    return look(question, subject, asker, deadline).claim();
  }

  private Look look(QuestionKey question, Subject subject, Asker asker, Deadline deadline) {
    // Of all calls together.
    Deadline end =
        asker.record() == null
            ? Deadline.inMillis(Math.min(callerMillis, deadline.remainingMillis()))
            : deadline;
    long now = clock.millis();
    long ends = now + deadline.remainingMillis() + LEASE_MARGIN_MILLIS;
    Claim.Taken taken = new Claim.Taken(UUID.randomUUID().toString());
    WriteResult result =
        table.write(taking(question, asker, taken.lease(), now, ends), end.remainingMillis());
    if (result instanceof WriteResult.Refused refused && refused.item() != null) {
      Item item = refused.item();
      if (item.number(CACHED_AT) > now - ttlMillis) {
        return new Look(new Claim.Answered(suggestion(item)), item);
      }
      // An earlier try of ours took it, of which no answer came.
      if (!taken.lease().equals(item.text(LEASE))) {
        return new Look(new Claim.Held(), item);
      }
    }
    if (asker.record() != null) {
      Suggestion own = own(question, subject, now, end);
      if (own != null) {
        // Also for who waits at the question: nobody else may be left to ask it.
        answer(question, taken, own, deadline);
        return new Look(new Claim.Answered(own), null);
      }
    }
    note(question, subject, null, ends, end);
    return new Look(taken, null);
  }

  private ItemWrite taking(
      QuestionKey question, Asker asker, String lease, long now, long leaseEnds) {
    long ends = now + keepMillis;
    return ItemWrite.update(
            Key.claim(question.digest()),
            "SET #lease = :lease, #lease_ends_at = :lease_ends_at, #holder = :holder,"
                + " #ends_at = :ends_at, #ttl = :ttl REMOVE #next")
        .onlyIf(
            "(attribute_not_exists(#lease_ends_at) OR #lease_ends_at < :now)"
                + " AND (attribute_not_exists(#cached_at) OR #cached_at <= :stale)")
        .name("#lease", LEASE)
        .name("#lease_ends_at", LEASE_ENDS_AT)
        .name("#holder", HOLDER)
        .name("#ends_at", ENDS_AT)
        .name("#ttl", TableSchema.TIME_TO_LIVE)
        .name("#next", NEXT)
        .name("#cached_at", CACHED_AT)
        .text(":lease", lease)
        .text(":holder", holder(asker))
        .number(":lease_ends_at", leaseEnds)
        .number(":ends_at", ends)
        .number(":ttl", seconds(ends))
        .number(":now", now)
        .number(":stale", now - ttlMillis);
  }

  private static String holder(Asker asker) {
    return asker.record() == null ? CALLER : RECORD + asker.record();
  }

  /** What the event has been answered to that question within the last day, or null. */
  private @Nullable Suggestion own(
      QuestionKey question, Subject subject, long now, Deadline deadline) {
    for (Item item : items(subject, FIRST_DIGIT, PAGE, deadline)) {
      boolean recent = item.number(ANSWERED_AT) >= now - ANSWER_HOURS * HOUR_MILLIS;
      if (recent && !item.flag(LIMITED) && isOf(item, question.digest())) {
        return suggestion(item);
      }
    }
    return null;
  }

  private static boolean isOf(Item suggestion, String digest) {
    return String.valueOf(suggestion.sortKey()).endsWith(SEPARATOR + digest);
  }

  /** Notes at an event that it waits for the answer to a question. */
  private void note(
      QuestionKey question,
      Subject subject,
      @Nullable String fingerprint,
      long askingUntil,
      Deadline deadline) {
    long now = clock.millis();
    table.write(
        ItemWrite.put(
            Key.suggestion(
                subject.project(),
                sort(subject, NOTE + padded(now) + SEPARATOR + question.digest())),
            ending(now + keepMillis)
                .text(QUESTION, question.digest())
                .text(FINGERPRINT, fingerprint)
                .number(NOTED_AT, now)
                .number(ASKING_UNTIL, askingUntil)),
        deadline.remainingMillis());
  }

  @Override
  public Waiting waitFor(
      QuestionKey question, Subject subject, String fingerprint, Asker asker, Deadline deadline) {
    // First the note: whatever the claim is found to be after it, its answer finds the note.
    note(question, subject, fingerprint, clock.millis() + WAITING_HOURS * HOUR_MILLIS, deadline);
    for (int looks = 0; looks < MAX_LOOKS; looks++) {
      Look look = look(question, subject, asker, deadline);
      Item item = look.item();
      if (!(look.claim() instanceof Claim.Held) || item == null) {
        return new Waiting.Over(look.claim());
      }
      // Nobody delivers a caller again: it comes or it does not.
      if (asker.record() == null) {
        return new Waiting.Left();
      }
      String self = holder(asker);
      String responsible = CALLER.equals(item.text(HOLDER)) ? item.text(NEXT) : item.text(HOLDER);
      if (responsible != null) {
        return responsible.equals(self) ? new Waiting.ComesAgain() : new Waiting.Left();
      }
      if (isNext(question, String.valueOf(item.text(LEASE)), self, deadline)) {
        return new Waiting.ComesAgain();
      }
    }
    return new Waiting.ComesAgain();
  }

  /** Writes down which record answers for the question after a caller; false when it changed. */
  private boolean isNext(QuestionKey question, String lease, String record, Deadline deadline) {
    return table.write(
            ItemWrite.update(Key.claim(question.digest()), "SET #next = :next")
                .onlyIf(
                    "#lease = :lease AND attribute_exists(#lease_ends_at)"
                        + " AND attribute_not_exists(#next)")
                .name("#next", NEXT)
                .name("#lease", LEASE)
                .name("#lease_ends_at", LEASE_ENDS_AT)
                .text(":next", record)
                .text(":lease", lease),
            deadline.remainingMillis())
        instanceof WriteResult.Written;
  }

  @Override
  public void answer(
      QuestionKey question, Claim.Taken claim, Suggestion suggestion, Deadline deadline) {
    long now = clock.millis();
    Item item =
        item(suggestion, Math.max(now, suggestion.answeredAt()) + keepMillis)
            .text(LEASE, claim.lease());
    if (suggestion.countsForOthers()) {
      item.number(CACHED_AT, suggestion.answeredAt());
    }
    ItemWrite write =
        ItemWrite.put(Key.claim(question.digest()), item)
            .name("#lease", LEASE)
            .text(":lease", claim.lease());
    if (!suggestion.limited()) {
      // Refused when the claim was lost: whoever has it now asks again, or has the answer.
      table.write(write.onlyIf("#lease = :lease"), deadline.remainingMillis());
      return;
    }
    WriteResult result =
        table.write(
            write
                .onlyIf("#lease = :lease AND attribute_not_exists(#cached_at)")
                .name("#cached_at", CACHED_AT),
            deadline.remainingMillis());
    if (result instanceof WriteResult.Refused) {
      // An older answer of a model is worth more to who waits than this one.
      release(question, claim, deadline);
    }
  }

  @Override
  public void release(QuestionKey question, Claim.Taken claim, Deadline deadline) {
    // The item stays, for it may have an older answer that others have been waiting for.
    table.write(
        ItemWrite.update(
                Key.claim(question.digest()), "REMOVE #lease, #lease_ends_at, #holder, #next")
            .onlyIf("#lease = :lease")
            .name("#lease", LEASE)
            .name("#lease_ends_at", LEASE_ENDS_AT)
            .name("#holder", HOLDER)
            .name("#next", NEXT)
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
    Item newest = null;
    Map<String, Item> notes = new LinkedHashMap<>();
    List<Item> page = items(subject, "", PAGE, deadline);
    // After the first answer, which may have set the clock.
    long now = clock.millis();
    for (Item item : page) {
      if (item.number(ANSWERED_AT) > 0) {
        newest = item;
        break;
      }
      String question = item.text(QUESTION);
      if (question != null && item.number(ENDS_AT) >= now) {
        notes.putIfAbsent(question, item);
      }
    }
    if (newest == null && page.size() == PAGE) {
      // Notes of others that chose the same id must not hide it.
      List<Item> first = items(subject, FIRST_DIGIT, 1, deadline);
      newest = first.isEmpty() ? null : first.getFirst();
    }
    Suggestion found = newest == null || newest.number(ENDS_AT) < now ? null : suggestion(newest);
    if (newest != null) {
      Item own = newest;
      notes.keySet().removeIf(question -> isOf(own, question));
    }
    return notes.isEmpty() ? stored(found, false) : followed(notes, found, now, deadline);
  }

  /** What the questions that an event waits for have come to. */
  private Stored followed(
      Map<String, Item> notes, @Nullable Suggestion own, long now, Deadline deadline) {
    List<Key> keys = new ArrayList<>();
    for (String question : notes.keySet()) {
      keys.add(Key.claim(question));
    }
    Map<String, Item> claims = new HashMap<>();
    for (Item claim : table.get(keys, deadline.remainingMillis())) {
      claims.put(String.valueOf(claim.partitionKey()), claim);
    }
    Suggestion found = own;
    boolean asking = false;
    for (Map.Entry<String, Item> waiting : notes.entrySet()) {
      Item note = waiting.getValue();
      Item claim = claims.get(Key.claim(waiting.getKey()).partition());
      boolean held = claim != null && claim.number(LEASE_ENDS_AT) >= now;
      long answeredAt =
          claim == null || claim.number(ENDS_AT) < now ? 0 : claim.number(ANSWERED_AT);
      if (claim != null && answeredAt > 0 && !(held && answeredAt < note.number(NOTED_AT))) {
        if (found == null || answeredAt > found.answeredAt()) {
          Suggestion answer = suggestion(claim);
          String fingerprint = note.text(FINGERPRINT);
          found = fingerprint == null ? answer : answer.of(fingerprint);
        }
      } else {
        asking |= held || note.number(ASKING_UNTIL) >= now;
      }
    }
    return stored(found, asking);
  }

  private static Stored stored(@Nullable Suggestion found, boolean asking) {
    if (found != null) {
      return new Stored.Found(found);
    }
    return asking ? new Stored.Asking() : new Stored.None();
  }

  private List<Item> items(Subject subject, String rest, int limit, Deadline deadline) {
    return table.query(
        Key.suggestions(subject.project()),
        sort(subject, rest),
        true,
        limit,
        null,
        deadline.remainingMillis());
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
        .number(TableSchema.TIME_TO_LIVE, seconds(millis));
  }

  private static long seconds(long millis) {
    return millis / 1_000 + 1;
  }

  private static Item item(Suggestion suggestion, long endsMillis) {
    Completion.Answer answer = suggestion.answer();
    Item item = ending(endsMillis);
    if (suggestion.limited()) {
      item.flag(LIMITED, true);
    }
    String note = suggestion.notEnoughInformation();
    return item.text(CONFIDENCE, suggestion.confidence())
        .text(
            NOT_ENOUGH_INFORMATION,
            note == null || note.length() > Suggestion.MAX_NOTE ? null : note)
        .text(INSTEAD_OF, suggestion.insteadOf())
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
        item.number(ANSWERED_AT),
        item.text(CONFIDENCE),
        item.text(NOT_ENOUGH_INFORMATION),
        item.text(INSTEAD_OF),
        item.flag(LIMITED));
  }
}
