package dev.eventfix.cli;

import com.fasterxml.jackson.core.JsonParser;
import dev.eventfix.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The points that providers must reach on each platform. It only rises: a better result has to be
 * written down too, so that it is not lost again.
 */
final class EvalFloor {

  private static final List<String> NUMBERS = List.of("cases", "frame", "cause", "fix");

  private final Path file;

  /** By provider, platform and name of the number. */
  private final Map<String, Map<String, Map<String, Long>>> floors = new TreeMap<>();

  private EvalFloor(Path file) {
    this.file = file;
  }

  /**
   * Reads the file; one that is not there is an empty floor.
   *
   * @throws IOException when it cannot be read or is no JSON
   */
  static EvalFloor read(Path file) throws IOException {
    EvalFloor floor = new EvalFloor(file);
    if (!Files.exists(file)) {
      return floor;
    }
    JsonParser json = Json.parser(Files.readAllBytes(file));
    json.nextToken();
    for (Map.Entry<?, ?> provider : AnswerTree.map(Json.readTree(json)).entrySet()) {
      for (Map.Entry<?, ?> platform : AnswerTree.map(provider.getValue()).entrySet()) {
        for (String name : NUMBERS) {
          floor.put(
              String.valueOf(provider.getKey()),
              String.valueOf(platform.getKey()),
              name,
              Math.max(0, AnswerTree.number(AnswerTree.map(platform.getValue()).get(name))));
        }
      }
    }
    return floor;
  }

  private void put(String provider, String platform, String name, long value) {
    floors
        .computeIfAbsent(provider, key -> new TreeMap<>())
        .computeIfAbsent(platform, key -> new TreeMap<>())
        .put(name, value);
  }

  private long get(EvalTotals totals, String name) {
    return floors
        .getOrDefault(totals.provider(), Map.of())
        .getOrDefault(totals.platform(), Map.of())
        .getOrDefault(name, 0L);
  }

  private static long reached(EvalTotals totals, String name) {
    return switch (name) {
      case "cases" -> totals.cases();
      case "frame" -> totals.frame();
      case "cause" -> totals.cause();
      default -> totals.fix();
    };
  }

  /** Each number that is below the floor, as a sentence. */
  List<String> below(List<EvalTotals> all) {
    return compared(all, true);
  }

  /** Each number that is above the floor, as a sentence. */
  List<String> above(List<EvalTotals> all) {
    return compared(all, false);
  }

  private List<String> compared(List<EvalTotals> all, boolean below) {
    List<String> sentences = new ArrayList<>();
    for (EvalTotals totals : all) {
      for (String name : NUMBERS) {
        long reached = reached(totals, name);
        long floor = get(totals, name);
        if (!totals.isAll() && (below ? reached < floor : reached > floor)) {
          sentences.add(
              "%s, %s: %s is %d, the floor is %d"
                  .formatted(totals.provider(), totals.platform(), name, reached, floor));
        }
      }
    }
    return sentences;
  }

  /** Writes what was reached; platforms that were not asked about keep theirs. */
  void raise(List<EvalTotals> all) throws IOException {
    for (EvalTotals totals : all) {
      for (String name : NUMBERS) {
        if (!totals.isAll()) {
          put(totals.provider(), totals.platform(), name, reached(totals, name));
        }
      }
    }
    Files.writeString(file, json(), StandardCharsets.UTF_8);
  }

  /** One line for each platform, so that a change shows what rose. */
  private String json() {
    StringBuilder out = new StringBuilder("{");
    String provider = "";
    for (Map.Entry<String, Map<String, Map<String, Long>>> one : floors.entrySet()) {
      out.append(provider).append("\n  ").append(quoted(one.getKey())).append(": {");
      String platform = "";
      for (Map.Entry<String, Map<String, Long>> each : one.getValue().entrySet()) {
        out.append(platform).append("\n    ").append(quoted(each.getKey())).append(": {");
        String number = "";
        for (String name : NUMBERS) {
          out.append(number).append(quoted(name)).append(": ").append(each.getValue().get(name));
          number = ", ";
        }
        out.append('}');
        platform = ",";
      }
      out.append("\n  }");
      provider = ",";
    }
    return out.append("\n}\n").toString();
  }

  private static String quoted(String name) {
    return new String(Json.bytes(json -> json.writeString(name)), StandardCharsets.UTF_8);
  }
}
