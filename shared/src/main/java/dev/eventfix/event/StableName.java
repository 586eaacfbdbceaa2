package dev.eventfix.event;

/**
 * Names without what compilers, frameworks, builds and runs put into them: addresses, hashes,
 * counters of lambdas, proxies and anonymous classes, line numbers. What else is in them tells a
 * function from its neighbours and stays.
 */
final class StableName {

  /** From this length on, a run of hex digits with a decimal one is taken for a hash. */
  private static final int MIN_HASH = 6;

  /** Digits of the counter in the name of a script that was made while running. */
  private static final int MIN_SCRIPT = 3;

  private static final int UUID_LENGTH = 36;

  /** Hex digits of the hash at the end of a Rust function's name. */
  private static final int RUST_HASH = 16;

  /** Parts of a counter, or copies of a copy, that are looked at together. */
  private static final int MAX_PARTS = 4;

  /** Receivers in a row that are looked at, as of {@code module.exports.pay}. */
  private static final int MAX_RECEIVERS = 3;

  /** A receiver's name of no more letters is a minifier's. */
  private static final int MAX_MINIFIED = 2;

  /** What stands for a function without a name, without letters of its own. */
  private static final String ANONYMOUS =
      "? <anonymous> (anonymous) anonymous {anonymous} <unknown> <redacted> anonymous_function"
          + " <anonymous_function> ";

  /** Behind these, digits count what was generated. */
  private static final String[] COUNTED = {
    "MethodAccessor",
    "ConstructorAccessor",
    "$Proxy",
    "jdk.proxy",
    "ScopeProxy",
    "Proxy_",
    "AjcClosure",
    "aroundBody",
    "$$exec",
    "_closure",
    "lambda-",
    "lambda_method",
    "fun-",
    "inlined-",
    "#",
    "$_",
    "$^",
    "|",
    "DisplayClass",
    "AnonymousType",
    "CodegenStage",
    "_block_invoke_",
    "dwrap·",
    "__tilt_",
    "(eval ",
    "ipykernel_",
    "<ipython-input-",
    "In[",
    "<cell line: "
  };

  /** Behind these and a dollar sign, the rest of the word is made up. */
  private static final String[] MADE_UP = {
    "CGLIB$",
    "ByGuice$",
    "HibernateProxy",
    "HibernateBasicProxy",
    "HibernateInstantiator",
    "HibernateAccessOptimizer",
    "ByteBuddy",
    "MockitoMock",
    "auxiliary"
  };

  /** Behind these, two underscores and digits are a counter of any length. */
  private static final String[] BEFORE_UNDERSCORES = {"fn", "reify", "auto", "AnonymousMethod"};

  /** Go's functions without a name, in the one that they stand in. */
  private static final String[] GO_FUNCTIONS = {".func", ".gowrap", ".deferwrap"};

  /** Copies of a function that a compiler made, by the end of their names. */
  private static final String[] CLONES = {
    ".cold", ".constprop", ".isra", ".part", ".lto_priv", ".llvm"
  };

  /** What JavaScript engines put before a function's name. */
  private static final String[] JS_PREFIXES = {"async ", "new ", "get ", "set ", "bound "};

  /** Receivers that one engine names and another does not. */
  private static final String JS_RECEIVERS =
      "object module function array window global globalthis exports proxy context this _this self"
          + " timeout runtime promise eventtarget document vuecomponent xmlhttprequest websocket ";

  private final String text;
  private final boolean function;
  private final StringBuilder out;

  /** Where the run of hex digits ends that was looked at last. */
  private int looked;

  private StableName(String text, boolean function) {
    this.text = text;
    this.function = function;
    out = new StringBuilder();
  }

  /** A module's, class's or binary's name. */
  static String of(String name) {
    return new StableName(name, false).read();
  }

  /** A function's name, empty when it has none. */
  static String ofFunction(String name, boolean javascript) {
    String plain = javascript ? withoutReceiver(name) : withoutLevels(name);
    return isAnonymous(plain) ? "" : new StableName(plain, true).read();
  }

