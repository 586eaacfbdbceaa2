package dev.eventfix.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of source code before or after a call: those of most calls are not shown, nor read. */
final class SourceLines {

  static final SourceLines NONE = new SourceLines(null, "", List.of());

  private final @Nullable JsonSlice slice;
  private final String field;
  private final List<String> lines;

  private SourceLines(@Nullable JsonSlice slice, String field, List<String> lines) {
    this.slice = slice;
    this.field = field;
    this.lines = lines;
  }

  static SourceLines of(List<String> lines) {
    return new SourceLines(null, "", lines);
  }

  /**
   * Lines that stand in a list that was passed over.
   *
   * @param field the list's name, for warnings
   */
  static SourceLines of(JsonSlice slice, String field) {
    return new SourceLines(slice, field, List.of());
  }

  /**
   * The lines, in the file's order.
   *
   * @param warnings gets what is of a wrong type
   */
  List<String> read(Warnings warnings) {
    if (slice == null) {
      return lines;
    }
    try {
      return read(EventJson.of(slice, field, warnings));
    } catch (IOException e) {
      // It was JSON when it was passed over.
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> read(EventJson json) throws IOException {
    List<String> lines = new ArrayList<>();
    while (json.nextItem()) {
      String text = json.text();
      // A line that is not there still has its place: the lines are counted from the crash.
      lines.add(text == null ? "" : text);
    }
    return lines;
  }
}
