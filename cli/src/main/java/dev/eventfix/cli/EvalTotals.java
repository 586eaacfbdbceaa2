package dev.eventfix.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.wire.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a provider reached on one platform, or on all.
 *
 * @param platform {@link #ALL} for all of them
 * @param cost of all cases, in the money that the prices are in; null when none are known
 * @param meanMillis per case
 * @param slowMillis the 95th percentile of the time per case
 */
record EvalTotals(
    String provider,
    String platform,
    int cases,
    int frame,
    int cause,
    int fix,
    int failed,
    double meanInputTokens,
    double meanOutputTokens,
    @Nullable Double cost,
    long meanMillis,
    long slowMillis)
    implements JsonObject {

  static final String ALL = "all";

  private static final int SLOW_PERCENT = 95;

  /**
   * Prices of tokens.
   *
   * @param input of a million
   * @param output of a million
   */
  record Prices(double input, double output) {

    private static final double TOKENS = 1e6;

    double of(List<EvalRow> rows) {
      double cost = 0;
      for (EvalRow row : rows) {
        cost += (row.inputTokens() * input + row.outputTokens() * output) / TOKENS;
      }
      return cost;
    }
  }

  /** A provider's totals: one for each platform, then one for all. */
  static List<EvalTotals> of(String provider, List<EvalRow> rows, @Nullable Prices prices) {
    Map<String, List<EvalRow>> platforms = new LinkedHashMap<>();
    for (EvalRow row : rows) {
      platforms.computeIfAbsent(row.asked().platform(), name -> new ArrayList<>()).add(row);
    }
    List<EvalTotals> totals = new ArrayList<>();
    platforms.forEach((name, some) -> totals.add(sum(provider, name, some, prices)));
    if (!rows.isEmpty()) {
      totals.add(sum(provider, ALL, rows, prices));
    }
    return totals;
  }

  private static EvalTotals sum(
      String provider, String platform, List<EvalRow> rows, @Nullable Prices prices) {
    int frame = 0;
    int cause = 0;
    int fix = 0;
    int failed = 0;
    double input = 0;
    double output = 0;
    long all = 0;
    long[] millis = new long[rows.size()];
    for (int i = 0; i < millis.length; i++) {
      EvalRow row = rows.get(i);
      frame += row.score().frame() ? 1 : 0;
      cause += row.score().cause() ? 1 : 0;
      fix += row.score().fixed() ? 1 : 0;
      failed += row.failed() ? 1 : 0;
      input += row.inputTokens();
      output += row.outputTokens();
      all += row.millis();
      millis[i] = row.millis();
    }
    Arrays.sort(millis);
    int slow = (millis.length * SLOW_PERCENT + 99) / 100 - 1;
    return new EvalTotals(
        provider,
        platform,
        millis.length,
        frame,
        cause,
        fix,
        failed,
        input / millis.length,
        output / millis.length,
        prices == null ? null : prices.of(rows),
        all / millis.length,
        millis[slow]);
  }

  boolean isAll() {
    return platform.equals(ALL);
  }

  /** The columns of a table, in the order of {@link #cells}. */
  static List<String> heads(boolean priced) {
    List<String> heads =
        new ArrayList<>(
            List.of(
                "Platform", "Cases", "Frame", "Cause", "Fix", "Failed", "Tokens in", "Tokens out"));
    if (priced) {
      heads.addAll(List.of("Cost", "Per case"));
    }
    heads.addAll(List.of("ms", "ms, 95 %"));
    return heads;
  }

  List<String> cells() {
    List<String> cells =
        new ArrayList<>(
            List.of(
                platform,
                String.valueOf(cases),
                String.valueOf(frame),
                String.valueOf(cause),
                String.valueOf(fix),
                String.valueOf(failed),
                String.format(Locale.ROOT, "%.0f", meanInputTokens),
                String.format(Locale.ROOT, "%.0f", meanOutputTokens)));
    if (cost != null) {
      cells.add(String.format(Locale.ROOT, "%.4f", cost));
      cells.add(String.format(Locale.ROOT, "%.5f", cost / cases));
    }
    cells.add(String.valueOf(meanMillis));
    cells.add(String.valueOf(slowMillis));
    return cells;
  }

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeStringField("provider", provider);
    json.writeStringField("platform", platform);
    json.writeNumberField("cases", cases);
    json.writeNumberField("frame", frame);
    json.writeNumberField("cause", cause);
    json.writeNumberField("fix", fix);
    json.writeNumberField("failed", failed);
    json.writeNumberField("mean_input_tokens", meanInputTokens);
    json.writeNumberField("mean_output_tokens", meanOutputTokens);
    if (cost != null) {
      json.writeNumberField("cost", cost);
    }
    json.writeNumberField("mean_millis", meanMillis);
    json.writeNumberField("p95_millis", slowMillis);
  }
}
