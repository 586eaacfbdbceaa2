package dev.eventfix.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Measures how long the functions take from the start of their process to their answer. */
final class ColdStart {

  private static final String USAGE =
      """
      Usage: benchmarks/cold-start [--rounds N] [--check] [--only PREFIX] [--classes] [EVENT]
        --rounds N     how often each variant is started (default 15)
        --only PREFIX  measure those whose names start so, and the do-nothing handler
        --check        end with 1 when a budget is exceeded
        --classes      tell which classes each variant loads instead of how long it takes
        EVENT          the event to answer (default events/sentry/python-group.json)""";

  static final String DEFAULT_EVENT = "events/sentry/python-group.json";
  private static final int DEFAULT_ROUNDS = 15;

  /** Orders the variants of each round: fixed, so that two measurements differ in nothing else. */
  private static final long SEED = 20260101;

  /** Elsewhere the functions' client trusts what the system trusts, and no file. */
  private static final boolean TABLE_IS_TRUSTED = "Linux".equals(System.getProperty("os.name"));

  private static final int WITHIN_BUDGET = 0;
  private static final int OVER_BUDGET = 1;
  private static final int NOT_MEASURED = 2;

  private final PrintStream out;
  private final List<Variant> variants;
  private final ExecutionEnvironment environment;

  private ColdStart(PrintStream out, List<Variant> variants, ExecutionEnvironment environment) {
    this.out = out;
    this.variants = variants;
    this.environment = environment;
  }

  /** The command's arguments. */
  record Options(int rounds, boolean check, boolean classes, String only, @Nullable Path event) {

    static Options parse(String... args) {
      int rounds = DEFAULT_ROUNDS;
      boolean check = false;
      boolean classes = false;
      String only = "";
      Path event = null;
      for (int i = 0; i < args.length; i++) {
        switch (args[i]) {
          case "--check" -> check = true;
          case "--classes" -> classes = true;
          case "--rounds" -> {
            i++;
            rounds = i < args.length ? positive(args[i]) : 0;
          }
          case "--only" -> {
            i++;
            only = i < args.length ? args[i] : "-";
          }
          default -> {
            if (args[i].startsWith("-") || event != null) {
              throw new MeasurementException(USAGE);
            }
            event = Path.of(args[i]);
          }
        }
      }
      if (rounds == 0 || only.startsWith("-")) {
        throw new MeasurementException(USAGE);
      }
      return new Options(rounds, check, classes, only, event);
    }

    private static int positive(String number) {
      try {
        return Math.max(0, Integer.parseInt(number));
      } catch (NumberFormatException e) {
        return 0;
      }
    }
  }

  public static void main(String[] args) {
    int status;
    try {
      status = run(Options.parse(args), Path.of(System.getProperty("eventfix.root", ".")));
    } catch (MeasurementException e) {
      System.err.println("cold-start: " + e.getMessage());
      status = NOT_MEASURED;
    }
    System.exit(status);
  }

  private static int run(Options options, Path checkout) {
    Path root = checkout.toAbsolutePath().normalize();
    Path file = options.event() == null ? root.resolve(DEFAULT_EVENT) : options.event();
    Path scratch = scratch(root);
    try (ModelServer model = ModelServer.start();
        TableServer table = TABLE_IS_TRUSTED ? TableServer.start(scratch) : null) {
      String event = read(file);
      var environment = ExecutionEnvironment.of(root.resolve("benchmarks/target/runtime"), scratch);
      List<Variant> variants =
          new ArrayList<>(
              Variant.withoutTable(root, doNothingPackage(scratch), event, model.baseUrl()));
      if (table != null) {
        variants.addAll(Variant.withTable(root, event, table));
      }
      variants.removeIf(
          variant -> variant.budget() != null && !variant.name().startsWith(options.only()));
      var measurement = new ColdStart(System.out, variants, environment);
      measurement.head(file, event.length(), options);
      if (options.classes()) {
        measurement.classes(scratch.resolve("classes"));
        return WITHIN_BUDGET;
      }
      boolean within = measurement.measure(options.rounds());
      return within || !options.check() ? WITHIN_BUDGET : OVER_BUDGET;
    } finally {
      delete(scratch);
    }
  }

