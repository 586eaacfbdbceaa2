package dev.eventfix.event;

/**
 * Finds numbers that are a person's or lead to one, by form and checksum. Every method gives the
 * index after the number that starts at {@code start}, or -1; {@code floor} is where the last
 * placeholder's secret ended.
 */
final class PersonalNumbers {

  /** Most digits of a payment card's number (ISO/IEC 7812). */
  private static final int MAX_CARD = 19;

  private static final int MIN_CARD = 13;

  /** Most digits of a telephone number, with its country code (E.164). */
  private static final int MAX_PHONE = 15;

  /** Fewest digits of a telephone number that is written in groups. */
  private static final int MIN_PHONE = 8;

  /** Fewest digits of a telephone number that is written as one: shorter ones are sums. */
  private static final int MIN_COMPACT_PHONE = 9;

  /** From so many digits on, a telephone number's first group is all of it. */
  private static final int MIN_COMPACT_GROUP = 7;

  /** Country calling codes of two digits (ITU-T E.164); all others have three, but for 1 and 7. */
  private static final String TWO_DIGIT_CODES =
      "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63"
          + " 64 65 66 81 82 84 86 90 91 92 93 94 95 98";

  /** First two digits of country calling codes of three. */
  private static final String THREE_DIGIT_CODES =
      "21 22 23 24 25 26 29 35 37 38 42 50 59 67 68 69 80 85 87 88 96 97 99";

  /** How long each country's IBAN is, in characters (SWIFT's IBAN registry). */
  private static final String IBAN_LENGTHS =
      "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29"
          + "ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30"
          + "KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24"
          + "PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29"
          + "VA22VG24XK20YE30";

  private PersonalNumbers() {}

  /** A payment card: an issuer's first digits, the Luhn checksum, as one or in the usual groups. */
  static int cardEnd(String text, int start, int floor) {
    char first = text.charAt(start);
    if (first < '2' || first > '6' || goesOnBefore(text, start, floor)) {
      return -1;
    }
    long number = 0;
    int digits = 0;
    int shape = 0;
    int end = -1;
    char separator = '\0';
    int at = start;
    while (true) {
      int from = at;
      while (Chars.isDigit(text, at)) {
        if (++digits > MAX_CARD) {
          return end;
        }
        number = 10 * number + text.charAt(at) - '0';
        at++;
      }
      shape = 100 * shape + at - from;
      if (isCardShape(shape) && !goesOnAfter(text, at) && isCard(number, digits)) {
        end = isInTable(text, start, at, floor) ? end : at;
      }
      int next = separatorEnd(text, at);
      boolean further =
          next > at
              && (separator == '\0' || text.charAt(at) == separator)
              && Chars.isDigit(text, next);
      if (!further || at - from < 3 || at - from > 6) {
        return end;
      }
      separator = text.charAt(at);
      at = next;
    }
  }

  /**
   * Whether groups of four hex digits stand beside the number, letters among them, as in dumps and
   * tables: two on its line at least.
   */
  private static boolean isInTable(String text, int start, int end, int floor) {
    int groups = 0;
    boolean letter = false;
    for (int i = 0; i < 2 && isGroup(text, end + 5 * i + 1); i++) {
      groups++;
      letter |= hasLetter(text, end + 5 * i + 1);
    }
    for (int i = 1; i <= 2 && start - 5 * i >= floor && isGroup(text, start - 5 * i); i++) {
      groups++;
      letter |= hasLetter(text, start - 5 * i);
    }
    return groups >= 2 && letter;
  }

  /** Whether four hex digits that blanks or the text's ends part from others start here. */
  private static boolean isGroup(String text, int start) {
    return hexEnd(text, start) == start + 4
        && " \0".indexOf(Chars.at(text, start - 1)) >= 0
        && Chars.at(text, start + 4) <= ' ';
  }

  private static int hexEnd(String text, int start) {
    int end = start;
    while (end < start + 4 && Chars.isHex(Chars.at(text, end))) {
      end++;
    }
    return end;
  }

