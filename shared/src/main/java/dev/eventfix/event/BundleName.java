package dev.eventfix.event;

/**
 * Names of JavaScript bundles without the hashes that bundlers put into them. A hash is told from a
 * word by its letters: words have small letters, perhaps a capital before them, and vowels.
 */
final class BundleName {

  /** What a bundler's name ends with, of which there may be several. */
  private static final String ENDINGS =
      "js mjs cjs jsx ts tsx css map min chunk bundle esm module modern legacy production development"
          + " prod dev wasm jsbundle async lazy ";

  /** Endings of files that are no bundles unless the event is JavaScript's. */
  private static final String SCRIPTS = "js mjs cjs css wasm jsbundle ";

  /** Characters of the hashes that most bundlers write, which may have dashes in them. */
  private static final int HASH = 8;

  /** Fewer characters are taken for a word whatever they are. */
  private static final int MIN_HASH = 5;

  /** The least length of a directory's name that is nothing but a hash. */
  private static final int MIN_DIRECTORY = 16;

  /** Words without vowels that names of files have. */
  private static final String NO_VOWELS =
      "http https xml sql css html db mgr ctrl btn cfg dns tcp ssl ssh cmd ftp pdf png svg rpc grpc"
          + " crm sdk cdn vpn vm sms txt src str fn nft gps mp rgb ";

  /** Parts of a version's number. */
  private static final int VERSION = 3;

  private BundleName() {}

  /**
   * The file's name with a 0 for each hash in it.
   *
   * @param javascript whether it is a bundle's also without an ending that says so
   */
  static String withoutHashes(String file, boolean javascript) {
    int start = Chars.fileStart(file);
    int dot = lastDot(file, start, file.length());
    boolean script = dot > start && Chars.isListed(SCRIPTS, file, dot + 1, file.length());
    if (!script && !javascript) {
      return file;
    }
    int end = file.length();
    while (dot > start && Chars.isListed(ENDINGS, file, dot + 1, end)) {
      end = dot;
      dot = lastDot(file, start, end);
    }
    StringBuilder out = new StringBuilder(file.length());
    addDirectories(file, start, out);
    addName(file, start, end, out);
    return withoutVersions(out.append(file, end, file.length()).toString());
  }

  /** Puts a 0 for numbers of three parts, as in {@code /1.2.3/app.js}. */
  private static String withoutVersions(String file) {
    StringBuilder out = new StringBuilder(file.length());
    int i = 0;
    while (i < file.length()) {
      int end = i;
      int parts = 0;
      while (Chars.isDigit(file, end)) {
        end = Chars.digitEnd(file, end);
        parts++;
        end += Chars.at(file, end) == '.' && Chars.isDigit(file, end + 1) ? 1 : 0;
      }
      if (parts == VERSION) {
        out.append('0');
      } else {
        end = Math.max(end, i + 1);
        out.append(file, i, end);
      }
      i = end;
    }
    return out.toString();
  }

  /** Before the start when there is none. */
  private static int lastDot(String file, int start, int end) {
    int dot = end - 1;
    while (dot >= start && file.charAt(dot) != '.') {
      dot--;
    }
    return dot;
  }

  private static void addDirectories(String file, int end, StringBuilder out) {
    int from = 0;
    for (int i = 0; i < end; i++) {
      char c = file.charAt(i);
      if (c == '/' || c == '\\') {
        boolean hash = i - from >= MIN_DIRECTORY && isHash(file, from, i);
        out.append(hash ? "0" : file.substring(from, i)).append(c);
        from = i + 1;
      }
    }
  }

  private static void addName(String file, int start, int end, StringBuilder out) {
    int tail = end - HASH;
    if (tail >= start
        && (tail == start || file.charAt(tail - 1) == '-' || file.charAt(tail - 1) == '.')
        && isHash(file, tail, end)) {
      out.append(file, start, tail).append('0');
      return;
    }
    int number = end;
    while (number > start && Chars.isDigit(file.charAt(number - 1))) {
      number--;
    }
    // The number of a build, as in app.123.js; behind a dash it may be a page's.
    boolean build = end - number > 1 && number - 1 > start && file.charAt(number - 1) == '.';
    if (build && !Chars.isDigit(file.charAt(number - 2))) {
      out.append(file, start, number).append('0');
      return;
    }
    int i = start;
    while (i < end) {
      int run = i;
      while (run < end && Chars.isAlphanumeric(file.charAt(run))) {
        run++;
      }
      boolean hash = run - i >= (run == end ? MIN_HASH : HASH) && i > start && isHash(file, i, run);
      if (hash) {
        out.append('0');
      } else {
        run = Math.max(run, i + 1);
        out.append(file, i, run);
      }
      i = run;
    }
  }

  /** Whether letters, digits and dashes are no words, perhaps with numbers. */
  private static boolean isHash(String text, int from, int to) {
    int numbers = 0;
    boolean small = false;
    boolean letters = false;
    boolean word = true;
    int i = from;
    while (i < to) {
      char c = text.charAt(i);
      int end = i + 1;
      if (Chars.isDigit(c)) {
        numbers++;
        while (end < to && Chars.isDigit(text.charAt(end))) {
          end++;
        }
        // A number at the end belongs to the word before it.
        numbers -= end == to ? 1 : 0;
      } else if (Chars.isLetter(c)) {
        while (end < to && Chars.isLetter(text.charAt(end))) {
          end++;
        }
        letters = true;
        for (int at = i; at < end; at++) {
          small |= Chars.isLower(text.charAt(at));
        }
        word &= areWords(text, i, end);
      } else if (c != '-' && c != '_') {
        return false;
      }
      i = end;
    }
    return !word
        || numbers > 1
        || (!small && (letters ? to - from >= HASH : to - from >= MIN_HASH));
  }

  /** Whether letters are words like {@code checkout}, {@code userList} or {@code HTMLView}. */
  private static boolean areWords(String text, int from, int to) {
    int i = from;
    while (i < to && Chars.isLower(text.charAt(i))) {
      i++;
    }
    while (i < to) {
      int capitals = i;
      while (i < to && Chars.isUpper(text.charAt(i))) {
        i++;
      }
      int small = i;
      boolean vowel = isVowel(text.charAt(i - 1));
      while (i < to && Chars.isLower(text.charAt(i))) {
        vowel |= isVowel(text.charAt(i));
        i++;
      }
      // Capitals alone are an abbreviation, but one letter of them at the end is none.
      boolean abbreviation = small == i && (i - capitals > 1 || capitals == from);
      boolean word = small < i && (vowel || Chars.isListed(NO_VOWELS, text, small - 1, i));
      if (!abbreviation && !word) {
        return false;
      }
    }
    return true;
  }

  private static boolean isVowel(char c) {
    return "aeiouyAEIOUY".indexOf(c) >= 0;
  }
}
