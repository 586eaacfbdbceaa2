package dev.eventfix.suggestfix.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.runtime.Deadline;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RecentOptionsTest {

  private static final ProjectOptions CONSENT =
      new ProjectOptions(Policy.INDIVIDUAL_CONSENT, null, null, null, null);

  private final InMemoryProjectOptionsStore store = new InMemoryProjectOptionsStore();

  /** About to run over, as the monotonic clock may. */
  private long nanos = Long.MAX_VALUE - 1_000;

  private final RecentOptions recent = new RecentOptions(store, () -> nanos);

  private RecentOptions.Reading read(String project) {
    return recent.read(project, Deadline.inMillis(60_000));
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
