package dev.eventfix.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** How one place of a log message shows its parameter, in the sender's language. */
final class ParameterFormat {

  /** Flags of a place that are read. */
  static final int MAX_FLAGS = 6;

  /** The largest width and precision; larger ones are left out. */
  static final int MAX_SIZE = 100;

  /** Digits behind the point where a place does not say how many. */
  private static final int DEFAULT_PRECISION = 6;

  /** From how many digits on a number is written with an exponent by {@code %g}. */
  private static final int MIN_EXPONENT = -4;

  /** A whole number of more digits is shown as it was sent. */
  private static final int MAX_DIGITS = 400;

  private final String platform;
  char conversion;

  /** What the text is filled up with to its width; a 0 before the digits of numbers. */
  char fill = ' ';

  /** -1 where the place says nothing of it. */
  int precision = -1;

  int width;
  private boolean left;
  private boolean plus;
  private boolean alternate;
  private boolean grouped;

  ParameterFormat(String platform, char conversion) {
    this.platform = platform;
    this.conversion = conversion;
  }

  /** Whether the character is a conversion in that language. */
  static boolean isConversion(char c, String platform) {
    String more =
        switch (platform) {
          case "go" -> "vTqtbpwU";
          case "node", "javascript" -> "jO";
          case "cocoa", "objc", "swift" -> "@p";
          case "php" -> "b";
          case "ruby" -> "pbB";
          case "python" -> "a";
          case "java" -> "bShH";
          case "native", "c" -> "pa";
          default -> "v@";
        };
    return c != '\0'
        && ("sdirfgexXouc".indexOf(c) >= 0 || "FEG".indexOf(c) >= 0 || more.indexOf(c) >= 0);
  }

  /** The number that stands there, -1 when it is too large. */
  static int size(String text, int from, int to) {
    int size = 0;
    for (int i = from; i < to && size <= MAX_SIZE; i++) {
      size = 10 * size + text.charAt(i) - '0';
    }
    return size <= MAX_SIZE ? size : -1;
  }

  /** Takes a flag; false when the character is none. */
  boolean takesFlag(char c) {
    boolean groups =
        c == ',' ? platform.equals("java") : c == '\'' && "native c php ".contains(platform + ' ');
    left |= c == '-';
    plus |= c == '+';
    alternate |= c == '#';
    grouped |= groups && !platform.equals("php");
    fill = c == '0' ? '0' : fill;
    return groups || c == '-' || c == '+' || c == '#' || c == '0';
  }

  /** Takes a width that is a parameter itself. */
  void takeWidth(@Nullable Object value) {
    int size = value instanceof Number number ? number.intValue() : 0;
    if (size >= -MAX_SIZE && size <= MAX_SIZE) {
      left |= size < 0;
      width = Math.abs(size);
    }
  }

  void takePrecision(@Nullable Object value) {
    int size = value instanceof Number number ? number.intValue() : -1;
    precision = size <= MAX_SIZE ? size : -1;
  }

  // Braces

  /**
   * What stands behind a name in braces.
   *
   * @param text with the mark it begins with: {@code :>10.2f}, {@code !r}, {@code ,10:N2}
   */
  static ParameterFormat ofBraces(String platform, String text) {
    ParameterFormat format = new ParameterFormat(platform, 's');
    int colon = text.indexOf(':');
    String spec = colon < 0 ? "" : text.substring(colon + 1);
    if (platform.equals("python") || platform.equals("rust")) {
      ParameterFormat read = new ParameterFormat(platform, 's');
      return read.readSpec(spec) ? read : format;
    }
    if (platform.equals("csharp")) {
      if (text.startsWith(",")) {
        format.readAlignment(text.substring(1, colon < 0 ? text.length() : colon));
      }
      format.readNet(spec);
    }
    return format;
  }

  /** Python's and Rust's {@code [[fill]align][sign][#][0][width][,][.precision][type]}. */
  private boolean readSpec(String spec) {
    int i = 0;
    boolean filled = spec.length() > 1 && "<>^=".indexOf(spec.charAt(1)) >= 0;
    if (filled || (!spec.isEmpty() && "<>^=".indexOf(spec.charAt(0)) >= 0)) {
      fill = filled ? spec.charAt(0) : ' ';
      i = filled ? 2 : 1;
      left = spec.charAt(i - 1) == '<';
      aligned = spec.charAt(i - 1);
    }
    while (i < spec.length()
        && (spec.charAt(i) == '+' || spec.charAt(i) == '#' || spec.charAt(i) == '0')) {
      takesFlag(spec.charAt(i));
      i++;
    }
    int end = Chars.digitEnd(spec, i);
    width = size(spec, i, end);
    i = end;
    if (Chars.at(spec, i) == ',' || Chars.at(spec, i) == '_') {
      grouped = true;
      i++;
    }
    if (Chars.at(spec, i) == '.') {
      end = Chars.digitEnd(spec, i + 1);
      precision = size(spec, i + 1, end);
      i = end;
    }
    if (i < spec.length() && "sdfFeEgGxXobc%n?".indexOf(spec.charAt(i)) >= 0) {
      conversion = spec.charAt(i);
      i++;
    } else if (precision >= 0 && platform.equals("rust")) {
      conversion = 'f';
    }
    conversion = conversion == '?' || conversion == 'n' ? 's' : conversion;
    aligned = aligned == 0 && width > 0 ? '?' : aligned;
    return i == spec.length();
  }

