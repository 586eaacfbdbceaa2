package dev.eventfix.benchmarks;

import dev.eventfix.configuration.Setting;
import dev.eventfix.runtime.LocalContext;
import dev.eventfix.runtime.Surroundings;
import dev.eventfix.runtime.TokenStream;
import dev.eventfix.suggestfix.SuggestFix;
import dev.eventfix.suggestfix.SuggestFixHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Measures what a warm suggest-fix adds to the model's own time, and to its first token. */
final class SuggestSpeed {

  private static final String USAGE =
      """
      Usage: benchmarks/suggest [--rounds N]
        --rounds N  how often each line of the table is measured (default 300)""";

  private static final int DEFAULT_ROUNDS = 300;

  /** Not measured: until then classes are loaded and connections made. */
  private static final int WARM_UP = 60;

  private static final int REMAINING_MILLIS = 60_000;

  private SuggestSpeed() {}

  /** A line of the table. */
  private enum Line {
    MODEL("the model alone", null),
    WITHOUT_TABLE("suggest-fix, no table", MODEL),
    NOT_CACHED("suggest-fix, not cached", MODEL),
    CACHED("suggest-fix, cached", null),
    MODEL_FIRST("first token, the model alone", null),
    FIRST_WITHOUT_TABLE("first token, no table", MODEL_FIRST),
    FIRST_NOT_CACHED("first token, not cached", MODEL_FIRST);

    private final String title;
    private final @Nullable Line baseline;

    Line(String title, @Nullable Line baseline) {
      this.title = title;
      this.baseline = baseline;
    }
  }

  public static void main(String[] args) {
    int status = 0;
    try {
      run(rounds(args), Path.of(System.getProperty("eventfix.root", ".")));
    } catch (MeasurementException | IOException e) {
      System.err.println("suggest: " + e.getMessage());
      status = 2;
    }
    System.exit(status);
  }

  static int rounds(String... args) {
    if (args.length == 0) {
      return DEFAULT_ROUNDS;
    }
    try {
      int rounds = args.length == 2 && args[0].equals("--rounds") ? Integer.parseInt(args[1]) : 0;
      if (rounds > 0) {
        return rounds;
      }
    } catch (NumberFormatException e) {
      // As a number that is missing.
    }
    throw new MeasurementException(USAGE);
  }

