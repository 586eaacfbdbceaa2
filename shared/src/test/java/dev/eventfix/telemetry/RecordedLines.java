package dev.eventfix.telemetry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what was logged. */
final class RecordedLines implements ReportLog {

  private final List<String> lines = new ArrayList<>();

  @Override
  public synchronized void line(LogLevel level, String message, @Nullable String detail) {
    lines.add(level + " " + message + (detail == null ? "" : ": " + detail));
    notifyAll();
  }

  /** Waits until that many lines were logged. */
  synchronized void await(int count) throws InterruptedException {
    while (lines.size() < count) {
      wait();
    }
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}
