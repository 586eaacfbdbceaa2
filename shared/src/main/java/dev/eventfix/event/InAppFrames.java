package dev.eventfix.event;

import dev.eventfix.event.ErrorEvent.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which frames of a stack trace are the program's own. Many SDKs leave {@code in_app} out, or say
 * true of everything: a frame of a known library or runtime is the program's only where nothing
 * else in the trace can be, and a frame of which the SDK says nothing where it says true of none
 * and others of the event are known to be a library's.
 */
final class InAppFrames {

  private static final byte LIBRARY = 0;

  /** Neither its SDK nor a pattern says anything of it. */
  private static final byte UNSAID = 1;

  private static final byte OWN = 2;

  /** A path is looked at up to here, in characters. */
  private static final int MAX_PATH = 1_000;

  /** What stands before a type in the name of one of its methods in Rust. */
  private static final String[] TYPE_MARKS = {"mut ", "const ", "dyn "};

  private InAppFrames() {}

  /**
   * Sets {@link Frame#inApp()} of every frame.
   *
   * @param platform the event's, for frames that have none of their own; or null
   * @param traces frames, oldest call first; changed in place
   */
  static void mark(@Nullable String platform, List<List<Frame>> traces) {
    byte[][] owners = new byte[traces.size()][];
    boolean librariesKnown = false;
    for (int i = 0; i < owners.length; i++) {
      owners[i] = owners(platform, traces.get(i));
      for (byte owner : owners[i]) {
        librariesKnown |= owner == LIBRARY;
      }
    }
    for (int i = 0; i < owners.length; i++) {
      mark(traces.get(i), owners[i], librariesKnown);
    }
  }

  private static void mark(List<Frame> frames, byte[] owners, boolean librariesKnown) {
    byte best = LIBRARY;
    for (byte owner : owners) {
      best = (byte) Math.max(best, owner);
    }
    for (int i = 0; i < owners.length; i++) {
      Frame frame = frames.get(i);
      boolean said = Boolean.TRUE.equals(frame.saidInApp());
      boolean own = owners[i] == best && (best == OWN || librariesKnown);
      boolean inApp = best == LIBRARY ? said : own;
      if (inApp != frame.inApp()) {
        frames.set(i, frame.with(inApp));
      }
    }
  }

  private static byte[] owners(@Nullable String platform, List<Frame> frames) {
    byte[] owners = new byte[frames.size()];
    boolean raised = false;
    for (int i = 0; i < owners.length; i++) {
      Frame frame = frames.get(i);
      LibraryPatterns patterns =
          LibraryPatterns.of(frame.platform() == null ? platform : frame.platform());
      owners[i] = raised ? LIBRARY : owner(frame, patterns);
      raised |= owners[i] == LIBRARY && isBorder(frame, patterns);
    }
    return owners;
  }

  private static byte owner(Frame frame, LibraryPatterns patterns) {
    Boolean said = frame.saidInApp();
    if (Boolean.FALSE.equals(said) || isLibrarys(frame, patterns, said == null)) {
      return LIBRARY;
    }
    return said == null ? UNSAID : OWN;
  }

  private static boolean isLibrarys(Frame frame, LibraryPatterns patterns, boolean unsaid) {
    String module = frame.module();
    String function = nameOf(frame);
    return startsWithName(patterns.modules, module)
        || (unsaid && startsWithName(patterns.likelyModules, module))
        || startsWithName(module == null ? patterns.modules : LibraryPatterns.NONE, function)
        || startsWithName(patterns.functions, function)
        || isLibraryPath(patterns, frame.file())
        || isLibraryPath(patterns, frame.absPath())
        || isLibraryPackage(patterns, frame.binary());
  }

  private static boolean isBorder(Frame frame, LibraryPatterns patterns) {
    return patterns.borders.length > 0 && startsWithName(patterns.borders, nameOf(frame));
  }

  /**
   * The function's name; of a method that Rust writes as {@code <Type as Trait>::method}, from the
   * type on, or from the trait on where the type is but a letter.
   */
  private static @Nullable String nameOf(Frame frame) {
    String function = frame.function() == null ? frame.symbol() : frame.function();
    if (function == null || !function.startsWith("<")) {
      return function;
    }
    int start = 1;
    while (start < function.length() && "<&*[( ".indexOf(function.charAt(start)) >= 0) {
      start++;
    }
    for (String word : TYPE_MARKS) {
      start += function.startsWith(word, start) ? word.length() : 0;
    }
    int trait = function.indexOf(" as ", start);
    return function.substring(trait == start + 1 ? trait + 4 : start);
  }