  private static void run(int rounds, Path root) throws IOException {
    Path folder = Files.createTempDirectory("eventfix-benchmark");
    String event = Files.readString(root.resolve("events/sentry/python-timeout.json"));
    try (ModelServer model = ModelServer.start();
        TableServer table = TableServer.start(folder)) {
      Measuring measuring = new Measuring(model, table.plainSettings(), event);
      for (int i = 0; i < WARM_UP; i++) {
        measuring.round(i);
      }
      Map<Line, double[]> measured = new EnumMap<>(Line.class);
      for (int i = 0; i < rounds; i++) {
        Map<Line, Double> round = measuring.round(WARM_UP + i);
        for (Line line : Line.values()) {
          measured.computeIfAbsent(line, any -> new double[rounds])[i] = millis(round, line);
        }
      }
      report(rounds, measured);
    } finally {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private static double millis(Map<Line, Double> round, Line line) {
    Double millis = round.get(line);
    if (millis == null) {
      throw new MeasurementException(line.title + " was not measured");
    }
    return millis;
  }

  private static void report(int rounds, Map<Line, double[]> measured) {
    System.out.printf(
        "%s, JDK %s, %d rounds%n%n%-30s %9s %9s%n",
        LocalDate.now(ZoneId.systemDefault()),
        System.getProperty("java.version"),
        rounds,
        "what",
        "median ms",
        "added ms");
    for (Map.Entry<Line, double[]> entry : measured.entrySet()) {
      Line baseline = entry.getKey().baseline;
      String added = "";
      if (baseline != null) {
        double[] differences = entry.getValue().clone();
        double[] alone = Objects.requireNonNull(measured.get(baseline));
        for (int i = 0; i < differences.length; i++) {
          differences[i] -= alone[i];
        }
        added = String.format(Locale.ROOT, "%.2f", Statistics.median(differences));
      }
      System.out.printf(
          Locale.ROOT,
          "%-30s %9.2f %9s%n",
          entry.getKey().title,
          Statistics.median(entry.getValue()),
          added);
    }
  }

  /** Notes when the first text came. */
  private static final class FirstToken implements TokenStream {
    private long at;

    @Override
    public void begin() {
      // Only text counts.
    }

    @Override
    public boolean token(String text) {
      at = at == 0 ? System.nanoTime() : at;
      return true;
    }

    @Override
    public void usage(int inputTokens, int outputTokens) {
      // Only text counts.
    }
  }

  /** One of each line in turn, so that a machine that slows down meanwhile favours none. */
  private static final class Measuring {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final String event;
    private final SuggestFixHandler withoutTable;
    private final SuggestFixHandler withTable;
    private final byte[] question;
    private final byte[] streamed;

    Measuring(ModelServer model, Map<String, String> table, String event) throws IOException {
      this.address = URI.create(model.baseUrl() + "/chat/completions");
      this.event = event;
      Map<String, String> environment = new LinkedHashMap<>();
      environment.put("OPENAI_BASE_URL", model.baseUrl());
      environment.put("OPENAI_API_KEY", "key");
      environment.put(Setting.LOGGING_LEVEL.variable(), "off");
      environment.put(Setting.METRICS_BACKEND.variable(), "none");
      this.withoutTable = handler(environment);
      environment.putAll(table);
      this.withTable = handler(environment);
      // What suggest-fix asks, to be asked without it.
      ask(withoutTable, request(-1, false), null);
      this.question = model.lastQuestion();
      ask(withoutTable, request(-1, true), new FirstToken());
      this.streamed = model.lastQuestion();
    }

    private static SuggestFixHandler handler(Map<String, String> environment) {
      Surroundings surroundings =
          new Surroundings(environment, Map.of(), OutputStream.nullOutputStream());
      return new SuggestFixHandler(SuggestFix.coldStart(surroundings), surroundings.lines());
    }

    Map<Line, Double> round(int number) throws IOException {
      Map<Line, Double> millis = new EnumMap<>(Line.class);
      millis.put(Line.MODEL, alone(question));
      millis.put(Line.WITHOUT_TABLE, whole(withoutTable, request(number, false)));
      byte[] asked = request(number, false);
      millis.put(Line.NOT_CACHED, whole(withTable, asked));
      millis.put(Line.CACHED, whole(withTable, asked));
      millis.put(Line.MODEL_FIRST, firstAlone());
      millis.put(Line.FIRST_WITHOUT_TABLE, first(withoutTable, request(number, true)));
      millis.put(Line.FIRST_NOT_CACHED, first(withTable, request(-2 - number, true)));
      return millis;
    }

    /** Another word for each number: digits alone make no other question. */
    private byte[] request(int number, boolean stream) {
      StringBuilder word = new StringBuilder("w");
      for (char c : Integer.toString(number).toCharArray()) {
        word.append(c == '-' ? 'x' : (char) ('a' + c - '0'));
      }
      return ("{\"stream\": "
              + stream
              + ", \"event\": "
              + event.replace("\"platform\"", "\"message\": \"" + word + "\", \"platform\"")
              + "}")
          .getBytes(StandardCharsets.UTF_8);
    }

    private double whole(SuggestFixHandler handler, byte[] request) throws IOException {
      long start = System.nanoTime();
      String answer = ask(handler, request, null);
      double millis = since(start, System.nanoTime());
      if (!answer.contains(ModelServer.MARK)) {
        throw new MeasurementException("answered " + answer);
      }
      return millis;
    }

    private double first(SuggestFixHandler handler, byte[] request) throws IOException {
      FirstToken first = new FirstToken();
      long start = System.nanoTime();
      String answer = ask(handler, request, first);
      if (first.at == 0) {
        throw new MeasurementException("no token came: " + answer);
      }
      return since(start, first.at);
    }

    private static String ask(
        SuggestFixHandler handler, byte[] request, @Nullable TokenStream tokens)
        throws IOException {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      handler.handleRequest(
          new ByteArrayInputStream(request),
          answer,
          tokens,
          new LocalContext("suggest-fix", "benchmark", REMAINING_MILLIS));
      return answer.toString(StandardCharsets.UTF_8);
    }

    private double alone(byte[] body) throws IOException {
      long start = System.nanoTime();
      post(body, HttpResponse.BodyHandlers.ofByteArray());
      return since(start, System.nanoTime());
    }

    private double firstAlone() throws IOException {
      long start = System.nanoTime();
      try (InputStream in = post(streamed, HttpResponse.BodyHandlers.ofInputStream())) {
        int read = in.read();
        double millis = since(start, System.nanoTime());
        if (read != 'd') {
          throw new MeasurementException("the model sent no events");
        }
        in.readAllBytes();
        return millis;
      }
    }

    private <T> T post(byte[] body, HttpResponse.BodyHandler<T> handler) throws IOException {
      try {
        return client
            .send(
                HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build(),
                handler)
            .body();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new MeasurementException("interrupted");
      }
    }

    private static double since(long start, long end) {
      return (end - start) / 1e6;
    }
  }
}
