package dev.eventfix.suggestfix.suggestions;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.TableUnavailableException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps suggestions in memory, and fails where a test wants it to. */
public final class InMemorySuggestionStore implements SuggestionStore {

  /** What a test can have fail. */
  public enum Call {
    CLAIM,
    WAIT,
    ANSWER,
    RELEASE,
    KEEP,
    READ
  }

  /** How it fails. */
  public enum Failure {
    /** The table was not reached. */
    BEFORE,
    /** The table did it, and the answer was lost. */
    AFTER
  }

  private record Kept(Suggestion suggestion, long endsAt) {}

  private record Note(String question, @Nullable String fingerprint, long notedAt, long until) {}

  /** What is known of a question: who asks it, and what was answered last. */
  private static final class Asked {
    String lease = "";
    long leaseEndsAt = Long.MIN_VALUE;
    @Nullable String holder;
    @Nullable String next;
    @Nullable Kept answer;
  }

  private final InstantSource clock;
  private final long keepMillis;
  private final long ttlMillis;
  private final Map<String, Asked> questions = new HashMap<>();
  private final Map<Subject, Map<QuestionKey, Kept>> kept = new HashMap<>();
  private final Map<Subject, List<Note>> notes = new HashMap<>();
  private final Map<Call, Failure> failures = new EnumMap<>(Call.class);
  private int leases;

  public InMemorySuggestionStore(InstantSource clock, int days) {
    this(clock, days, 300);
  }

  public InMemorySuggestionStore(InstantSource clock, int days, int ttlSeconds) {
    this.clock = clock;
    this.keepMillis = days * 86_400_000L;
    this.ttlMillis = ttlSeconds * 1_000L;
  }

  /** The next such call fails. */
  public synchronized void failNext(Call call, Failure failure) {
    failures.put(call, failure);
  }

  private void fail(Call call, Failure failure) {
    if (failures.get(call) == failure) {
      failures.remove(call);
      throw new TableUnavailableException("The table did not answer in time. Try again.");
    }
  }

  private Asked asked(QuestionKey question) {
    return questions.computeIfAbsent(question.digest(), digest -> new Asked());
  }

  @Override
  public synchronized Claim claim(
      QuestionKey question, Subject subject, Asker asker, Deadline deadline) {
    fail(Call.CLAIM, Failure.BEFORE);
    long now = clock.millis();
    Asked asked = asked(question);
    Kept last = asked.answer;
    if (last != null
        && last.suggestion.countsForOthers()
        && last.suggestion.answeredAt() > now - ttlMillis) {
      return new Claim.Answered(last.suggestion);
    }
    if (asked.leaseEndsAt >= now) {
      return new Claim.Held();
    }
    long ends = now + deadline.remainingMillis() + DynamoDbSuggestionStore.LEASE_MARGIN_MILLIS;
    asked.lease = "lease-" + ++leases;
    asked.leaseEndsAt = ends;
    asked.holder = asker.record();
    asked.next = null;
    Kept own = kept.getOrDefault(subject, Map.of()).get(question);
    long day = DynamoDbSuggestionStore.ANSWER_HOURS * 3_600_000L;
    if (asker.record() != null
        && own != null
        && !own.suggestion.limited()
        && own.suggestion.answeredAt() >= now - day) {
      asked.answer = new Kept(own.suggestion, now + keepMillis);
      asked.leaseEndsAt = Long.MIN_VALUE;
      return new Claim.Answered(own.suggestion);
    }
    note(subject, new Note(question.digest(), null, now, ends));
    fail(Call.CLAIM, Failure.AFTER);
    return new Claim.Taken(asked.lease);
  }

  private void note(Subject subject, Note note) {
    notes.computeIfAbsent(subject, key -> new ArrayList<>()).add(note);
  }

