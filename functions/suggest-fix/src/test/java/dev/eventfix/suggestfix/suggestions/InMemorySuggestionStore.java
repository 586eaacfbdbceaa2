package dev.eventfix.suggestfix.suggestions;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.TableUnavailableException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps suggestions in memory, and fails where a test wants it to. */
public final class InMemorySuggestionStore implements SuggestionStore {

  /** What a test can have fail. */
  public enum Call {
    CLAIM,
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

  private record Held(String lease, long endsAt) {}

  private record Kept(Suggestion suggestion, long endsAt) {}

  private final InstantSource clock;
  private final long keepMillis;
  private final Map<QuestionKey, Held> held = new HashMap<>();
  private final Map<QuestionKey, Kept> answered = new HashMap<>();
  private final Map<Subject, Map<QuestionKey, Kept>> kept = new HashMap<>();
  private final Map<Subject, Long> asking = new HashMap<>();
  private final Map<Call, Failure> failures = new EnumMap<>(Call.class);
  private int leases;

  public InMemorySuggestionStore(InstantSource clock, int days) {
    this.clock = clock;
    this.keepMillis = days * 86_400_000L;
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

  @Override
  public synchronized Claim claim(QuestionKey question, Subject subject, Deadline deadline) {
    fail(Call.CLAIM, Failure.BEFORE);
    Kept answer = answered.get(question);
    if (answer != null && answer.endsAt >= clock.millis()) {
      return new Claim.Answered(answer.suggestion);
    }
    Held other = held.get(question);
    if (other != null && other.endsAt >= clock.millis()) {
      return new Claim.Held();
    }
    long ends =
        clock.millis() + deadline.remainingMillis() + DynamoDbSuggestionStore.LEASE_MARGIN_MILLIS;
    String lease = "lease-" + ++leases;
    held.put(question, new Held(lease, ends));
    asking.put(subject, ends);
    fail(Call.CLAIM, Failure.AFTER);
    return new Claim.Taken(lease);
  }

  @Override
  public synchronized void answer(
      QuestionKey question, Claim.Taken claim, Suggestion suggestion, Deadline deadline) {
    fail(Call.ANSWER, Failure.BEFORE);
    Held mine = held.get(question);
    if (mine != null && mine.lease.equals(claim.lease())) {
      answered.put(
          question,
          new Kept(suggestion, clock.millis() + DynamoDbSuggestionStore.ANSWER_HOURS * 3_600_000L));
    }
    fail(Call.ANSWER, Failure.AFTER);
  }

  @Override
  public synchronized void release(QuestionKey question, Claim.Taken claim, Deadline deadline) {
    fail(Call.RELEASE, Failure.BEFORE);
    Held mine = held.get(question);
    if (mine != null && mine.lease.equals(claim.lease())) {
      held.remove(question);
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
    Suggestion newest = null;
    for (Kept one : kept.getOrDefault(subject, Map.of()).values()) {
      if (one.endsAt >= clock.millis()
          && (newest == null || one.suggestion.answeredAt() > newest.answeredAt())) {
        newest = one.suggestion;
      }
    }
    if (newest != null) {
      return new Stored.Found(newest);
    }
    return asking.getOrDefault(subject, 0L) >= clock.millis()
        ? new Stored.Asking()
        : new Stored.None();
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
