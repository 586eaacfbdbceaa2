package dev.eventfix.telemetry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sentry.Sentry;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not needed is not loaded, and what is started leaves the process as it was. */
final class NothingLoadedTest {

  /** Loads all but the JDK anew, and writes down what. */
  private static final class Watching extends URLClassLoader {
    private final List<String> loaded = Collections.synchronizedList(new ArrayList<>());

    Watching() {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath() {
      List<URL> path = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        try {
          path.add(new File(entry).toURI().toURL());
        } catch (MalformedURLException e) {
          throw new AssertionError(e);
        }
      }
      return path.toArray(new URL[0]);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      loaded.add(name);
      return super.findClass(name);
    }
  }

  /** What an invocation does; run in the other loader. */
  public static final class Invocation {

    private Invocation() {}

    static void run(String what, String dsn) {
      ReportSettings settings =
          new ReportSettings(
              dsn.isEmpty() ? null : dsn,
              null,
              Set.of("1"),
              "s",
              "r",
              "f",
              ReportSettings.builtRelease(),
              what.equals("no target") ? 1 : 0,
              Map.of(),
              false,
              0);
      Reporter reporter =
          new Reporter(settings, (key, amount, tags) -> {}, (level, message, detail) -> {});
      if (what.equals("no target") || what.equals("a failure")) {
        reporter.report(new IllegalStateException(), ReportContext.NONE);
      }
      if (!what.equals("a failure")
          && reporter.startTransaction(ReportContext.NONE, null) != null) {
        throw new AssertionError("traced");
      }
      reporter.flush(1_000);
      if (!reporter.isHealthy() && !what.equals("a failure")) {
        throw new AssertionError("not healthy");
      }
      reporter.close();
    }
  }

  private static List<String> loadedBy(String what, String dsn) throws Exception {
    try (Watching loader = new Watching()) {
      var run =
          loader
              .loadClass(Invocation.class.getName())
              .getDeclaredMethod("run", String.class, String.class);
      run.setAccessible(true);
      run.invoke(null, what, dsn);
      return loader.loaded.stream()
          .filter(
              name ->
                  name.startsWith("io.sentry.")
                      || name.equals(SentrySdk.class.getName())
                      || name.equals(HttpTransport.class.getName()))
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no target", "nothing to report"})
  void withNothingToReportNothingIsLoaded(String what) throws Exception {
    String dsn = what.equals("no target") ? "" : SentryServer.deadDsn("k", "1");
    assertThat(loadedBy(what, dsn)).isEmpty();
  }

  @Test
  void aFailureLoadsTheSdk() throws Exception {
    assertThat(loadedBy("a failure", SentryServer.deadDsn("k", "1")))
        .contains("io.sentry.SentryClient", SentrySdk.class.getName());
  }

  @Test
  void theSdkTakesNothingOfTheProcessForItself() {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Set<Thread> threads = Thread.getAllStackTraces().keySet();
    try (SentryServer server = new SentryServer()) {
      Reporter reporter =
          new Reporter(
              new ReportSettings(
                  server.dsn("k", "1"), null, Set.of(), "s", "r", "f", "v", 1, Map.of(), false, 0),
              new RecordedCounts(),
              new RecordedLines());
      reporter.report(new IllegalStateException(), ReportContext.NONE);
      ReportTransaction traced =
          requireNonNull(reporter.startTransaction(ReportContext.NONE, null));
      traced.finish(200, ReportContext.NONE);
      List<String> started =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> !threads.contains(thread))
              .map(Thread::getName)
              .filter(name -> name.toLowerCase(Locale.ROOT).contains("sentry"))
              .toList();
      assertThat(started).isEmpty();
      assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(before);
      assertThat(Sentry.isEnabled()).isFalse();
      reporter.close(TargetMatrixTest.AMPLE_MILLIS);
      assertThat(server.requests()).hasSize(2);
    }
  }
}