  private static boolean isLibraryPath(LibraryPatterns patterns, @Nullable String path) {
    if (path == null) {
      return false;
    }
    for (String start : patterns.starts) {
      if (path.startsWith(start)) {
        return true;
      }
    }
    return patterns.folders.length > 0 && hasFolder(patterns.folders, path);
  }

  private static boolean hasFolder(String[] folders, String path) {
    int length = Math.min(path.length(), MAX_PATH);
    for (int start = 0; start < length; start++) {
      if (start == 0 || isSeparator(path.charAt(start - 1))) {
        char first = path.charAt(start);
        for (String folder : folders) {
          char wanted = folder.charAt(0);
          if ((wanted == first || wanted == '*') && standsAt(start, folder, path)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Whether the folder's pattern stands there; it may end before the path does. */
  private static boolean standsAt(int start, String folder, String path) {
    int at = start;
    int star = -1;
    int afterStar = 0;
    for (int i = 0; i < folder.length(); ) {
      char wanted = folder.charAt(i);
      char c = at < path.length() ? path.charAt(at) : 0;
      if (wanted == '*') {
        star = i++;
        afterStar = at;
      } else if (c == wanted || (wanted == '/' && c == '\\')) {
        i++;
        at++;
      } else if (star >= 0 && afterStar < path.length() && !isSeparator(path.charAt(afterStar))) {
        i = star + 1;
        at = ++afterStar;
      } else {
        return false;
      }
    }
    return true;
  }

  private static boolean isSeparator(char c) {
    return c == '/' || c == '\\';
  }

  private static boolean isLibraryPackage(LibraryPatterns patterns, @Nullable String path) {
    if (path == null || patterns.packages.length == 0) {
      return false;
    }
    for (String folder : LibraryPatterns.SYSTEM_FOLDERS) {
      if (startsWithFolder(path, folder)) {
        return true;
      }
    }
    int name = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
    return startsWithName(patterns.packages, path.substring(name));
  }

  private static boolean startsWithFolder(String path, String folder) {
    int i = 0;
    while (i < folder.length() && i < path.length()) {
      char c = path.charAt(i);
      c = c == '\\' ? '/' : Chars.lower(c);
      if (c != folder.charAt(i)) {
        return false;
      }
      i++;
    }
    return i == folder.length();
  }

  /**
   * Whether the text is one of the names, or goes on behind one with a mark that is no part of a
   * word.
   *
   * @param names sorted; see {@link LibraryPatterns}
   */
  static boolean startsWithName(String[] names, @Nullable String text) {
    if (text == null || names.length == 0) {
      return false;
    }
    int length = text.length();
    int high = names.length - 1;
    while (length > 0) {
      high = floor(names, text, length, high);
      if (high < 0) {
        return false;
      }
      String name = names[high];
      int common = commonLength(name, text, length);
      if (common == nameLength(name)) {
        if (isNameOf(name, text)) {
          return true;
        }
        common--;
      }
      // What begins the text is no longer than what this one has in common with it.
      length = common;
    }
    return false;
  }

  private static boolean isNameOf(String name, String text) {
    int length = nameLength(name);
    return length < name.length()
        || length == text.length()
        || !Chars.isWord(name.charAt(length - 1))
        || !Chars.isWord(text.charAt(length));
  }

  /** The last of the names that does not stand behind the text's beginning; -1 without one. */
  private static int floor(String[] names, String text, int length, int from) {
    int low = 0;
    int high = from;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (compare(names[middle], text, length) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  private static int compare(String name, String text, int length) {
    int common = commonLength(name, text, length);
    if (common == nameLength(name) || common == length) {
      return nameLength(name) - length;
    }
    return name.charAt(common) - text.charAt(common);
  }

  private static int commonLength(String name, String text, int length) {
    int end = Math.min(nameLength(name), length);
    int i = 0;
    while (i < end && name.charAt(i) == text.charAt(i)) {
      i++;
    }
    return i;
  }

  private static int nameLength(String name) {
    return name.endsWith("*") ? name.length() - 1 : name.length();
  }
}