  /** Where a text of braces stands in its width, 0 where that is not said. */
  private char aligned;

  private void readAlignment(String text) {
    left = text.startsWith("-");
    int from = left ? 1 : 0;
    int end = Chars.digitEnd(text, from);
    width = end == text.length() ? size(text, from, end) : 0;
  }

  /** .NET's standard formats, as far as they do not depend on a culture: {@code N2}, {@code X8}. */
  private void readNet(String spec) {
    int end = Chars.digitEnd(spec, 1);
    if (spec.isEmpty() || end != spec.length()) {
      return;
    }
    int digits = end > 1 ? size(spec, 1, end) : -1;
    switch (spec.charAt(0)) {
      case 'N', 'n', 'F', 'f' -> {
        conversion = 'f';
        grouped = Chars.lower(spec.charAt(0)) == 'n';
        precision = digits < 0 ? 2 : digits;
      }
      case 'X', 'x' -> {
        conversion = spec.charAt(0);
        least = digits;
      }
      case 'D', 'd' -> {
        conversion = 'd';
        least = digits;
      }
      default -> {
        // A culture's or an own one: the value is shown as it is.
      }
    }
  }

  /** Digits that a whole number has at the least. */
  private int least;

  // Values

  /** The value's text, or null for a null of a language that is not known. */
  @Nullable String text(@Nullable Object value) {
    if (platform.equals("go") && conversion == 'T') {
      // The type is not sent.
      return null;
    }
    if (isJavaScript() && conversion == 'c') {
      // A style for the console.
      return "";
    }
    if (platform.equals("java") && conversion == 'b') {
      return padded(
          value instanceof Boolean truth ? ofTruth(truth) : ofTruth(value != null), false);
    }
    if (value instanceof Number number) {
      return padded(ofNumber(number), isNumeric() || (aligned == '?' && conversion == 's'));
    }
    if (value instanceof Boolean truth
        && "dixX".indexOf(conversion) >= 0
        && platform.equals("python")) {
      return padded(ofNumber(truth ? 1L : 0L), true);
    }
    String text =
        value == null
            ? ofNull()
            : value instanceof Boolean truth ? ofTruth(truth) : value.toString();
    if (text == null) {
      return null;
    }
    if (conversion == 's' && precision >= 0) {
      text = text.substring(0, end(text, precision));
    }
    if (conversion == 'q' && value instanceof String) {
      text = quoted(text);
    }
    return padded(text, false);
  }

  /** Where so many characters of the text end: it may be long, and stand in many places. */
  private static int end(String text, int characters) {
    int end = 0;
    for (int i = 0; i < characters && end < text.length(); i++) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.append('"').toString();
  }

  private boolean isJavaScript() {
    return platform.equals("javascript") || platform.equals("node");
  }

  private boolean isNumeric() {
    return "dioxXuUbBeEfFgGaA%".indexOf(conversion) >= 0;
  }

  private @Nullable String ofNull() {
    return switch (platform) {
      case "python" -> "None";
      case "java", "javascript", "node", "csharp" -> "null";
      case "go" -> "<nil>";
      case "cocoa", "objc", "swift" -> "(null)";
      case "ruby" -> conversion == 'p' ? "nil" : "";
      case "php" -> "";
      default -> null;
    };
  }

  private String ofTruth(boolean truth) {
    return switch (platform) {
      case "python", "csharp" -> truth ? "True" : "False";
      case "php" -> truth ? "1" : "";
      default -> truth ? "true" : "false";
    };
  }

  private String ofNumber(Number number) {
    return switch (conversion) {
      case 'd', 'i', 'u' -> whole(number, 10, "");
      case 'x', 'X', 'o', 'b', 'B' -> isJavaScript() ? number.toString() : based(number);
      case 'f', 'F' -> isJavaScript() ? number.toString() : fixed(decimal(number), digits());
      case '%' -> fixed(decimal(number).movePointRight(2), digits()) + "%";
      case 'e', 'E' -> scientific(decimal(number), digits());
      case 'g', 'G' -> general(decimal(number));
      case 'c' -> character(number);
      default -> grouped ? whole(number, 10, "") : signed(number.toString());
    };
  }

  private int digits() {
    return precision < 0 ? DEFAULT_PRECISION : precision;
  }

  private static BigDecimal decimal(Number number) {
    if (number instanceof Long || number instanceof Integer) {
      return BigDecimal.valueOf(number.longValue());
    }
    double value = number.doubleValue();
    // As C does, with all digits that the nearest double has.
    return Double.isFinite(value) ? new BigDecimal(value) : BigDecimal.ZERO;
  }

