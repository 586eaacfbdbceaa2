package dev.eventfix.benchmarks;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures how a warm describe-event compares with Jackson's parser alone. */
final class WarmSpeed {

  private static final String USAGE =
      """
      Usage: benchmarks/describe [--rounds N] [--millis N] [--c2]
        --rounds N  how many processes measure each line of the table (default 5)
        --millis N  how long each of them measures, after twice that to warm up (default 1000)
        --c2        with the JVM's optimizing compiler, which Lambda leaves out""";

  private static final int DEFAULT_ROUNDS = 5;
  private static final int DEFAULT_MILLIS = 1_000;

  private static final String BASELINE = "tokenize";
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private WarmSpeed() {}

  /** The command's arguments. */
  record Arguments(int rounds, int millis, boolean c2) {

    static Arguments parse(String... args) {
      int rounds = DEFAULT_ROUNDS;
      int millis = DEFAULT_MILLIS;
      boolean c2 = false;
      for (int i = 0; i < args.length; i++) {
        switch (args[i]) {
          case "--rounds" -> {
            i++;
            rounds = positive(args, i);
          }
          case "--millis" -> {
            i++;
            millis = positive(args, i);
          }
          case "--c2" -> c2 = true;
          default -> throw new MeasurementException(USAGE);
        }
      }
      return new Arguments(rounds, millis, c2);
    }

    private static int positive(String[] args, int index) {
      try {
        int number = index < args.length ? Integer.parseInt(args[index]) : 0;
        if (number > 0) {
          return number;
        }
      } catch (NumberFormatException e) {
        // As a number that is missing.
      }
      throw new MeasurementException(USAGE);
    }
  }

  /** A line of the table: a method of the benchmark and the event's size. */
  record Line(int kilobytes, String method) {}

  /** What one process measured of an event: processor time and what the JVM allocated. */
  record Measured(double micros, double bytes) {}

  public static void main(String[] args) {
    int status = 0;
    try {
      run(Arguments.parse(args), Path.of(System.getProperty("eventfix.root", ".")));
    } catch (MeasurementException e) {
      System.err.println("describe: " + e.getMessage());
      status = 2;
    }
    System.exit(status);
  }

  private static void run(Arguments arguments, Path root) {
    System.out.printf(
        "%s, JDK %s, %s, %d rounds of %d ms%n%n",
        LocalDate.now(ZoneId.systemDefault()),
        System.getProperty("java.version"),
        arguments.c2() ? "C2" : "C1 as on Lambda",
        arguments.rounds(),
        arguments.millis());
    Path log = root.resolve("benchmarks/target/describe.log");
    Options options = options(arguments, root, log);
    Map<Line, List<Measured>> rounds = new LinkedHashMap<>();
    // A round is a process for each line, so that a machine that slows down meanwhile favours none.
    for (int round = 0; round < arguments.rounds(); round++) {
      for (RunResult result : round(options, log)) {
        rounds.computeIfAbsent(line(result), line -> new ArrayList<>()).add(measured(result));
      }
    }
    report(System.out, rounds);
  }

  private static Options options(Arguments arguments, Path root, Path log) {
    List<String> jvm = new ArrayList<>();
    jvm.addAll(List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-Deventfix.root=" + root));
    if (!arguments.c2()) {
      jvm.add("-XX:TieredStopAtLevel=1");
    }
    return new OptionsBuilder()
        .include(DescribeBenchmark.class.getName())
        .forks(1)
        .jvmArgs(jvm.toArray(String[]::new))
        .warmupIterations(1)
        .warmupTime(TimeValue.milliseconds(2L * arguments.millis()))
        .measurementIterations(1)
        .measurementTime(TimeValue.milliseconds(arguments.millis()))
        .addProfiler(GCProfiler.class)
        .addProfiler(ProcessorTimeProfiler.class)
        .shouldFailOnError(true)
        .output(log.toString())
        .build();
  }

  private static Iterable<RunResult> round(Options options, Path log) {
    try {
      return new Runner(options).run();
    } catch (RunnerException e) {
      throw new MeasurementException(
          e.getMessage() + (Files.exists(log) ? " (" + log + " has what was printed)" : ""));
    }
  }

  private static Line line(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    return new Line(
        Integer.parseInt(result.getParams().getParam("kilobytes")),
        benchmark.substring(benchmark.lastIndexOf('.') + 1));
  }

  private static Measured measured(RunResult result) {
    return new Measured(score(result, ProcessorTimeProfiler.LABEL), score(result, ALLOCATED));
  }

  private static double score(RunResult result, String label) {
    Result<?> score = result.getSecondaryResults().get(label);
    if (score == null) {
      throw new MeasurementException("JMH told no " + label);
    }
    return score.getScore();
  }

  private static void report(PrintStream out, Map<Line, List<Measured>> rounds) {
    out.printf(
        "%10s  %-9s %10s %7s %12s %10s%n",
        "event", "what", "us/event", "ratio", "KB allocated", "events/s");
    List<Integer> sizes =
        rounds.keySet().stream().map(Line::kilobytes).distinct().sorted().toList();
    for (int size : sizes) {
      double[] baseline = micros(rounds, new Line(size, BASELINE));
      for (String method : List.of(BASELINE, "compact", "detailed")) {
        Line line = new Line(size, method);
        double[] micros = micros(rounds, line);
        double median = Statistics.median(micros);
        out.printf(
            Locale.ROOT,
            "%7.1f KB  %-9s %10.1f %7.2f %12.1f %10.0f%n",
            DescribeBenchmark.event(size).length / 1e3,
            method,
            median,
            Statistics.median(Statistics.ratios(micros, baseline)),
            Statistics.median(values(rounds, line, false)) / 1e3,
            1e6 / median);
      }
    }
  }

  private static double[] micros(Map<Line, List<Measured>> rounds, Line line) {
    return values(rounds, line, true);
  }

  private static double[] values(Map<Line, List<Measured>> rounds, Line line, boolean micros) {
    return rounds.getOrDefault(line, List.of()).stream()
        .mapToDouble(measured -> micros ? measured.micros() : measured.bytes())
        .toArray();
  }
}