  private static boolean hasLetter(String text, int start) {
    for (int i = start; i < start + 4; i++) {
      if (Chars.isLetter(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the groups are those of cards; two decimal digits tell the length of each. */
  private static boolean isCardShape(int shape) {
    return switch (shape) {
      case 4_04_04_04, 4_04_04_04_03, 4_06_05, 4_06_04 -> true;
      default -> shape >= MIN_CARD && shape <= MAX_CARD;
    };
  }

  private static boolean isCard(long number, int digits) {
    return isIssued(number, digits) && isLuhn(number);
  }

  private static boolean isLuhn(long number) {
    int sum = 0;
    boolean twice = false;
    for (long rest = number; rest > 0; rest /= 10) {
      int digit = (int) (rest % 10);
      int value = twice ? 2 * digit : digit;
      sum += value > 9 ? value - 9 : value;
      twice = !twice;
    }
    return sum % 10 == 0;
  }

  /** Whether an issuer's range begins with these digits and has numbers of that length. */
  private static boolean isIssued(long number, int digits) {
    long four = number;
    for (int i = digits; i > 4; i--) {
      four /= 10;
    }
    int two = (int) four / 100;
    int three = (int) four / 10;
    if (two / 10 == 4) {
      return digits == 13 || digits == 16 || digits == 19;
    }
    if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) {
      return digits == 16;
    }
    if (two == 34 || two == 37) {
      return digits == 15;
    }
    if (two == 36 || two == 38 || two == 39 || (three >= 300 && three <= 305)) {
      return digits == 14 || digits == 16;
    }
    boolean long16 =
        (four >= 3528 && four <= 3589)
            || (four >= 2200 && four <= 2204)
            || four == 6011
            || (three >= 644 && three <= 649)
            || two == 65
            || two == 62;
    if (long16) {
      return digits >= 16;
    }
    return four == 5018
        || four == 5020
        || four == 5038
        || four == 5893
        || four == 6304
        || four == 6759
        || (four >= 6761 && four <= 6763);
  }

  /** An IBAN (ISO 13616): a country's length, and the checksum; as one or in groups of four. */
  static int ibanEnd(String text, int start, int floor) {
    if (!Chars.startsRun(text, start, "_", floor)) {
      return -1;
    }
    int length = ibanLength(text, start);
    int count = 0;
    int country = 0;
    int rest = 0;
    int at = start;
    while (count < length) {
      char c = Chars.at(text, at);
      if (count > 3 && count % 4 == 0 && !Chars.isAlphanumeric(c)) {
        at = separatorEnd(text, at);
        c = Chars.at(text, at);
      }
      boolean letter = Chars.isUpper(c);
      if (!letter && !Chars.isDigit(c)) {
        return -1;
      }
      int value = letter ? c - 'A' + 10 : c - '0';
      int factor = letter ? 100 : 10;
      if (count < 4) {
        country = country * factor + value;
      } else {
        rest = (rest * factor + value) % 97;
      }
      count++;
      at++;
    }
    // The country and the check digits go to the end: four digits of letters and two more.
    boolean valid = length > 0 && (rest * 1_000_000L + country) % 97 == 1;
    return valid && !PersonalData.startsWord(text, at) ? at : -1;
  }

  private static int ibanLength(String text, int start) {
    for (int i = 0; i < IBAN_LENGTHS.length(); i += 4) {
      if (text.startsWith(IBAN_LENGTHS.substring(i, i + 2), start)) {
        return 10 * (IBAN_LENGTHS.charAt(i + 2) - '0') + IBAN_LENGTHS.charAt(i + 3) - '0';
      }
    }
    return 0;
  }

  /** A social security number of the United States: three, two and four digits with dashes. */
  static int ssnEnd(String text, int start, int floor) {
    if (Chars.at(text, start + 3) != '-'
        || Chars.at(text, start + 6) != '-'
        || goesOnBefore(text, start, floor)
        || Chars.before(text, start - 1, floor) == '-'
        || goesOnAfter(text, start + 11)) {
      return -1;
    }
    for (int i = 0; i < 11; i++) {
      if (i != 3 && i != 6 && !Chars.isDigit(text, start + i)) {
        return -1;
      }
    }
    boolean given =
        text.charAt(start) != '9'
            && !text.startsWith("000", start)
            && !text.startsWith("666", start)
            && !text.startsWith("00", start + 4)
            && !text.startsWith("0000", start + 7);
    return given ? start + 11 : -1;
  }

  /** A hardware address: six pairs of hex digits; nobody's are all zeros and all ones. */
  static int macEnd(String text, int start, int floor) {
    char separator = Chars.at(text, start + 2);
    if (separator != ':' && separator != '-') {
      return -1;
    }
    int end = start + 17;
    boolean letter = false;
    boolean same = true;
    for (int i = 0; i < 17; i++) {
      char c = Chars.at(text, start + i);
      if (i % 3 == 2 ? c != separator : !Chars.isHex(c)) {
        return -1;
      }
      letter |= Chars.isLetter(c);
      same &= i % 3 == 2 || Chars.lower(c) == Chars.lower(text.charAt(start));
    }
    boolean longer =
        PersonalData.startsWord(text, end)
            || (Chars.at(text, end) == separator && PersonalData.startsWord(text, end + 1))
            || (Chars.before(text, start - 1, floor) == separator
                && Chars.isHex(Chars.before(text, start - 2, floor))
                && Chars.isHex(Chars.before(text, start - 3, floor))
                && !Chars.isAlphanumeric(Chars.before(text, start - 4, floor)));
    boolean nobody = same && (text.charAt(start) == '0' || Chars.lower(text.charAt(start)) == 'f');
    // Digits alone with dashes are a time.
    return longer || nobody || (separator == '-' && !letter) ? -1 : end;
  }

  /** A telephone number whose country code, without its plus sign, starts at {@code start}. */
  static int phoneEnd(String text, int start) {
    int code = callingCodeLength(text, start);
    return code == 0 ? -1 : phoneEnd(text, start, code, false);
  }

  /**
   * A telephone number with 00 for the plus sign, which must be in groups: its country code stands
   * alone, the next group has no leading zero, and not all groups are of four as in a dump.
   */
  static int phoneWithZerosEnd(String text, int start, int floor) {
    if (!text.startsWith("00", start) || goesOnBefore(text, start, floor)) {
      return -1;
    }
    int code = callingCodeLength(text, start + 2);
    int next = start + 2 + code;
    int group = groupEnd(text, next);
    if (code == 0 || group == next || !Chars.isDigit(text, group) || text.charAt(group) == '0') {
      return -1;
    }
    return phoneEnd(text, start + 2, code, true);
  }

  private static int phoneEnd(String text, int start, int code, boolean strict) {
    // North America, and Russia with Kazakhstan.
    boolean fixedLength = code == 1;
    long number = 0;
    int digits = 0;
    boolean fours = strict && code == 2;
    int end = -1;
    int at = start;
    while (true) {
      int from = at;
      while (Chars.isDigit(text, at) && at - from <= MAX_PHONE) {
        at++;
      }
      if (digits + at - from > MAX_PHONE) {
        if (strict || end < 0) {
          return -1;
        }
        break;
      }
      if (PersonalData.startsWord(text, at)) {
        break;
      }
      for (int i = from; i < at; i++) {
        number = 10 * number + text.charAt(i) - '0';
      }
      digits += at - from;
      fours &= from == start || at - from == 4;
      boolean compact = end < 0 && at - from >= MIN_COMPACT_GROUP;
      end = at;
      if (compact || (fixedLength && digits == 11)) {
        if (compact && digits < MIN_COMPACT_PHONE) {
          return -1;
        }
        break;
      }
      int next = groupEnd(text, at);
      if (next == at || !Chars.isDigit(text, next)) {
        break;
      }
      at = next;
    }
    if (digits < MIN_PHONE || fours) {
      return -1;
    }
    if (fixedLength && digits != 11) {
      return -1;
    }
    return text.charAt(start) == '1' && !isNorthAmerican(number) ? -1 : end;
  }

  /** Whether neither the area nor the exchange of the eleven digits begins with 0 or 1. */
  private static boolean isNorthAmerican(long number) {
    return number / 1_000_000_000 % 10 > 1 && number / 1_000_000 % 10 > 1;
  }

  /** How many digits the country calling code has that starts here: 0 when none does. */
  private static int callingCodeLength(String text, int start) {
    char first = Chars.at(text, start);
    if (first == '1' || first == '7') {
      return 1;
    }
    if (!Chars.isDigit(first) || first == '0' || !Chars.isDigit(text, start + 1)) {
      return 0;
    }
    String two = text.substring(start, start + 2);
    if (TWO_DIGIT_CODES.contains(two)) {
      return 2;
    }
    return THREE_DIGIT_CODES.contains(two) && Chars.isDigit(text, start + 2) ? 3 : 0;
  }

  /** The index after what parts the groups of a telephone number, {@code at} when nothing does. */
  private static int groupEnd(String text, int at) {
    int i = Chars.at(text, at) == ')' ? at + 1 : at;
    char c = Chars.at(text, i);
    if (c == '.' || c == '/') {
      i++;
    } else {
      i = Math.max(i, separatorEnd(text, i));
    }
    return Chars.at(text, i) == '(' ? i + 1 : i;
  }

  /** The index after a blank, a dash, or a blank in a URL; -1 for anything else. */
  private static int separatorEnd(String text, int at) {
    return switch (Chars.at(text, at)) {
      case ' ', '-', '+', '\u00a0' -> at + 1;
      case '%' -> text.startsWith("%20", at) ? at + 3 : -1;
      default -> -1;
    };
  }

  /** Whether the number is the rest of a longer one: a fraction, or an identifier with dashes. */
  private static boolean goesOnBefore(String text, int start, int floor) {
    char before = Chars.before(text, start - 1, floor);
    return (before == '.' || before == '-') && Chars.isDigit(Chars.before(text, start - 2, floor));
  }

  private static boolean goesOnAfter(String text, int end) {
    char next = Chars.at(text, end);
    return PersonalData.startsWord(text, end)
        || (next == '.' && Chars.isDigit(text, end + 1))
        || (next == '-' && PersonalData.startsWord(text, end + 1));
  }
}