  private String based(Number number) {
    boolean octal = conversion == 'o';
    boolean binary = (conversion | 0x20) == 'b';
    String prefix =
        octal
            ? (platform.equals("python") || platform.equals("rust") ? "0o" : "0")
            : binary ? "0b" : "0x";
    String text = whole(number, octal ? 8 : binary ? 2 : 16, alternate ? prefix : "");
    return conversion == 'X' ? upper(text) : text;
  }

  private static String upper(String text) {
    StringBuilder upper = new StringBuilder(text);
    for (int i = 0; i < upper.length(); i++) {
      char c = upper.charAt(i);
      upper.setCharAt(i, Chars.isLower(c) ? (char) (c - 'a' + 'A') : c);
    }
    return upper.toString();
  }

  private String whole(Number number, int base, String prefix) {
    boolean point =
        !(number instanceof Long || number instanceof Integer || number instanceof BigInteger);
    String sent = number.toString();
    if (sent.length() > MAX_DIGITS || (point && conversion == (isJavaScript() ? 'd' : 's'))) {
      return sent;
    }
    BigInteger value = point ? decimal(number).toBigInteger() : new BigInteger(sent);
    if (point && isWhole(sent)) {
      value = new BigInteger(sent);
    }
    String digits = value.abs().toString(base);
    StringBuilder text = new StringBuilder(digits);
    while (text.length() < least) {
      text.insert(0, "0");
    }
    if (grouped) {
      group(text, text.length());
    }
    return signed((value.signum() < 0 ? "-" : "") + prefix + text);
  }

  private static boolean isWhole(String sent) {
    return Chars.isNumber(sent.startsWith("-") ? sent.substring(1) : sent);
  }

  private static void group(StringBuilder text, int end) {
    for (int i = end - 3; i > 0; i -= 3) {
      text.insert(i, ",");
    }
  }

  private String fixed(BigDecimal value, int digits) {
    String plain = value.abs().setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    StringBuilder text = new StringBuilder(plain);
    if (grouped) {
      int point = plain.indexOf('.');
      group(text, point < 0 ? plain.length() : point);
    }
    return signed((value.signum() < 0 ? "-" : "") + text);
  }

  private String scientific(BigDecimal value, int digits) {
    BigDecimal rounded = value.abs().round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
    StringBuilder text = new StringBuilder(rounded.unscaledValue().toString());
    int exponent = value.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    while (text.length() <= digits) {
      text.append('0');
    }
    text.setLength(digits + 1);
    if (digits > 0) {
      text.insert(1, ".");
    }
    text.append(conversion == 'E' || conversion == 'G' ? 'E' : 'e')
        .append(exponent < 0 ? '-' : '+');
    text.append(Math.abs(exponent) < 10 ? "0" : "").append(Math.abs(exponent));
    return signed((value.signum() < 0 ? "-" : "") + text);
  }

  private String general(BigDecimal value) {
    int digits = Math.max(1, digits());
    BigDecimal rounded = value.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = value.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    if (exponent >= MIN_EXPONENT && exponent < digits) {
      String plain = rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
      return signed(plain);
    }
    String text = scientific(value, digits - 1);
    int mark = Math.max(text.indexOf('e'), text.indexOf('E'));
    int end = mark;
    while (text.indexOf('.') >= 0
        && end > 0
        && (text.charAt(end - 1) == '0' || text.charAt(end - 1) == '.')) {
      end--;
      if (text.charAt(end) == '.') {
        break;
      }
    }
    return text.substring(0, end) + text.substring(mark);
  }

  private static String character(Number number) {
    int code = number.intValue();
    return Character.isValidCodePoint(code) && code >= ' '
        ? Character.toString(code)
        : number.toString();
  }

  private String signed(String text) {
    // Go's %+v tells names of fields.
    return plus && conversion != 'v' && Chars.isDigit(text, 0) ? "+" + text : text;
  }

  /** The text filled up to the place's width. */
  private String padded(String text, boolean number) {
    if (width <= 0 || end(text, width) < text.length()) {
      return text;
    }
    int missing = width;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      missing--;
    }
    boolean zeros =
        fill == '0' && number && !left && (aligned == 0 || aligned == '?' || aligned == '=');
    boolean blanks = fill == '0' && !zeros && aligned == 0 && !platform.equals("php");
    char filler = blanks ? ' ' : fill;
    // Python's and Rust's texts stand to the left, and their numbers to the right.
    boolean before =
        aligned == 0 ? !left : aligned == '>' || aligned == '=' || (aligned == '?' && number);
    StringBuilder padded = new StringBuilder(width);
    int middle = aligned == '^' ? missing / 2 : before ? missing : 0;
    int sign = 0;
    if (zeros) {
      sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
      boolean prefix =
          text.length() > sign + 1
              && text.charAt(sign) == '0'
              && Chars.isLetter(text.charAt(sign + 1));
      sign += prefix ? 2 : 0;
    }
    padded.append(text, 0, sign);
    for (int i = 0; i < missing; i++) {
      if (i == middle) {
        padded.append(text, sign, text.length());
      }
      padded.append(zeros ? '0' : filler);
    }
    return middle == missing
        ? padded.append(text, sign, text.length()).toString()
        : padded.toString();
  }
}
