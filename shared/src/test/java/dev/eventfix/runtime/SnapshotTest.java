package dev.eventfix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.configuration.Service;
import dev.eventfix.configuration.Settings;
import dev.eventfix.metrics.Metrics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is done before a snapshot of a process is taken, and in the processes restored from it. */
final class SnapshotTest {

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final List<String> happened = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();

  /** Answers with its own number, and notes what it is asked. */
  private final class Numbered implements Operation {
    private final int number;

    Numbered(int number) {
      this.number = number;
    }

    @Override
    public Reply run(Request request) {
      happened.add(number + " asked " + new String(request.body(), StandardCharsets.UTF_8));
      if (request.body().length == 0) {
        throw new IllegalStateException("nothing was asked");
      }
      return new Reply.Answer(json -> json.writeNumberField("number", number), Map.of());
    }
  }

  private final class NotingService implements Service {
    private final int number;

    NotingService(int number) {
      this.number = number;
    }

    @Override
    public String name() {
      return "noting";
    }

    @Override
    public void validate(Settings settings) {}

    @Override
    public void setup() {
      happened.add(number + " set up");
    }

    @Override
    public void close() {
      happened.add(number + " closed");
    }
  }

  private Endpoint endpoint(List<Priming> primings) {
    ColdStart<Application> coldStart =
        new ColdStart<>(
            new Startup(
                "numbered",
                new Surroundings(environment, Map.of("logging.format", "json"), lines)) {
              private int built;

              @Override
              protected Parts build(Settings settings, Metrics metrics) {
                built++;
                return new Parts(
                    new Numbered(built), null, List.of(new NotingService(built)), primings);
              }
            });
    return new Endpoint("numbered", coldStart, lines);
  }

  private String ask(Endpoint endpoint) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    endpoint.handle(
        new ByteArrayInputStream("{\"a\":1}".getBytes(StandardCharsets.UTF_8)),
        answer,
        new LocalContext("numbered", "request-1", 8_000));
    return answer.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aSnapshotIsOfAFunctionThatHasWorkedAndHoldsNoConnections() {
    Endpoint endpoint = endpoint(List.of(Priming.post("{\"prime\": \"\\\"1\"}")));
    endpoint.prime();
    assertThat(happened).containsExactly("1 set up", "1 asked {\"prime\": \"\\\"1\"}", "1 closed");
    assertThat(lines.size()).as("nothing is logged or counted").isZero();
  }

  @Test
  void whatIsRestoredIsMadeAnewEachTime() throws Exception {
    Endpoint endpoint = endpoint(List.of(Priming.post("{}")));
    endpoint.prime();
    for (int restored = 2; restored <= 3; restored++) {
      endpoint.renew();
      lines.reset();
      assertThat(ask(endpoint)).isEqualTo("{\"number\":" + restored + "}");
      assertThat(ask(endpoint)).isEqualTo("{\"number\":" + restored + "}");
      List<String> log = lines.toString(StandardCharsets.UTF_8).lines().toList();
      // The first request after a restore is the cold one, not the one that primed.
      assertThat(log).anyMatch(line -> line.contains("\"cold\":true"));
      assertThat(log).anyMatch(line -> line.contains("\"cold\":false"));
      assertThat(log).filteredOn(line -> line.contains("\"cold_starts\":")).hasSize(1);
      // The snapshot is taken again, as in a process of another version.
      endpoint.prime();
    }
    assertThat(happened)
        .filteredOn(what -> what.contains("set up"))
        .containsExactly("1 set up", "2 set up", "3 set up");
  }

  @Test
  void aPrimingThatFailsIsToldAndTheOthersGoOn() {
    Endpoint endpoint = endpoint(List.of(Priming.post(""), Priming.post("{}")));
    endpoint.prime();
    assertThat(happened).contains("1 asked {}", "1 closed");
    assertThat(lines.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .contains("\"message\":\"priming\"", "\"error\":\"status 500\"");
  }

  @Test
  void aFunctionThatCannotStartTriesAgainWhenItIsRestored() throws Exception {
    environment.put("EVENTFIX_LOGGING_LEVEL", "loud");
    Endpoint endpoint = endpoint(List.of(Priming.post("{}")));
    endpoint.prime();
    assertThat(happened).noneMatch(what -> what.contains("asked") || what.contains("set up"));
    environment.clear();
    endpoint.renew();
    assertThat(ask(endpoint)).startsWith("{\"number\":");
  }

  @Test
  void hooksAreThereForSnapshotsOnly() {
    assertThat(RestoreHook.isWanted(Map.of())).isFalse();
    assertThat(RestoreHook.isWanted(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")))
        .isFalse();
    assertThat(RestoreHook.isWanted(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")))
        .isTrue();
  }

  @Test
  void theHookPrimesAndRenews() throws Exception {
    Endpoint endpoint = endpoint(List.of(Priming.post("{}")));
    RestoreHook hook = RestoreHook.registered(endpoint);
    org.crac.Context<org.crac.Resource> context = org.crac.Core.getGlobalContext();
    hook.beforeCheckpoint(context);
    assertThat(happened).contains("1 asked {}");
    hook.afterRestore(context);
    assertThat(happened).endsWith("2 set up");
  }
}
