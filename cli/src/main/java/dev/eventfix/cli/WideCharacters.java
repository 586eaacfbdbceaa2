package dev.eventfix.cli;

/** Characters that take two columns: East Asian wide and full-width ones, and emoji. */
final class WideCharacters {

  private static final int FIRST = 0x1100;
  private static final int FIRST_REGIONAL_INDICATOR = 0x1F1E6;
  private static final int LAST_REGIONAL_INDICATOR = 0x1F1FF;

  /**
   * First and last of each range, in order. Whole blocks, so somewhat too wide: a line that is
   * shorter than thought does no harm, a longer one breaks the layout.
   */
  private static final int[] RANGES = {
    0x1100, 0x115F, // Hangul initials
    0x2329, 0x232A, // angle brackets
    0x2630, 0x2637, // trigrams
    0x268A, 0x268F, // monograms and digrams
    0x2E80, 0x303E, // radicals, punctuation
    0x3041, 0xA4CF, // kana, bopomofo, ideographs, Yi
    0xA960, 0xA97F, // more Hangul initials
    0xAC00, 0xD7A3, // Hangul syllables
    0xF900, 0xFAFF, // compatibility ideographs
    0xFE10, 0xFE19, // vertical forms
    0xFE30, 0xFE6F, // compatibility and small forms
    0xFF01, 0xFF60, // full-width forms
    0xFFE0, 0xFFE6, // full-width signs
    0x16FE0, 0x18DFF, // Tangut, Khitan
    0x1AFF0, 0x1B2FF, // more kana, Nushu
    0x1D300, 0x1D376, // Tai Xuan Jing, counting rods
    0x1F200, 0x1F2FF, // enclosed ideographs
    0x20000, 0x3FFFD, // ideographs of the supplementary planes
  };

  private WideCharacters() {}

  static boolean contains(int codePoint) {
    if (codePoint < FIRST) {
      return false;
    }
    for (int i = 0; i < RANGES.length && RANGES[i] <= codePoint; i += 2) {
      if (codePoint <= RANGES[i + 1]) {
        return true;
      }
    }
    // Two regional indicators make one flag of two columns, so each counts as one.
    boolean regional =
        codePoint >= FIRST_REGIONAL_INDICATOR && codePoint <= LAST_REGIONAL_INDICATOR;
    return !regional && Character.isEmojiPresentation(codePoint);
  }
}
