package dev.eventfix.wire;

/**
 * Characters that do something to a text without being seen in it: they act on a terminal, change
 * the direction of what stands beside them, hide a message from people, or end a line. A writer of
 * text for people or models escapes them.
 */
public final class UnseenCharacters {

  private UnseenCharacters() {}

  /** True for a character of this kind, and for half of a surrogate pair; false for a space. */
  public static boolean contains(int codePoint) {
    if (codePoint >= 0x20 && codePoint < 0x7F) {
      return false;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> hasNoInk(codePoint);
    };
  }

  /** Letters, marks and symbols that Unicode gives no ink. */
  private static boolean hasNoInk(int codePoint) {
    return switch (codePoint) {
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0x16FE4, 0x1D159 -> true;
      default ->
          (codePoint >= 0x180B && codePoint <= 0x180F)
              || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
              || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
    };
  }
}