  private void head(Path file, int length, Options options) {
    String processor = environment.processor();
    out.printf(
        Locale.ROOT,
        "%s, JDK %s, %s, %s, event %s (%.1f KB)%n%n",
        LocalDate.now(ZoneId.systemDefault()),
        System.getProperty("java.version"),
        processor == null ? "not held to one processor (no taskset)" : "processor " + processor,
        options.classes() ? "one start each" : options.rounds() + " rounds",
        file.getFileName(),
        length / 1e3);
  }

  private boolean measure(int rounds) {
    List<Samples> measured = new ArrayList<>();
    for (Variant variant : variants) {
      // Not counted: it reads the files for the first time, and shows at once what does not work.
      environment.coldStart(variant);
      measured.add(new Samples(variant, rounds));
    }
    List<Samples> order = new ArrayList<>(measured);
    var random = new Random(SEED);
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(order, random);
      for (Samples samples : order) {
        samples.set(round, environment.coldStart(samples.variant()));
      }
    }
    return report(measured);
  }

  private boolean report(List<Samples> measured) {
    out.printf(
        "%-27s %7s %6s %6s %6s %7s %7s %7s %7s %8s %7s%n",
        "variant", "median", "min", "max", "init", "cpu", "ratio", "paired", "budget", "package",
        "budget");
    double[] baseline = measured.getFirst().totals();
    boolean allWithin = true;
    for (Samples samples : measured) {
      double[] totals = samples.totals();
      double paired = Statistics.median(Statistics.ratios(totals, baseline));
      out.printf(
          Locale.ROOT,
          "%-27s %7.0f %6.0f %6.0f %6.0f %7.2f %7.2f %7.2f",
          samples.variant().name(),
          Statistics.median(totals),
          Statistics.min(totals),
          Statistics.max(totals),
          Statistics.median(samples.inits()),
          Statistics.median(samples.processor())
              / Statistics.median(measured.getFirst().processor()),
          Statistics.median(totals) / Statistics.median(baseline),
          paired);
      Variant.Budget budget = samples.variant().budget();
      if (budget != null) {
        long bytes = size(samples.variant().packageFolder());
        boolean within = paired <= budget.ratio() && bytes <= budget.packageBytes();
        allWithin &= within;
        out.printf(
            Locale.ROOT,
            " %7.1f %8.2f %7.0f  %s",
            budget.ratio(),
            bytes / 1e6,
            budget.packageBytes() / 1e6,
            within ? "ok" : "OVER");
      }
      out.println();
    }
    return allWithin;
  }

  private void classes(Path log) {
    out.printf("%-27s %7s %9s %7s %10s%n", "variant", "classes", "archived", "parsed", "generated");
    List<ClassLoading> loadings = new ArrayList<>();
    for (Variant variant : variants) {
      environment.coldStart(variant, "-Xlog:class+load:file=" + log + ":none:filecount=0");
      ClassLoading loading = ClassLoading.read(read(log).lines().toList());
      loadings.add(loading);
      out.printf(
          "%-27s %7d %9d %7d %10d%n",
          variant.name(),
          loading.total(),
          loading.archived(),
          loading.parsed().size(),
          loading.generated());
    }
    for (int i = 1; i < variants.size(); i++) {
      out.printf("%n%s: parsed beyond the do-nothing handler's%n", variants.get(i).name());
      for (Map.Entry<String, Integer> count : loadings.get(i).packagesBeyond(loadings.getFirst())) {
        out.printf("%6d  %s%n", count.getValue(), count.getKey());
      }
    }
  }

  /** Lays the do-nothing handler out as a function's package is: classes, no jars. */
  private static Path doNothingPackage(Path scratch) {
    String name = DoNothingHandler.class.getName().replace('.', '/') + ".class";
    Path target = scratch.resolve("do-nothing").resolve(name);
    try (InputStream in = DoNothingHandler.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new MeasurementException("no " + name + " on the class path");
      }
      Files.createDirectories(target.getParent());
      Files.copy(in, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return scratch.resolve("do-nothing");
  }

  static Path scratch(Path root) {
    try {
      return Files.createTempDirectory(root.resolve("benchmarks/target"), "cold-start");
    } catch (IOException e) {
      throw new MeasurementException("benchmarks is not built: run benchmarks/cold-start");
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new MeasurementException("cannot read " + file + ": " + e.getMessage());
    }
  }

  private static long size(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Collections.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