  /** A file's name, without a query. */
  static String ofFile(String name, boolean javascript) {
    if (name.startsWith("data:")) {
      return "data:";
    }
    int query = name.indexOf('?');
    String plain = query > 0 ? name.substring(0, query) : name;
    int fragment = plain.contains("://") ? plain.indexOf('#') : -1;
    plain = fragment > 0 ? plain.substring(0, fragment) : plain;
    return of(BundleName.withoutHashes(plain, javascript));
  }

  private static boolean isAnonymous(String name) {
    return name.isEmpty()
        || ("?<({aA".indexOf(name.charAt(0)) >= 0
            && Chars.isListed(ANONYMOUS, name.replace(' ', '_'), 0, name.length()));
  }

  /** {@code pay} of Ruby's {@code block (2 levels) in Object#pay}: {@code block in pay}. */
  private static String withoutLevels(String name) {
    String plain = name;
    if (name.startsWith("block (")) {
      int in = name.indexOf(" in ");
      plain = in < 0 ? name : "block" + name.substring(in);
    }
    int object = plain.indexOf("Object#");
    boolean receiver = object == 0 || (object > 2 && plain.startsWith(" in ", object - 4));
    return receiver
        ? plain.substring(0, object) + plain.substring(object + "Object#".length())
        : plain;
  }

  private static String withoutReceiver(String name) {
    int as = name.indexOf(" [as ");
    // Firefox tells what a function was called by: "async*pay", "setTimeout handler*pay".
    String plain = as < 0 ? name : name.substring(0, as);
    plain = plain.substring(plain.lastIndexOf('*') + 1);
    for (String prefix : JS_PREFIXES) {
      plain = plain.startsWith(prefix) ? plain.substring(prefix.length()) : plain;
    }
    for (int i = 0; i < MAX_RECEIVERS; i++) {
      int dot = plain.indexOf('.');
      boolean meaningless =
          dot > 0
              && (dot <= MAX_MINIFIED
                  || plain.startsWith("HTML")
                  || Chars.isListed(JS_RECEIVERS, plain, 0, dot));
      plain = meaningless ? plain.substring(dot + 1) : plain;
    }
    return plain;
  }

  private String read() {
    if (isPlain()) {
      return text;
    }
    int i = 0;
    while (i < text.length()) {
      int end = generated(i);
      if (end < 0) {
        out.append(text.charAt(i));
        i++;
      } else {
        i = end;
      }
    }
    return out.toString();
  }

