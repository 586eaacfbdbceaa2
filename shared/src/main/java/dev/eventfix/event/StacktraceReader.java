package dev.eventfix.event;

import dev.eventfix.event.ErrorEvent.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads stack traces: <code>{"frames": [...]}</code> or a bare list of frames, by the names that
 * SDKs send and by those of Sentry's event API ({@code lineNo}, {@code inApp}).
 */
final class StacktraceReader {

  private final EventJson json;

  StacktraceReader(EventJson json) {
    this.json = json;
  }

  /** The frames, oldest call first; empty when there are none. */
  List<Frame> read() throws IOException {
    if (json.isList()) {
      return frames();
    }
    List<Frame> frames = List.of();
    if (json.standsOnObject("an object")) {
      while (json.nextField()) {
        if (!json.name().equals("frames")) {
          json.skip();
        } else if (json.isList()) {
          frames = frames();
        } else {
          json.wrongType("a list");
        }
      }
    }
    return frames;
  }

  private List<Frame> frames() throws IOException {
    List<Frame> frames = new ArrayList<>();
    while (json.nextItem()) {
      if (json.standsOnObject("an object")) {
        Frame frame = new FrameReader().read();
        if (frame != null) {
          frames.add(frame);
        }
      }
    }
    return frames;
  }

  /** A line of source code with its number, as Sentry's event API has them. */
  private record NumberedLine(@Nullable Integer number, String text) {}

  private final class FrameReader {
    private @Nullable String function;
    private @Nullable String rawFunction;
    private @Nullable String symbol;
    private @Nullable String module;
    private @Nullable String filename;
    private @Nullable String absPath;
    private @Nullable String binary;
    private @Nullable String address;
    private @Nullable Integer line;
    private @Nullable Integer column;
    private @Nullable String platform;
    private @Nullable Boolean inApp;
    private SourceLines before = SourceLines.NONE;
    private @Nullable String code;
    private SourceLines after = SourceLines.NONE;
    private List<NumberedLine> numbered = List.of();
    private @Nullable JsonSlice variables;

    @Nullable Frame read() throws IOException {
      while (json.nextField()) {
        readField(json.name());
      }
      if (!numbered.isEmpty() && code == null) {
        splitAtLine();
      }
      function = EventJson.first(function, rawFunction);
      absPath = EventJson.blankToNull(absPath);
      filename = EventJson.first(filename, absPath);
      module = EventJson.blankToNull(module);
      symbol = EventJson.blankToNull(symbol);
      binary = EventJson.blankToNull(binary);
      address = EventJson.blankToNull(address);
      code = EventJson.blankToNull(code);
      line = line == null || line < 1 ? null : line;
      column = column == null || column < 1 ? null : column;
      boolean empty = function == null && module == null && filename == null && code == null;
      if (empty && line == null && symbol == null && binary == null && address == null) {
        return null;
      }
      return new Frame(
          function,
          module,
          filename,
          absPath,
          line,
          column,
          EventJson.blankToNull(platform),
          inApp,
          Boolean.TRUE.equals(inApp),
          before,
          code,
          after,
          binary,
          symbol,
          address,
          variables);
    }

    private void readField(String name) throws IOException {
      switch (name) {
        case "function" -> function = json.text();
        case "raw_function", "rawFunction" -> rawFunction = unless(function);
        case "symbol" -> symbol = json.text();
        case "module" -> module = json.text();
        case "filename" -> filename = json.text();
        case "abs_path", "absPath" -> absPath = json.text();
        case "package" -> binary = json.text();
        case "instruction_addr", "instructionAddr" -> address = json.text();
        case "lineno", "lineNo" -> line = json.number();
        case "colno", "colNo" -> column = json.number();
        case "in_app", "inApp" -> inApp = json.flag();
        case "platform" -> platform = json.text();
        case "pre_context" -> before = lines(name);
        case "context_line" -> code = json.text();
        case "post_context" -> after = lines(name);
        case "context" -> numbered = numberedLines();
        case "vars" -> variables = json.slice("an object");
        default -> json.skip();
      }
    }

    /** The text, which a better one makes superfluous. */
    private @Nullable String unless(@Nullable String better) throws IOException {
      if (better != null && !better.isBlank()) {
        json.skip();
        return null;
      }
      return json.text();
    }

    private SourceLines lines(String name) throws IOException {
      if (!json.isList()) {
        json.wrongType("a list of lines");
        return SourceLines.NONE;
      }
      JsonSlice lines = json.slice("a list of lines");
      return lines == null ? SourceLines.NONE : SourceLines.of(lines, name);
    }

    private List<NumberedLine> numberedLines() throws IOException {
      if (!json.isList()) {
        json.wrongType("a list of numbers with lines");
        return List.of();
      }
      List<NumberedLine> lines = new ArrayList<>();
      while (json.nextItem()) {
        if (!json.isList()) {
          json.wrongType("a number and a line");
          continue;
        }
        Integer number = null;
        String text = null;
        for (int i = 0; json.nextItem(); i++) {
          if (i == 0) {
            number = json.number();
          } else if (i == 1) {
            text = json.text();
          } else {
            json.skip();
          }
        }
        lines.add(new NumberedLine(number, text == null ? "" : text));
      }
      return lines;
    }

    private void splitAtLine() {
      List<String> earlier = new ArrayList<>();
      List<String> later = new ArrayList<>();
      for (NumberedLine numberedLine : numbered) {
        if (numberedLine.number() == null || line == null) {
          continue;
        }
        int distance = numberedLine.number() - line;
        if (distance == 0) {
          code = numberedLine.text();
        } else {
          (distance < 0 ? earlier : later).add(numberedLine.text());
        }
      }
      before = SourceLines.of(earlier);
      after = SourceLines.of(later);
    }
  }
}
