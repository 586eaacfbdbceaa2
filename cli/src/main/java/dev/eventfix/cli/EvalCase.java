package dev.eventfix.cli;

import com.fasterxml.jackson.core.JsonParser;
import dev.eventfix.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A crash with a known cause and a known fix: the format is in {@code events/crashes/README.md}.
 *
 * @param event as it is sent to the function
 * @param messages of the event's exceptions, with single spaces
 * @param function the frame to name
 * @param file the program, where the frame is too
 * @param lines of the file that may be told of the frame: several in a recursion
 * @param line the crash line, from 1
 * @param also further lines that a fix may change, from 1
 * @param why what the bug is, in words
 * @param causes what is searched in an answer's text
 * @param fixes what is searched in the program with an answer's code
 * @param source the program's lines
 * @param fixed the lines of the program with the known fix
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record EvalCase(
    EvalLanguage language,
    String name,
    byte[] event,
    List<String> messages,
    String function,
    String file,
    Set<Long> lines,
    int line,
    List<Integer> also,
    String why,
    List<Pattern> causes,
    List<Pattern> fixes,
    List<String> source,
    List<String> fixed) {

  private static final String FILE = "case.json";

  String platform() {
    return language.platform();
  }

  /**
   * The cases in a folder, ordered by platform and name.
   *
   * @param only a platform, or null for all
   * @throws IOException telling people what is wrong with which file
   */
  static List<EvalCase> readAll(Path folder, @Nullable String only) throws IOException {
    List<EvalCase> cases = new ArrayList<>();
    for (EvalLanguage language : EvalLanguage.values()) {
      Path platform = folder.resolve(language.platform());
      if ((only == null || only.equals(language.platform())) && Files.isDirectory(platform)) {
        for (Path each : folders(platform)) {
          cases.add(read(language, each));
        }
      }
    }
    return cases;
  }

  private static List<Path> folders(Path platform) throws IOException {
    try (Stream<Path> below = Files.list(platform)) {
      return below.filter(each -> Files.isRegularFile(each.resolve(FILE))).sorted().toList();
    }
  }

  static EvalCase read(EvalLanguage language, Path folder) throws IOException {
    Map<?, ?> told = json(folder.resolve(FILE));
    Map<?, ?> frame = AnswerTree.map(told.get("frame"));
    String file = AnswerTree.text(frame.get("file"));
    String function = AnswerTree.text(frame.get("function"));
    int line = (int) AnswerTree.number(frame.get("line"));
    String why = AnswerTree.text(told.get("why"));
    if (file.isEmpty() || function.isEmpty() || line < 1 || why.isEmpty()) {
      throw new IOException(folder.resolve(FILE) + ": a member is missing: see its README.md");
    }
    Path event = folder.resolve("event.json");
    List<String> messages = new ArrayList<>();
    Set<Long> lines = new HashSet<>(Set.of((long) line));
    for (Object each : exceptions(json(event))) {
      Map<?, ?> exception = AnswerTree.map(each);
      messages.add(EvalLanguage.singleSpaces(AnswerTree.text(exception.get("value"))));
      Map<?, ?> trace = AnswerTree.map(exception.get("stacktrace"));
      for (Object one : AnswerTree.list(trace.get("frames"))) {
        addLine(AnswerTree.map(one), function, file, lines);
      }
    }
    return new EvalCase(
        language,
        String.valueOf(folder.getFileName()),
        Files.readAllBytes(event),
        messages,
        function,
        file,
        lines,
        line,
        numbers(told.get("also")),
        why,
        patterns(folder, told.get("cause"), Pattern.CASE_INSENSITIVE),
        patterns(folder, told.get("fix"), 0),
        Files.readAllLines(folder.resolve(file)),
        Files.readAllLines(folder.resolve("fixed").resolve(file)));
  }

  private static List<Integer> numbers(@Nullable Object value) {
    List<Integer> numbers = new ArrayList<>();
    for (Object each : AnswerTree.list(value)) {
      numbers.add((int) AnswerTree.number(each));
    }
    return numbers;
  }

  /** Some SDKs wrap the list in an object. */
  private static List<?> exceptions(Map<?, ?> event) {
    Object exception = event.get("exception");
    return AnswerTree.list(
        exception instanceof List<?> ? exception : AnswerTree.map(exception).get("values"));
  }

  private static void addLine(Map<?, ?> frame, String function, String file, Set<Long> lines) {
    boolean same =
        AnswerTree.text(frame.get("function")).endsWith(function)
            && (AnswerTree.text(frame.get("filename")).endsWith(file)
                || AnswerTree.text(frame.get("abs_path")).endsWith(file));
    if (same) {
      lines.add(AnswerTree.number(frame.get("lineno")));
    }
  }

  private static Map<?, ?> json(Path file) throws IOException {
    JsonParser json = Json.parser(Files.readAllBytes(file));
    json.nextToken();
    return AnswerTree.map(Json.readTree(json));
  }

  private static List<Pattern> patterns(Path folder, @Nullable Object value, int flags)
      throws IOException {
    List<Pattern> patterns = new ArrayList<>();
    for (Object each : AnswerTree.list(value)) {
      try {
        patterns.add(Pattern.compile(AnswerTree.text(each), flags));
      } catch (PatternSyntaxException e) {
        throw new IOException(folder.resolve(FILE) + ": " + e.getDescription(), e);
      }
    }
    if (patterns.isEmpty()) {
      throw new IOException(folder.resolve(FILE) + ": an answer must be able to be right");
    }
    return patterns;
  }
}
