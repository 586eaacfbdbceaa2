package dev.eventfix.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Proves that a cold start on a fraction of a processor costs no receive: a function that has just
 * been started works on a queue's records, each of a project that it has not read yet, and gives
 * none of them back. With a model and a table over TLS, as in a deployment.
 */
final class SlowStart {

  private static final int BATCH = 5;
  private static final int ROUNDS = 2;

  private final TableServer table;
  private final AtomicInteger made = new AtomicInteger();

  private SlowStart(TableServer table) {
    this.table = table;
  }

  /**
   * Checks.
   *
   * @param arguments a program and its first arguments that starts a function slowed down; with
   *     none the virtual machine is: it compiles nothing, and finds no class in an archive
   */
  public static void main(String[] arguments) {
    int status = 0;
    Path root = Path.of(System.getProperty("eventfix.root", ".")).toAbsolutePath().normalize();
    Path scratch = ColdStart.scratch(root);
    try (ModelServer model = ModelServer.start();
        TableServer table = TableServer.start(scratch)) {
      new SlowStart(table).check(root, scratch, model, List.of(arguments));
    } catch (MeasurementException e) {
      System.err.println("slow-start: " + e.getMessage());
      status = 1;
    } finally {
      ColdStart.delete(scratch);
    }
    System.exit(status);
  }

  private void check(Path root, Path scratch, ModelServer model, List<String> starter) {
    String event = ColdStart.read(root.resolve(ColdStart.DEFAULT_EVENT));
    var environment =
        ExecutionEnvironment.of(root.resolve("benchmarks/target/runtime"), scratch, starter);
    String[] slowly = starter.isEmpty() ? new String[] {"-Xint", "-Xshare:off"} : new String[0];
    for (int round = 0; round < ROUNDS; round++) {
      for (Variant variant : variants(root, model, event)) {
        ExecutionEnvironment.Times times = environment.coldStart(variant, slowly);
        System.out.printf(
            Locale.ROOT,
            "%-40s %6.1f s, of which %.1f s until it asked for its records%n",
            variant.name(),
            times.total() / 1e3,
            times.init() / 1e3);
      }
    }
  }

  private List<Variant> variants(Path root, ModelServer model, String event) {
    Map<String, String> settings = new HashMap<>(table.settings());
    settings.put("OPENAI_API_KEY", "benchmark");
    settings.put("OPENAI_BASE_URL", model.baseUrl());
    return List.of(
        suggestFix(root, "suggest-fix, a lone record", settings, event, 1),
        suggestFix(root, "suggest-fix, a batch", settings, event, BATCH),
        addPermission(root, "add-permission, a batch", BATCH));
  }

  private Variant suggestFix(
      Path root, String name, Map<String, String> settings, String event, int records) {
    return new Variant(
        name,
        Variant.suggestFix(root),
        Variant.SUGGEST_FIX_HANDLER,
        () -> {
          List<String> projects = new ArrayList<>();
          List<String> requests = new ArrayList<>();
          for (int i = 0; i < records; i++) {
            String project = "slow" + made.incrementAndGet();
            projects.add(project);
            requests.add("{\"event\":" + event + ",\"project\":\"" + project + "\"}");
          }
          return new Invocation(
              Triggers.sqs(requests.toArray(new String[0])),
              () -> projects.stream().allMatch(project -> table.suggestionItems(project) == 2));
        },
        settings,
        List.of("\"batchItemFailures\":[]"),
        null);
  }

  private Variant addPermission(Path root, String name, int records) {
    return new Variant(
        name,
        root.resolve("functions/add-permission/target/function"),
        Variant.ADD_PERMISSION_HANDLER,
        () -> {
          List<String> ids = new ArrayList<>();
          List<String> requests = new ArrayList<>();
          for (int i = 0; i < records; i++) {
            String user = "slow" + made.incrementAndGet();
            ids.add(table.createSuperuser(user));
            requests.add("{\"user\":\"" + user + "\",\"permission\":\"slow\"}");
          }
          return new Invocation(
              Triggers.sqs(requests.toArray(new String[0])),
              () -> ids.stream().allMatch(id -> table.hasPermission(id, "slow")));
        },
        table.settings(),
        List.of("\"batchItemFailures\":[]"),
        null);
  }
}
