package dev.eventfix.event;

import dev.eventfix.event.ErrorEvent.Frame;
import java.util.List;
import java.util.Objects;
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

  /** Where an operating system keeps the libraries that are its own; in lower case. */
  private static final String[] SYSTEM_FOLDERS = {
    "/apex/",
    "/lib/",
    "/lib32/",
    "/lib64/",
    "/system/",
    "/system_ext/",
    "/usr/lib/",
    "/usr/lib32/",
    "/usr/lib64/",
    "/usr/libexec/",
    "/usr/local/cellar/",
    "/usr/local/lib/",
    "/vendor/",
    "[vdso]",
    "c:/windows/",
  };

  /** What stands before a type in the name of one of its methods in Rust. */
  private static final String[] TYPE_MARKS = {"mut ", "const ", "dyn "};

  private @Nullable LibraryPatterns lastPatterns;
  private @Nullable String lastFile;
  private @Nullable String lastPath;
  private boolean lastIsLibrarys;

  private InAppFrames() {}

  /**
   * Sets {@link Frame#inApp()} of every frame.
   *
   * @param platform the event's, for frames that have none of their own; or null
   * @param traces frames, oldest call first; changed in place
   */
  static void mark(@Nullable String platform, List<List<Frame>> traces) {
    InAppFrames walk = new InAppFrames();
    byte[][] owners = new byte[traces.size()][];
    boolean librariesKnown = false;
    for (int i = 0; i < owners.length; i++) {
      owners[i] = walk.owners(platform, traces.get(i));
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

  private byte[] owners(@Nullable String platform, List<Frame> frames) {
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

  private byte owner(Frame frame, LibraryPatterns patterns) {
    Boolean said = frame.saidInApp();
    boolean saidNo = Boolean.FALSE.equals(said);
    if ((saidNo && !patterns.falseSaysNothing) || isLibrarys(frame, patterns, said == null)) {
      return LIBRARY;
    }
    return said == null || saidNo ? UNSAID : OWN;
  }

  private boolean isLibrarys(Frame frame, LibraryPatterns patterns, boolean unsaid) {
    String module = frame.module();
    if (module != null
        && (patterns.modules.beginsOne(module)
            || (unsaid && patterns.likelyModules.beginsOne(module)))) {
      return true;
    }
    String function = nameOf(frame);
    // Without a module, some SDKs put it before the function.
    return (function != null
            && (patterns.functions.beginsOne(function)
                || (module == null && patterns.modules.beginsOne(function))))
        || isLibrarysFile(frame, patterns)
        || (frame.binary() != null && isLibraryPackage(patterns, frame.binary()));
  }

  /** Whether its file is a library's; the last one is remembered, for calls in a row share it. */
  private boolean isLibrarysFile(Frame frame, LibraryPatterns patterns) {
    if (lastPatterns != patterns
        || !Objects.equals(lastFile, frame.file())
        || !Objects.equals(lastPath, frame.absPath())) {
      lastPatterns = patterns;
      lastFile = frame.file();
      lastPath = frame.absPath();
      lastIsLibrarys = patterns.paths.match(lastFile, lastPath);
    }
    return lastIsLibrarys;
  }

  private static boolean isBorder(Frame frame, LibraryPatterns patterns) {
    String function = patterns.borders.isEmpty() ? null : nameOf(frame);
    return function != null && patterns.borders.beginsOne(function);
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

  private static boolean isLibraryPackage(LibraryPatterns patterns, String path) {
    if (patterns.packages.isEmpty()) {
      return false;
    }
    for (String folder : SYSTEM_FOLDERS) {
      if (startsWithFolder(path, folder)) {
        return true;
      }
    }
    return patterns.packages.beginsOne(path.substring(Chars.fileStart(path)));
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
}
