package dev.eventfix.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.configuration.Service;
import dev.eventfix.configuration.ServiceCheck;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.metrics.Metric;
import dev.eventfix.metrics.Metrics;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A function's configuration: once, whoever asks, and right when what was wrong is put right. */
final class StartupTest {

  private static final int THREADS = 64;

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final List<String> happened = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, String> given = new HashMap<>(Map.of("logging.format", "json"));
  private final List<String> warned = new ArrayList<>();
  private ServiceCheck.Result found = new ServiceCheck.Result.Passed("fine");

  private final class NotingService implements Service {
    private final String name;

    NotingService(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void validate(Settings settings) {
      happened.add(name + " validated");
      if (settings.isSet(Setting.WEBHOOK_QUEUE_ARN)) {
        settings.fault(Setting.WEBHOOK_QUEUE_ARN, "is not wanted by " + name);
      }
    }

    @Override
    public void setup() {
      happened.add(name + " set up");
    }

    @Override
    public void close() {
      happened.add(name + " closed");
    }

    @Override
    public List<ServiceCheck> checks() {
      return List.of(
          new ServiceCheck() {
            @Override
            public String name() {
              return "answers";
            }

            @Override
            public Result run() {
              happened.add(name + " called");
              return found;
            }
          });
    }
  }

  private ColdStart<Application> coldStart() {
    return new ColdStart<>(
        new Startup("noted", new Surroundings(Map.of(), given, lines, warned::add)) {
          @Override
          protected Parts build(Settings settings, Metrics metrics) {
            happened.add("built");
            return new Parts(
                request -> new Reply.Answer(json -> {}, Map.of()),
                null,
                List.of(new NotingService("first"), new NotingService("second")));
          }
        });
  }

  @Test
  void servicesAreValidatedThenSetUpInOrderAndOnce() {
    ColdStart<Application> coldStart = coldStart();
    Application application = coldStart.get();
    assertThat(coldStart.get()).isSameAs(application);
    assertThat(happened)
        .containsExactly(
            "built", "first validated", "second validated", "first set up", "second set up");
  }

  private Set<Object> outcomes(ColdStart<Application> coldStart) throws InterruptedException {
    Set<Object> outcomes = ConcurrentHashMap.newKeySet();
    CountDownLatch ready = new CountDownLatch(THREADS);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    ready.countDown();
                    try {
                      ready.await();
                      outcomes.add(coldStart.get());
                    } catch (MisconfiguredException | InterruptedException e) {
                      outcomes.add(e);
                    }
                  });
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return outcomes;
  }

  @Test
  void manyThreadsGetOneApplication() throws Exception {
    ColdStart<Application> coldStart = coldStart();
    assertThat(outcomes(coldStart)).singleElement().isInstanceOf(Application.class);
    assertThat(happened).filteredOn("built"::equals).hasSize(1);
  }

  @Test
  void manyThreadsGetOneFailure() throws Exception {
    given.put("webhook.queue_arn", "q");
    ColdStart<Application> coldStart = coldStart();
    assertThat(outcomes(coldStart))
        .singleElement()
        .isInstanceOfSatisfying(
            MisconfiguredException.class,
            e ->
                assertThat(e)
                    .hasMessage(
                        "webhook.queue_arn (command line) is not wanted by first;"
                            + " webhook.queue_arn (command line) is not wanted by second"));
    assertThat(happened).filteredOn("built"::equals).hasSize(1);
    assertThat(happened).noneMatch(what -> what.endsWith("set up"));
  }

  @Test
  void whatIsPutRightStartsInTheNextProcess() {
    given.put("webhook.queue_arn", "q");
    ColdStart<Application> wrong = coldStart();
    assertThatThrownBy(wrong::get).isInstanceOf(MisconfiguredException.class);
    given.remove("webhook.queue_arn");
    // Settings do not change while a process lives: it keeps its failure.
    assertThatThrownBy(wrong::get).isInstanceOf(MisconfiguredException.class);
    assertThat(coldStart().get()).isNotNull();
  }

  @Test
  void inDebugBackEndsAreCalledAfterTheyAreSetUp() {
    given.put("debug", "true");
    coldStart().get();
    assertThat(happened).endsWith("second set up", "first called", "second called");
    assertThat(lines.toString(StandardCharsets.UTF_8))
        .contains("\"message\":\"check\"", "\"service\":\"first\"", "\"result\":\"passed\"");
  }

  /** A back end that is down now may be up with the next request. */
  @Test
  void aCheckThatFailsInDebugFailsTheStartUntilItPasses() {
    given.put("debug", "true");
    found = new ServiceCheck.Result.Failed("nothing answers");
    ColdStart<Application> coldStart = coldStart();
    assertThatThrownBy(coldStart::get)
        .isInstanceOf(MisconfiguredException.class)
        .hasMessage("first: answers: nothing answers; second: answers: nothing answers");
    found = new ServiceCheck.Result.Doubtful("slow");
    assertThat(coldStart.get()).isNotNull();
  }

  /** Each failed start has threads and connections of its own, and there may be many. */
  @Test
  void aStartThatFailsLeavesNothingBehind() {
    given.put("debug", "true");
    found = new ServiceCheck.Result.Failed("nothing answers");
    ColdStart<Application> coldStart = coldStart();
    for (int i = 0; i < 3; i++) {
      happened.clear();
      assertThatThrownBy(coldStart::get).isInstanceOf(MisconfiguredException.class);
      assertThat(happened).endsWith("first closed", "second closed");
    }
  }

  @Test
  void warningsAreToldOnceAProcess() {
    given.put("debug", "true");
    given.put("stage", "production");
    found = new ServiceCheck.Result.Failed("nothing answers");
    ColdStart<Application> coldStart = coldStart();
    assertThatThrownBy(coldStart::get).isInstanceOf(MisconfiguredException.class);
    assertThatThrownBy(coldStart::get).isInstanceOf(MisconfiguredException.class);
    assertThat(warned).singleElement().asString().startsWith("debug (command line) is on in");
    assertThat(lines.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> line.contains("\"message\":\"setting\""))
        .hasSize(1);
  }

  @Test
  void metricsGoNowhereWhenTheyAreNotWanted() {
    given.put("metrics.backend", "none");
    Application application = coldStart().get();
    application.metrics().incr(Metric.COLD_STARTS);
    application.metrics().flush();
    assertThat(lines.size()).isZero();
  }

  @Test
  void validatingCanBeSkipped() {
    given.put("skip_service_validation", "true");
    given.put("webhook.queue_arn", "q");
    assertThat(coldStart().get()).isNotNull();
    assertThat(happened).noneMatch(what -> what.endsWith("validated"));
  }
}
