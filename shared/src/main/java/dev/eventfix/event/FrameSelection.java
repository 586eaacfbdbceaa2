package dev.eventfix.event;

import dev.eventfix.event.ErrorEvent.Frame;
import java.util.List;

/** Which frames of a stack trace are shown, and which of them is the one to look at first. */
final class FrameSelection {

  private FrameSelection() {}

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

  /**
   * Which frames to keep: of more than the limit, the system frames farthest from the crash go
   * first, then the in-app frames farthest from it; of two equally far, the older call.
   */
  static boolean[] keep(List<Frame> frames, int crash, int limit) {
    boolean[] keep = new boolean[frames.size()];
    for (int i = 0; i < keep.length; i++) {
      keep[i] = true;
    }
    int surplus = drop(frames, keep, crash, frames.size() - limit, false);
    drop(frames, keep, crash, surplus, true);
    return keep;
  }

  private static int drop(
      List<Frame> frames, boolean[] keep, int crash, int surplus, boolean inApp) {
    for (int distance = frames.size() - 1; distance > 0 && surplus > 0; distance--) {
      int older = crash - distance;
      if (older >= 0 && frames.get(older).inApp() == inApp) {
        keep[older] = false;
        surplus--;
      }
      int newer = crash + distance;
      if (surplus > 0 && newer < keep.length && frames.get(newer).inApp() == inApp) {
        keep[newer] = false;
        surplus--;
      }
    }
    return surplus;
  }
}
