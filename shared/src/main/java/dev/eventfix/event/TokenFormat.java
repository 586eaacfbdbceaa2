package dev.eventfix.event;

/**
 * How one provider's tokens look: a published prefix, then a run of letters, digits and others.
 *
 * @param minLength fewest characters behind the prefix
 * @param others what may stand behind the prefix besides letters and digits
 * @param tests what else must be true, some of the constants of this class
 */
record TokenFormat(SecretKind kind, String prefix, int minLength, String others, int tests) {

  /** No more characters behind the prefix than the fewest. */
  static final int EXACT = 1;

  /** Hex digits and others only. */
  static final int HEX = 1 << 1;

  /** No small letters. */
  static final int UPPER = 1 << 2;

  /** Decimal digits only. */
  static final int DIGITS = 1 << 3;

  /** A full stop among the others. */
  static final int DOT = 1 << 4;

  /** A digit, or letters of both cases, which a name in one style has not. */
  static final int RANDOM = 1 << 5;

  /** A digit and letters of both cases. */
  static final int STRICT = 1 << 6;

  /** A digit. */
  static final int DIGIT = 1 << 7;

  /** As many letters and digits in a row as a key has and a hyphenated name has not. */
  static final int UNBROKEN = 1 << 8;

  /** A UUID, alone. */
  static final int UUID = 1 << 9;

  /** Three parts of the lengths that Discord's tokens have. */
  static final int DISCORD = 1 << 10;

  /** A number and a colon stand before it, and stay: Telegram's. */
  static final int AFTER_NUMBER = 1 << 11;

  /** 32 hex digits and a hyphen stand before it, and belong to it: Mailchimp's. */
  static final int AFTER_HEX = 1 << 12;

  /** 14 letters or digits and a full stop stand before it, and belong to it: HCP Terraform's. */
  static final int AFTER_NAME = 1 << 13;

  /** How far a token is looked at before it is known to be one, in characters. */
  private static final int MAX_LOOK = 256;

  private static final int MIN_UNBROKEN = 16;

  /** Fewest digits of a Telegram bot's number. */
  private static final int MIN_NUMBER = 6;

  private static final int UUID_LENGTH = 36;

  private boolean asks(int test) {
    return (tests & test) != 0;
  }

  /** The index after the token whose prefix is at {@code start}, or -1 when it is none. */
  int end(String text, int start, int floor) {
    if (!text.startsWith(prefix, start)
        || !(asks(AFTER_HEX | AFTER_NAME) || startsRun(text, start, floor))) {
      return -1;
    }
    int from = start + prefix.length();
    int looked = skip(text, from, Math.min(text.length(), from + MAX_LOOK));
    int near = withoutStops(text, from, looked);
    if (near - from < minLength
        || (asks(EXACT) && near - from > minLength)
        || !isToken(text, from, near)
        || start(text, start, floor) < 0) {
      return -1;
    }
    return withoutStops(text, from, skip(text, looked, text.length()));
  }

  /** Whether no longer name ends in the prefix; an equals sign, say, may well stand before it. */
  private boolean startsRun(String text, int start, int floor) {
    char before = Chars.before(text, start - 1, floor);
    boolean joined = "-./+".indexOf(before) >= 0 && others.indexOf(before) >= 0;
    return !joined && Chars.startsRun(text, start, "_", floor);
  }

  private int skip(String text, int from, int limit) {
    int i = from;
    while (i < limit
        && (Chars.isAlphanumeric(text.charAt(i)) || others.indexOf(text.charAt(i)) >= 0)) {
      i++;
    }
    return i;
  }

  /** Full stops at the end are a sentence's. */
  private static int withoutStops(String text, int from, int to) {
    int end = to;
    while (end > from && text.charAt(end - 1) == '.') {
      end--;
    }
    return end;
  }

  private boolean isToken(String text, int from, int to) {
    if (tests == 0) {
      return true;
    }
    boolean upper = false;
    boolean lower = false;
    boolean digit = false;
    boolean dot = false;
    boolean hex = true;
    int run = 0;
    int longest = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean isUpper = Chars.isUpper(c);
      boolean isLower = Chars.isLower(c);
      boolean isDigit = Chars.isDigit(c);
      upper |= isUpper;
      lower |= isLower;
      digit |= isDigit;
      dot |= c == '.';
      hex &= Chars.isHex(c) || !(isUpper || isLower);
      run = isUpper || isLower || isDigit ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return !(asks(HEX) && !hex)
        && !(asks(UPPER) && lower)
        && !(asks(DIGITS) && (upper || lower))
        && !(asks(DOT) && !dot)
        && !(asks(RANDOM) && !digit && !(upper && lower))
        && !(asks(STRICT) && !(digit && upper && lower))
        && !(asks(DIGIT) && !digit)
        && !(asks(UNBROKEN) && longest < MIN_UNBROKEN)
        && !(asks(UUID) && !isUuid(text, from, to))
        && !(asks(DISCORD) && !isDiscord(text, from, to));
  }

  private static boolean isUuid(String text, int from, int to) {
    if (to - from != UUID_LENGTH) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = text.charAt(from + i);
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? c != '-' : !Chars.isHex(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDiscord(String text, int from, int to) {
    int first = text.indexOf('.', from, to);
    int second = first < 0 ? -1 : text.indexOf('.', first + 1, to);
    return first - from >= 20
        && first - from <= 28
        && second - first >= 6
        && second - first <= 8
        && to - second >= 26
        && to - second <= 42;
  }

  /** Where the secret starts whose prefix is at {@code at}; -1 when not what must is before it. */
  int start(String text, int at, int floor) {
    if (asks(AFTER_NUMBER)) {
      return isAfterNumber(text, at, floor) ? at : -1;
    }
    int length = asks(AFTER_HEX) ? 32 : asks(AFTER_NAME) ? 14 : 0;
    if (length == 0) {
      return at;
    }
    int start = at - 1 - length;
    if (start < floor
        || text.charAt(at - 1) != (asks(AFTER_HEX) ? '-' : '.')
        || !Chars.startsRun(text, start, "_-", floor)) {
      return -1;
    }
    for (int i = start; i < at - 1; i++) {
      char c = text.charAt(i);
      if (asks(AFTER_HEX) ? !Chars.isHex(c) : !Chars.isAlphanumeric(c)) {
        return -1;
      }
    }
    return start;
  }

  private static boolean isAfterNumber(String text, int at, int floor) {
    int colon = at - 1;
    if (Chars.before(text, colon, floor) != ':') {
      colon = at - 3;
      if (colon < floor || !text.regionMatches(true, colon, "%3A", 0, 3)) {
        return false;
      }
    }
    for (int i = 1; i <= MIN_NUMBER; i++) {
      if (!Chars.isDigit(Chars.before(text, colon - i, floor))) {
        return false;
      }
    }
    return true;
  }
}
