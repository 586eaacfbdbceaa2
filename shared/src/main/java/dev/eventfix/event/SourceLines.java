package dev.eventfix.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
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
   * The first lines.
   *
   * @param warnings gets what is of a wrong type among them
   */
  List<String> first(int count, Warnings warnings) {
    return slice == null
        ? lines.subList(0, Math.min(count, lines.size()))
        : read(slice, count, true, warnings);
  }

  /**
   * The last lines, in the file's order.
   *
   * @param warnings gets what is of a wrong type among all of them
   */
  List<String> last(int count, Warnings warnings) {
    return slice == null
        ? lines.subList(Math.max(0, lines.size() - count), lines.size())
        : read(slice, count, false, warnings);
  }

  private List<String> read(JsonSlice list, int count, boolean first, Warnings warnings) {
    ArrayDeque<String> read = new ArrayDeque<>();
    try {
      EventJson json = EventJson.of(list, field, warnings);
      while (json.nextItem() && !(first && read.size() == count)) {
        String text = json.text();
        if (read.size() == count) {
          read.removeFirst();
        }
        // A line that is not there still has its place: the lines are counted from the crash.
        read.add(text == null ? "" : text);
      }
    } catch (IOException e) {
      // It was JSON when it was passed over.
      throw new UncheckedIOException(e);
    }
    return new ArrayList<>(read);
  }
}