  /** Most names have nothing in them that is generated: it has a digit, a dollar sign or a dot. */
  private boolean isPlain() {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Chars.isDigit(c) || c == '$' || (c == '.' && function)) {
        return false;
      }
    }
    return true;
  }

  /** Writes what stands for something generated; returns where that ends, or -1 when none is. */
  private int generated(int i) {
    return switch (text.charAt(i)) {
      case '$' -> dollar(i);
      case '_' -> underscores(i);
      case ':' -> colon(i);
      case '(' -> line(i);
      case '.' -> clone(i);
      default -> Chars.isHex(text.charAt(i)) ? number(i) : -1;
    };
  }

  private int dollar(int i) {
    String marker = text.startsWith("$$_javassist", i) ? "$$_javassist" : "$$_jvst";
    if (text.startsWith(marker, i)) {
      out.append(marker);
      return wordEnd(i + marker.length());
    }
    if (text.startsWith("$$Lambda", i)) {
      out.append("$$Lambda");
      int end = i + "$$Lambda".length();
      while (end < text.length()
          && (Chars.isHex(text.charAt(end)) || "$/x".indexOf(text.charAt(end)) >= 0)) {
        end++;
      }
      return end;
    }
    if (endsWithOne(MADE_UP, i) && wordEnd(i + 1) > i + 1) {
      out.append("$0");
      return wordEnd(i + 1);
    }
    if (Chars.isDigit(text, i + 1)) {
      out.append("$0");
      return hexEnd(i + 1);
    }
    return -1;
  }

  /** {@code fn__123}, {@code _html_erb___123_456}, {@code <Pay>b__3_0}. */
  private int underscores(int i) {
    if (Chars.at(text, i + 1) != '_' || Chars.at(text, i - 1) == '_') {
      return -1;
    }
    int from = i;
    while (Chars.at(text, from) == '_') {
      from++;
    }
    int end = from;
    int digits = 0;
    for (int parts = 0; parts < MAX_PARTS && Chars.isDigit(text, from); parts++) {
      end = Chars.digitEnd(text, from);
      digits += end - from;
      from = end;
      while (Chars.at(text, from) == '_') {
        from++;
      }
    }
    boolean counter =
        digits > 1 || Chars.at(text, i - 2) == '>' || endsWithOne(BEFORE_UNDERSCORES, i);
    boolean word = Chars.isWord(Chars.at(text, end)) && !text.startsWith("__", end);
    if (digits == 0 || !counter || word) {
      return -1;
    }
    out.append("__0");
    return end;
  }

  /** A line's number behind a file or a function, Rust's hash of a function. */
  private int colon(int i) {
    int end = Chars.digitEnd(text, i + 1);
    if (end > i + 1 && (end == text.length() || ":$})]>".indexOf(text.charAt(end)) >= 0)) {
      // PHP's anonymous classes have a counter in hex behind it.
      return Chars.at(text, end) == '$' ? hexEnd(end + 1) : end;
    }
    boolean hash =
        text.startsWith("::h", i)
            && text.length() == i + 3 + RUST_HASH
            && hexEnd(i + 3) == text.length();
    return hash ? text.length() : -1;
  }

  /** The line in <code>/srv/a.php(12) : eval()'d code</code>. */
  private int line(int i) {
    int end = Chars.digitEnd(text, i + 1);
    if (end == i + 1 || Chars.at(text, end) != ')') {
      return -1;
    }
    out.append("()");
    return end + 1;
  }

  private int clone(int i) {
    int end = function ? i : -1;
    int next = end;
    for (int parts = 0; parts < MAX_PARTS && next >= 0 && next < text.length(); parts++) {
      end = next;
      next = -1;
      for (String clone : CLONES) {
        next = text.startsWith(clone, end) ? end + clone.length() : next;
      }
      while (next > 0 && Chars.at(text, next) == '.' && Chars.isDigit(text, next + 1)) {
        next = Chars.digitEnd(text, next + 1);
      }
    }
    return next == text.length() ? next : -1;
  }

  private int number(int i) {
    if (text.charAt(i) == '0' && (Chars.at(text, i + 1) | 0x20) == 'x' && hexEnd(i + 2) > i + 2) {
      out.append('0');
      return hexEnd(i + 2);
    }
    if (i >= looked) {
      looked = hexEnd(i);
      boolean uuid = looked == i + 8 && isUuid(text, i);
      if (uuid || (looked >= i + MIN_HASH && Chars.hasDigit(text, i, looked))) {
        out.append('0');
        return uuid ? i + UUID_LENGTH : looked;
      }
    }
    if (!Chars.isDigit(text, i) || Chars.isDigit(text, i - 1)) {
      return -1;
    }
    int end = Chars.digitEnd(text, i);
    char joint = endsWithOne(GO_FUNCTIONS, i) ? '.' : '_';
    if (joint == '_' && !endsWithOne(COUNTED, i) && !isScript(i, end)) {
      return -1;
    }
    out.append('0');
    while (Chars.at(text, end) == joint && Chars.isDigit(text, end + 1)) {
      end = Chars.digitEnd(text, end + 1);
    }
    return end;
  }

  /** Code that was made while running: {@code eval12} of Clojure, {@code Script123} of Groovy. */
  private boolean isScript(int i, int end) {
    return (text.startsWith("eval", i - 4) && !Chars.isLetter(Chars.at(text, i - 5)))
        || (text.regionMatches(true, i - 6, "script", 0, 6) && end - i >= MIN_SCRIPT);
  }

  private boolean endsWithOne(String[] words, int end) {
    for (String word : words) {
      if (text.startsWith(word, end - word.length())) {
        return true;
      }
    }
    return false;
  }

  private int wordEnd(int from) {
    int end = from;
    while (Chars.isWord(Chars.at(text, end))) {
      end++;
    }
    return end;
  }

  private int hexEnd(int from) {
    int end = from;
    while (Chars.isHex(Chars.at(text, end))) {
      end++;
    }
    return end;
  }

  private static boolean isUuid(String text, int start) {
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = Chars.at(text, start + i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : !Chars.isHex(c)) {
        return false;
      }
    }
    return true;
  }
}
