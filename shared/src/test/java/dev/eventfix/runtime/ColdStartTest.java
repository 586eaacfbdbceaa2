package dev.eventfix.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.eventfix.configuration.MisconfiguredException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ColdStartTest {

  @Test
  void buildsOnceHoweverManyThreadsAsk() throws Exception {
    int threads = 64;
    AtomicInteger builds = new AtomicInteger();
    ColdStart<Object> coldStart =
        new ColdStart<>(
            () -> {
              builds.incrementAndGet();
              return new Object();
            });
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Object>> answers = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      Callable<Object> ask =
          () -> {
            go.await();
            return coldStart.get();
          };
      for (int i = 0; i < threads; i++) {
        answers.add(executor.submit(ask));
      }
      go.countDown();
      for (Future<Object> answer : answers) {
        assertThat(answer.get()).isSameAs(coldStart.get());
      }
    }
    assertThat(builds).hasValue(1);
  }

  @Test
  void keepsTheOriginalFailureForEveryCaller() {
    AtomicInteger builds = new AtomicInteger();
    ColdStart<Object> coldStart =
        new ColdStart<>(
            () -> {
              builds.incrementAndGet();
              throw new IllegalStateException("the table is missing");
            });
    coldStart.warmUp();
    Throwable first = catchThrowable(coldStart::get);
    Throwable second = catchThrowable(coldStart::get);
    assertThat(first).isInstanceOf(IllegalStateException.class).isSameAs(second);
    assertThat(builds).hasValue(1);
  }

  /** As when a secret's service was throttled: the process is not lost for it. */
  @Test
  void aFailureThatMayPassIsTriedAgain() {
    AtomicInteger builds = new AtomicInteger();
    ColdStart<String> coldStart =
        new ColdStart<>(
            () -> {
              if (builds.incrementAndGet() < 3) {
                throw new MisconfiguredException(List.of("no answer"), true);
              }
              return "built";
            });
    coldStart.warmUp();
    assertThat(catchThrowable(coldStart::get)).hasMessage("no answer");
    assertThat(coldStart.get()).isEqualTo("built");
    assertThat(coldStart.get()).isEqualTo("built");
    assertThat(builds).hasValue(3);
  }

  @Test
  void warmingUpBuildsAndNothingMore() {
    AtomicInteger builds = new AtomicInteger();
    ColdStart<Integer> coldStart = new ColdStart<>(builds::incrementAndGet);
    assertThat(builds).hasValue(0);
    coldStart.warmUp();
    coldStart.warmUp();
    assertThat(coldStart.get()).isEqualTo(1);
  }
}
