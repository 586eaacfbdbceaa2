package dev.eventfix.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts functions as Lambda does: the runtime interface client as a process of its own. */
final class ExecutionEnvironment {

  private static final String RUNTIME_INTERFACE_CLIENT =
      "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final int MEMORY_MEGABYTES = 1024;

  /** Lambda leaves the heap this share of the memory. */
  private static final int HEAP_MEGABYTES = MEMORY_MEGABYTES * 85 / 100;

  private static final long TIME_LIMIT_SECONDS = 60;
  private static final int OUTPUT_CHARACTERS_TOLD = 4_000;

  private final List<String> command;
  private final @Nullable String processor;
  private final Path output;

  private ExecutionEnvironment(List<String> command, @Nullable String processor, Path output) {
    this.command = command;
    this.processor = processor;
    this.output = output;
  }

  /**
   * One that uses the JDK this process runs on.
   *
   * @param runtimeFolder the jars of the runtime interface client
   * @param scratch a folder for the processes' output
   */
  static ExecutionEnvironment of(Path runtimeFolder, Path scratch) {
    return of(runtimeFolder, scratch, List.of());
  }

  /**
   * The same, started by another program.
   *
   * @param starter a program and its first arguments, to which the function's command is added
   */
  static ExecutionEnvironment of(Path runtimeFolder, Path scratch, List<String> starter) {
    String processor = firstProcessor();
    Path taskset = processor == null ? null : onPath("taskset");
    List<String> command = new ArrayList<>(starter);
    if (taskset != null && processor != null) {
      command.addAll(List.of(taskset.toString(), "-c", processor));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:ActiveProcessorCount=1",
            "-Xmx" + HEAP_MEGABYTES + "m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            jars(runtimeFolder)));
    return new ExecutionEnvironment(
        List.copyOf(command), taskset == null ? null : processor, scratch.resolve("output"));
  }

  /** The one processor that functions may use, or null when they cannot be held to one. */
  @Nullable String processor() {
    return processor;
  }

  /**
   * How long a start took, in milliseconds.
   *
   * @param init from the start of the process until the function asked for its invocation
   * @param total from then until the answer had come completely
   * @param processor what the process used of its processor until then, or NaN where the system
   *     does not tell; other processes have little influence on it
   */
  record Times(double init, double total, double processor) {}

  /**
   * Starts the function, has it answer its event, and ends it.
   *
   * @throws MeasurementException when it does not answer, or not as it should
   */
  Times coldStart(Variant variant, String... extraOptions) {
    Invocation invocation = variant.invocations().get();
    try (RuntimeApi api = RuntimeApi.serving(invocation.event())) {
      ProcessBuilder builder = process(variant, api.address(), extraOptions);
      long start = System.nanoTime();
      Process process = builder.start();
      try {
        RuntimeApi.Result result = result(variant, api, process);
        double processorMillis = processorMillis(process);
        RuntimeApi.Result.Answered answered = answered(variant, result);
        if (!invocation.effect().getAsBoolean()) {
          throw failure(variant, "answered, but not done: " + start(answered.answer()));
        }
        return new Times(
            (answered.askedAt() - start) / 1e6,
            (answered.answeredAt() - start) / 1e6,
            processorMillis);
      } finally {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeasurementException(variant.name() + ": interrupted");
    }
  }

  private RuntimeApi.Result result(Variant variant, RuntimeApi api, Process process)
      throws InterruptedException {
    try {
      CompletableFuture.anyOf(api.result(), process.onExit())
          .get(TIME_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw failure(variant, "no answer within " + TIME_LIMIT_SECONDS + " seconds");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    RuntimeApi.@Nullable Result result = api.result().getNow(null);
    if (result == null) {
      throw failure(variant, "the process ended with " + process.exitValue());
    }
    return result;
  }

  /** The result, when it is the answer that it should be. */
  private RuntimeApi.Result.Answered answered(Variant variant, RuntimeApi.Result result) {
    return switch (result) {
      case RuntimeApi.Result.Failed failed -> throw failure(variant, failed.error());
      case RuntimeApi.Result.Answered answered -> {
        for (String text : variant.answerHolds()) {
          if (!answered.answer().contains(text)) {
            throw failure(variant, "no " + text + " in the answer " + start(answered.answer()));
          }
        }
        yield answered;
      }
    };
  }

  /** The sum over its threads (Linux): the process's own number is in hundredths of a second. */
  private static double processorMillis(Process process) {
    Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
    try (Stream<Path> folders = Files.list(threads)) {
      long nanos = 0;
      for (Path folder : folders.toList()) {
        String schedule = Files.readString(folder.resolve("schedstat"));
        nanos += Long.parseLong(schedule.substring(0, schedule.indexOf(' ')));
      }
      return nanos / 1e6;
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  private ProcessBuilder process(Variant variant, String runtimeApi, String... extraOptions) {
    List<String> line = new ArrayList<>(command);
    // Options stand before the class path, which are the last two.
    line.addAll(line.size() - 2, List.of(extraOptions));
    line.add(RUNTIME_INTERFACE_CLIENT);
    line.add(variant.handler());
    var builder =
        new ProcessBuilder(line)
            .directory(variant.packageFolder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    // What a developer has set must not reach a function: a key would change its provider.
    environment.clear();
    environment.putAll(
        Map.ofEntries(
            Map.entry("PATH", "/usr/local/bin:/usr/bin:/bin"),
            Map.entry("LANG", "en_US.UTF-8"),
            Map.entry("TZ", ":UTC"),
            Map.entry("_HANDLER", variant.handler()),
            Map.entry("AWS_ACCESS_KEY_ID", "benchmark"),
            Map.entry("AWS_DEFAULT_REGION", "eu-central-1"),
            Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
            Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(MEMORY_MEGABYTES)),
            Map.entry("AWS_LAMBDA_FUNCTION_NAME", "benchmark"),
            Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
            Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
            Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/benchmark"),
            Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "2026/01/01/[$LATEST]benchmark"),
            Map.entry("AWS_LAMBDA_RUNTIME_API", runtimeApi),
            Map.entry("AWS_REGION", "eu-central-1"),
            Map.entry("AWS_SECRET_ACCESS_KEY", "benchmark"),
            Map.entry("AWS_SESSION_TOKEN", "benchmark"),
            Map.entry("LAMBDA_TASK_ROOT", variant.packageFolder().toString())));
    environment.putAll(variant.settings());
    return builder;
  }

  private MeasurementException failure(Variant variant, String why) {
    String told;
    try {
      told = Files.readString(output);
    } catch (IOException e) {
      told = "(none: " + e.getMessage() + ")";
    }
    return new MeasurementException(
        variant.name() + ": " + start(why) + "\nwhat the process printed:\n" + start(told));
  }

  private static String start(String text) {
    return text.length() <= OUTPUT_CHARACTERS_TOLD
        ? text
        : text.substring(0, OUTPUT_CHARACTERS_TOLD) + "...";
  }

  private static String jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new MeasurementException("no jars in " + folder + ": run benchmarks/cold-start");
    }
  }

  private static @Nullable Path onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path file = Path.of(folder, program);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }

  /** The first that this process may use (Linux), for a container need not have number 0. */
  private static @Nullable String firstProcessor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("Cpus_allowed_list:"))
          .map(line -> line.replaceFirst("^\\D+(\\d+).*$", "$1"))
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }
}
