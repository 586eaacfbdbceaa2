package dev.eventfix.event;

import dev.eventfix.event.ErrorEvent.Circumstances;
import dev.eventfix.event.ErrorEvent.Frame;
import dev.eventfix.event.ErrorEvent.Thrown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the variables of an event's own fingerprint stand for, as Sentry has them. */
final class FingerprintVariables {

  private static final String TAG = "tags.";

  private final ErrorEvent event;

  FingerprintVariables(ErrorEvent event) {
    this.event = event;
  }

  /** The variable that a part is, as {@code level} of <code>{{ level }}</code>, or null. */
  static @Nullable String name(String part) {
    String text = part.strip();
    if (text.length() < 5 || !text.startsWith("{{") || !text.endsWith("}}")) {
      return null;
    }
    String name = text.substring(2, text.length() - 2).strip();
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) <= ' ') {
        return null;
      }
    }
    return name;
  }

  /** The variable's value, empty when the event has none; null for a name that is no variable. */
  @Nullable String value(String name) {
    if (name.startsWith(TAG)) {
      return text(tag(name.substring(TAG.length())));
    }
    Circumstances circumstances = event.circumstances();
    Thrown last = event.exceptions().isEmpty() ? null : event.exceptions().getLast();
    String value = last == null ? null : last.value();
    Frame frame = crashFrame();
    return switch (name) {
      case "transaction" -> text(circumstances.transaction());
      case "level" -> text(circumstances.level());
      case "logger" -> text(circumstances.logger());
      case "message" -> text(EventJson.first(event.message(), value));
      case "type", "error.type" -> text(last == null ? null : last.type());
      case "value", "error.value" -> text(value);
      case "function", "stack.function" -> text(frame == null ? null : frame.function());
      case "module", "stack.module" -> text(frame == null ? null : frame.module());
      case "path", "stack.abs_path" ->
          text(frame == null ? null : EventJson.first(frame.absPath(), frame.file()));
      case "stack.filename" -> text(frame == null ? null : frame.file());
      case "package", "stack.package" -> NativeImages.file(frame == null ? null : frame.binary());
      default -> null;
    };
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  /** Of the most recent exception that has a stack trace, else of the thread. */
  private @Nullable Frame crashFrame() {
    List<Frame> frames = event.threadStack();
    for (Thrown thrown : event.exceptions()) {
      frames = thrown.frames().isEmpty() ? frames : thrown.frames();
    }
    return frames.isEmpty() ? null : frames.get(FrameSelection.crash(frames));
  }

  private @Nullable String tag(String wanted) {
    JsonSlice tags = event.circumstances().tags();
    try {
      return tags == null
          ? null
          : ContextReader.pairs(EventJson.of(tags, "tags", new Warnings())).get(wanted);
    } catch (IOException e) {
      // It was JSON when it was passed over.
      throw new UncheckedIOException(e);
    }
  }
}