  @Override
  public synchronized Waiting waitFor(
      QuestionKey question, Subject subject, String fingerprint, Asker asker, Deadline deadline) {
    fail(Call.WAIT, Failure.BEFORE);
    long until = clock.millis() + DynamoDbSuggestionStore.WAITING_HOURS * 3_600_000L;
    note(subject, new Note(question.digest(), fingerprint, clock.millis(), until));
    Claim claim = claim(question, subject, asker, deadline);
    if (!(claim instanceof Claim.Held)) {
      return new Waiting.Over(claim);
    }
    if (asker.record() == null) {
      return new Waiting.Left();
    }
    Asked asked = asked(question);
    if (asked.holder == null && asked.next == null) {
      asked.next = asker.record();
    }
    String responsible = asked.holder == null ? asked.next : asked.holder;
    fail(Call.WAIT, Failure.AFTER);
    return asker.record().equals(responsible) ? new Waiting.ComesAgain() : new Waiting.Left();
  }

  @Override
  public synchronized void answer(
      QuestionKey question, Claim.Taken claim, Suggestion suggestion, Deadline deadline) {
    fail(Call.ANSWER, Failure.BEFORE);
    Asked asked = asked(question);
    if (asked.lease.equals(claim.lease())) {
      asked.leaseEndsAt = Long.MIN_VALUE;
      if (asked.answer == null || asked.answer.suggestion.limited() || !suggestion.limited()) {
        asked.answer = new Kept(suggestion, clock.millis() + keepMillis);
      }
    }
    fail(Call.ANSWER, Failure.AFTER);
  }

  @Override
  public synchronized void release(QuestionKey question, Claim.Taken claim, Deadline deadline) {
    fail(Call.RELEASE, Failure.BEFORE);
    Asked asked = asked(question);
    if (asked.lease.equals(claim.lease())) {
      asked.lease = "";
      asked.leaseEndsAt = Long.MIN_VALUE;
    }
    fail(Call.RELEASE, Failure.AFTER);
  }

  @Override
  public synchronized void keep(
      QuestionKey question, Subject subject, Suggestion suggestion, Deadline deadline) {
    fail(Call.KEEP, Failure.BEFORE);
    kept.computeIfAbsent(subject, key -> new HashMap<>())
        .put(question, new Kept(suggestion, suggestion.answeredAt() + keepMillis));
    fail(Call.KEEP, Failure.AFTER);
  }

  @Override
  public synchronized Stored read(Subject subject, Deadline deadline) {
    fail(Call.READ, Failure.BEFORE);
    long now = clock.millis();
    Suggestion newest = null;
    for (Kept one : kept.getOrDefault(subject, Map.of()).values()) {
      if (one.endsAt >= now
          && (newest == null || one.suggestion.answeredAt() > newest.answeredAt())) {
        newest = one.suggestion;
      }
    }
    boolean asking = false;
    for (Note note : notes.getOrDefault(subject, List.of())) {
      if (note.notedAt + keepMillis < now
          || kept.getOrDefault(subject, Map.of()).containsKey(new QuestionKey(note.question))) {
        continue;
      }
      Asked asked = asked(new QuestionKey(note.question));
      boolean held = asked.leaseEndsAt >= now;
      Suggestion answer =
          asked.answer == null || asked.answer.endsAt < now ? null : asked.answer.suggestion;
      if (answer != null && !(held && answer.answeredAt() < note.notedAt)) {
        if (newest == null || answer.answeredAt() > newest.answeredAt()) {
          newest = note.fingerprint == null ? answer : answer.of(note.fingerprint);
        }
      } else {
        asking |= held || note.until >= now;
      }
    }
    if (newest != null) {
      return new Stored.Found(newest);
    }
    return asking ? new Stored.Asking() : new Stored.None();
  }

  /** All that is kept. */
  public synchronized List<Suggestion> all() {
    List<Suggestion> all = new ArrayList<>();
    for (Map<QuestionKey, Kept> one : kept.values()) {
      one.values().forEach(each -> all.add(each.suggestion));
    }
    return all;
  }
}
