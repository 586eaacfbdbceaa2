package dev.eventfix.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.configuration.ServiceCheck;
import dev.eventfix.wire.JsonObject;
import java.io.IOException;

/**
 * What one check found.
 *
 * @param service what was checked: "table"
 * @param check what of it: "keys"
 * @param millis how long it took
 * @param detail what was found, for people; may be empty, never a secret
 */
record CheckRow(String service, String check, Outcome outcome, long millis, String detail)
    implements JsonObject {

  /** How a check ends. */
  enum Outcome {
    OK("ok", Style.PLAIN),
    /** It works by half, or could not be found out. */
    DOUBTFUL("doubtful", Style.WARNING),
    FAILED("failed", Style.ERROR);

    private final String label;
    private final Style style;

    Outcome(String label, Style style) {
      this.label = label;
      this.style = style;
    }

    StyledText styled() {
      return StyledText.of(label, style);
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /** Runs a service's check. */
  static CheckRow of(String service, ServiceCheck check) {
    long start = System.nanoTime();
    ServiceCheck.Result result = check.run();
    Outcome outcome =
        switch (result) {
          case ServiceCheck.Result.Passed passed -> Outcome.OK;
          case ServiceCheck.Result.Doubtful doubtful -> Outcome.DOUBTFUL;
          case ServiceCheck.Result.Failed failed -> Outcome.FAILED;
        };
    return new CheckRow(service, check.name(), outcome, millisSince(start), result.detail());
  }

  static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeStringField("service", service);
    json.writeStringField("check", check);
    json.writeStringField("result", outcome.toString());
    json.writeNumberField("ms", millis);
    if (!detail.isEmpty()) {
      json.writeStringField("detail", detail);
    }
  }
}
