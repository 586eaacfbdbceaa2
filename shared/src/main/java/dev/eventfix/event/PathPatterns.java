package dev.eventfix.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Paths of libraries, by how they begin and by folders that stand anywhere in them. What ends with
 * a letter or digit is a whole path, what ends with a mark or a {@code *} a beginning. A folder's
 * {@code *} is the rest of a name; both kinds of slashes part folders.
 */
final class PathPatterns {

  /** A path is looked at up to here, in characters. */
  static final int MAX_PATH = 1_000;

  private static final int FIRST = 128;

  private final List<String> wholePaths = new ArrayList<>();

  /** By the first character; null where there is none. */
  private final @Nullable List<String>[] starts;

  private final @Nullable List<String>[] folders;

  /** Folders that may begin with any character. */
  private final List<String> openFolders = new ArrayList<>();

  /**
   * Patterns from texts.
   *
   * @param starts parted by blanks or line ends, as the folders
   */
  PathPatterns(String starts, String folders) {
    this.starts = lists();
    for (String word : LibraryPatterns.words(starts)) {
      int last = word.length() - 1;
      if (Chars.isWord(word.charAt(last))) {
        wholePaths.add(word);
      } else {
        add(word.charAt(last) == '*' ? word.substring(0, last) : word, this.starts);
      }
    }
    this.folders = lists();
    for (String word : LibraryPatterns.words(folders)) {
      if (word.charAt(0) == '*') {
        openFolders.add(word);
      } else {
        add(word, this.folders);
      }
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static @Nullable List<String>[] lists() {
    return new List[FIRST];
  }

  private static void add(String word, @Nullable List<String>[] byFirst) {
    List<String> same = byFirst[word.charAt(0)];
    if (same == null) {
      same = new ArrayList<>(4);
      byFirst[word.charAt(0)] = same;
    }
    same.add(word);
  }

  /**
   * Whether a file is a library's.
   *
   * @param file its name, which may be the end of its path; or null
   * @param path its whole path, or null
   */
  boolean match(@Nullable String file, @Nullable String path) {
    boolean whole = file != null && path != null && path.endsWith(file);
    return (file != null && (startsAsOne(file) || (!whole && hasFolder(file))))
        || (path != null && (startsAsOne(path) || hasFolder(path)));
  }

  private boolean startsAsOne(String path) {
    List<String> same = path.isEmpty() ? null : of(starts, path.charAt(0));
    for (int i = 0; same != null && i < same.size(); i++) {
      if (path.startsWith(same.get(i))) {
        return true;
      }
    }
    return wholePaths.contains(path);
  }

  private static @Nullable List<String> of(@Nullable List<String>[] byFirst, char first) {
    return first < FIRST ? byFirst[first] : null;
  }

  private boolean hasFolder(String raw) {
    String path = raw.indexOf('\\') < 0 ? raw : raw.replace('\\', '/');
    int start = 0;
    while (start < path.length() && start < MAX_PATH) {
      if (hasFolderAt(start, of(folders, path.charAt(start)), path)
          || hasFolderAt(start, openFolders, path)) {
        return true;
      }
      int next = path.indexOf('/', start);
      start = next < 0 ? path.length() : next + 1;
    }
    return false;
  }

  private static boolean hasFolderAt(int start, @Nullable List<String> folders, String path) {
    for (int i = 0; folders != null && i < folders.size(); i++) {
      if (standsAt(start, folders.get(i), path)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the folder's pattern stands there; it may end before the path does. */
  private static boolean standsAt(int start, String folder, String path) {
    if (folder.indexOf('*') < 0) {
      return path.startsWith(folder, start);
    }
    int at = start;
    int star = -1;
    int afterStar = 0;
    for (int i = 0; i < folder.length(); ) {
      char wanted = folder.charAt(i);
      if (wanted == '*') {
        star = i++;
        afterStar = at;
      } else if (at < path.length() && path.charAt(at) == wanted) {
        i++;
        at++;
      } else if (star >= 0 && afterStar < path.length() && path.charAt(afterStar) != '/') {
        i = star + 1;
        at = ++afterStar;
      } else {
        return false;
      }
    }
    return true;
  }
}
