package dev.eventfix.suggestfix.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.runtime.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RecentOptionsTest {

  private static final ProjectOptions CONSENT =
      new ProjectOptions(Policy.INDIVIDUAL_CONSENT, null, null, null, null);

  private final InMemoryProjectOptionsStore store = new InMemoryProjectOptionsStore();

  /** About to run over, as the monotonic clock may. */
  private long nanos = Long.MAX_VALUE - 1_000;

  /** Of whoever waited, in milliseconds. */
  private final List<Long> waits = new ArrayList<>();

  private Runnable afterWait = () -> {};

  private final RecentOptions recent =
      new RecentOptions(
          store,
          () -> nanos,
          millis -> {
            waits.add(millis);
            advanceMillis(millis);
            afterWait.run();
          });

  private RecentOptions.Reading read(String project) {
    return recent.read(project, false, Deadline.inMillis(60_000));
  }

  private RecentOptions.Reading readForRecord(String project) {
    return recent.read(project, true, Deadline.inMillis(60_000));
  }

  private void advanceMillis(long millis) {
    nanos += millis * 1_000_000;
  }

  private void set(String policy) {
    store.set("shop", Map.of(ProjectOption.POLICY, policy), Deadline.inMillis(1_000));
  }

  @Test
  void aWarmCallAsksForNone() {
    set("individual_consent");
    for (int i = 0; i < 5; i++) {
      assertThat(read("shop")).isEqualTo(new RecentOptions.Reading(CONSENT, true));
      assertThat(read("other")).isEqualTo(new RecentOptions.Reading(ProjectOptions.NONE, true));
    }
    assertThat(store.reads()).isEqualTo(2);
  }

  @Test
  void aChangeShowsAfterAShortTime() {
    set("allowed");
    read("shop");
    set("individual_consent");
    advanceMillis(RecentOptions.FRESH_MILLIS - 1);
    assertThat(read("shop").options().policy()).isEqualTo(Policy.ALLOWED);
    advanceMillis(1);
    assertThat(read("shop").options()).isEqualTo(CONSENT);
  }

  @Test
  void withoutTheTableTheLastOnesCount() {
    set("individual_consent");
    read("shop");
    store.setReachable(false);
    advanceMillis(RecentOptions.FRESH_MILLIS * 100L);
    assertThat(read("shop")).isEqualTo(new RecentOptions.Reading(CONSENT, true));
    assertThat(read("new")).isEqualTo(new RecentOptions.Reading(ProjectOptions.NONE, false));
  }

  @Test
  void aTableThatCannotBeReachedIsNotAskedEachTime() {
    store.setReachable(false);
    for (int i = 0; i < 5; i++) {
      assertThat(read("shop").known()).isFalse();
    }
    assertThat(store.reads()).isEqualTo(1);
    store.setReachable(true);
    set("individual_consent");
    advanceMillis(RecentOptions.PAUSE_MILLIS);
    assertThat(read("shop")).isEqualTo(new RecentOptions.Reading(CONSENT, true));
  }

  /** As while the table stands still for 2.5 s: no record is refused, whenever it comes. */
  @Test
  void aRecordWaitsForATableThatIsAway() {
    set("individual_consent");
    store.setReachable(false);
    afterWait = () -> store.setReachable(waits.stream().mapToLong(Long::longValue).sum() > 2_500);
    assertThat(readForRecord("shop")).isEqualTo(new RecentOptions.Reading(CONSENT, true));
    assertThat(waits).hasSizeBetween(4, 8).allMatch(wait -> wait >= 50 && wait <= 2_000);
    // It ended with the first success, for every project and for callers.
    assertThat(readForRecord("second").known()).isTrue();
    assertThat(read("third").known()).isTrue();
    assertThat(waits).hasSizeBetween(4, 8);
  }

  /** What a caller found must not have a record refused in milliseconds. */
  @Test
  void aRecordAsksATableThatACallerFoundAway() {
    store.setReachable(false);
    assertThat(read("shop").known()).isFalse();
    store.setReachable(true);
    assertThat(read("shop").known()).isFalse();
    assertThat(readForRecord("shop").known()).isTrue();
    assertThat(waits).isEmpty();
    assertThat(read("other").known()).isTrue();
  }

  @Test
  void aRecordHasAllItsTimeAndNoMore() {
    List<Long> given = new ArrayList<>();
    RecentOptions recorded =
        new RecentOptions(
            new InMemoryProjectOptionsStore() {
              @Override
              public synchronized ProjectOptions read(String project, Deadline deadline) {
                given.add(deadline.remainingMillis());
                return super.read(project, deadline);
              }
            },
            () -> nanos,
            millis -> {});
    recorded.read("a", true, Deadline.inMillis(60_000));
    recorded.read("b", false, Deadline.inMillis(60_000));
    assertThat(given.get(0)).isGreaterThan(50_000);
    assertThat(given.get(1)).isBetween(1L, (long) RecentOptions.READ_MILLIS);

    store.setReachable(false);
    assertThat(recent.read("shop", true, Deadline.inMillis(0)))
        .isEqualTo(new RecentOptions.Reading(ProjectOptions.NONE, false));
    assertThat(waits).isEmpty();
  }

  /** What was read before is better than to wait. */
  @Test
  void aRecordOfAKnownProjectDoesNotWait() {
    set("individual_consent");
    read("shop");
    store.setReachable(false);
    advanceMillis(RecentOptions.FRESH_MILLIS);
    assertThat(readForRecord("shop")).isEqualTo(new RecentOptions.Reading(CONSENT, true));
    assertThat(waits).isEmpty();
  }

  @Test
  void strangersWhoNameProjectsFillNothing() {
    for (int i = 0; i < 3 * RecentOptions.MAX_PROJECTS; i++) {
      read("project-" + i);
    }
    assertThat(store.reads()).isEqualTo(3 * RecentOptions.MAX_PROJECTS);
    read("project-" + (3 * RecentOptions.MAX_PROJECTS - 1));
    assertThat(store.reads()).isEqualTo(3 * RecentOptions.MAX_PROJECTS);
    read("project-0");
    assertThat(store.reads()).as("forgotten").isEqualTo(3 * RecentOptions.MAX_PROJECTS + 1);
  }
}
