package dev.eventfix.event;

import dev.eventfix.event.ErrorEvent.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Which frames of a stack trace are shown, and which of them is the one to look at first. */
final class FrameSelection {

  /** Calls that go round in a recursion; longer rounds are told as they are. */
  static final int MAX_ROUND = 32;

  private FrameSelection() {}

  /**
   * A frame that is shown.
   *
   * @param frame its place in the stack trace
   * @param repeated how many rounds of the same calls it stands for, 1 without recursion
   * @param distance from the crash frame, in calls that differ; 0 for the crash frame
   */
  record Call(int frame, int repeated, int distance) {}

  /**
   * The frames to show, most recent call first. Rounds of the same calls are one, the most recent;
   * of more calls than the limit, the system's farthest from the crash go first, then the program's
   * own farthest from it; of two equally far, the older one.
   *
   * @param frames oldest call first, not empty
   */
  static List<Call> calls(List<Frame> frames, int limit) {
    List<Call> rounds = rounds(frames);
    // Of equal calls the most recent is told, so the crash frame is one of those.
    int crashFrame = crash(frames);
    int crash = 0;
    while (rounds.get(crash).frame() != crashFrame) {
      crash++;
    }
    boolean[] keep = keep(frames, rounds, crash, limit);
    List<Call> calls = new ArrayList<>(Math.min(limit, keep.length));
    for (int i = 0; i < keep.length; i++) {
      if (keep[i]) {
        Call call = rounds.get(i);
        calls.add(new Call(call.frame(), call.repeated(), Math.abs(i - crash)));
      }
    }
    return calls;
  }

  /** All frames, most recent first, where calls that repeat stand once. */
  private static List<Call> rounds(List<Frame> frames) {
    int size = frames.size();
    int[] marks = new int[size];
    for (int i = 0; i < size; i++) {
      marks[i] = mark(frames.get(size - 1 - i));
    }
    // For each length of a round, up to where no call differs from the one a round further on.
    int[] sameUpTo = new int[MAX_ROUND + 1];
    List<Call> rounds = new ArrayList<>(size);
    int i = 0;
    while (i < size) {
      int length = 0;
      int times = 1;
      for (int l = 1; l <= MAX_ROUND && i + 2 * l <= size && times == 1; l++) {
        if (marks[i] != marks[i + l]) {
          continue;
        }
        int to = Math.max(sameUpTo[l], i);
        while (to + l < size && isSame(frames, marks, to, to + l)) {
          to++;
        }
        sameUpTo[l] = to;
        if (to - i >= l) {
          length = l;
          times = 1 + (to - i) / l;
        }
      }
      int calls = Math.max(1, length);
      for (int call = 0; call < calls; call++) {
        rounds.add(new Call(size - 1 - i - call, times, 0));
      }
      i += calls * times;
    }
    return rounds;
  }

  private static int mark(Frame frame) {
    return Objects.hashCode(frame.function()) * 31 + Objects.hashCode(frame.line());
  }

  /** Whether two calls are from the same line; places are counted from the most recent. */
  private static boolean isSame(List<Frame> frames, int[] marks, int one, int other) {
    if (marks[one] != marks[other]) {
      return false;
    }
    Frame frame = frames.get(frames.size() - 1 - one);
    Frame another = frames.get(frames.size() - 1 - other);
    return Objects.equals(frame.function(), another.function())
        && Objects.equals(frame.line(), another.line())
        && Objects.equals(frame.module(), another.module())
        && Objects.equals(frame.file(), another.file())
        && Objects.equals(frame.symbol(), another.symbol())
        && Objects.equals(frame.address(), another.address());
  }

  /**
   * The crash frame's place: the most recent in-app frame, or the most recent frame when none is
   * in-app.
   *
   * @param frames oldest call first, not empty
   */
  static int crash(List<Frame> frames) {
    for (int i = frames.size() - 1; i >= 0; i--) {
      if (frames.get(i).inApp()) {
        return i;
      }
    }
    return frames.size() - 1;
  }

  private static boolean[] keep(List<Frame> frames, List<Call> rounds, int crash, int limit) {
    boolean[] inApp = new boolean[rounds.size()];
    boolean[] keep = new boolean[rounds.size()];
    for (int i = 0; i < keep.length; i++) {
      inApp[i] = frames.get(rounds.get(i).frame()).inApp();
      keep[i] = true;
    }
    int surplus = drop(inApp, false, keep, crash, keep.length - limit);
    drop(inApp, true, keep, crash, surplus);
    return keep;
  }

  private static int drop(
      boolean[] inApp, boolean dropped, boolean[] keep, int crash, int surplus) {
    for (int distance = keep.length - 1; distance > 0 && surplus > 0; distance--) {
      int older = crash + distance;
      if (older < keep.length && inApp[older] == dropped) {
        keep[older] = false;
        surplus--;
      }
      int newer = crash - distance;
      if (surplus > 0 && newer >= 0 && inApp[newer] == dropped) {
        keep[newer] = false;
        surplus--;
      }
    }
    return surplus;
  }
}
