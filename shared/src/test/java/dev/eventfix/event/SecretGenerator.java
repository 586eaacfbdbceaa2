package dev.eventfix.event;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes up secrets of every kind, and texts that only look like them. */
final class SecretGenerator {

  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";
  private static final String HEX = DIGITS + "abcdef";
  private static final String ALNUM = UPPER + LOWER + DIGITS;

  /** A kind's secret, and texts of one place in which it stands where § is. */
  record Sample(SecretKind kind, String secret, String place, String text) {

    static Sample of(SecretKind kind, String secret, String place, String template) {
      boolean url = place.equals("URL");
      String written = url ? secret.replace("+", "%2B").replace(" ", "%20") : secret;
      return new Sample(kind, written, place, template.replace("§", written));
    }
  }

  private final Random random;

  SecretGenerator(long seed) {
    random = new Random(seed);
  }

  String of(String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private String any(String... all) {
    return all[random.nextInt(all.length)];
  }

  // ---------------------------------------------------------------------------------- by their
  // form

  /** Each of the places an event has, around what is known by its form. */
  static String[][] places() {
    return new String[][] {
      {"message", "could not go on with § after 3 tries"},
      {"source line", "    client.open(\"§\", retries=3)"},
      {"variable", "['§', None]"},
      {"breadcrumb", "job failed: § (will retry)"},
      {"tag", "§"},
      {"URL", "https://shop.example.com/pay?ref=§&page=2"},
      {"header", "X-Reference: §"},
      {"mechanism data", "{\"reference\": \"§\", \"code\": 17}"},
      {"escaped JSON", "{\\\"reference\\\":\\\"§\\\",\\\"code\\\":17}"},
      {"file name", "/srv/reports/report (§).csv"},
    };
  }

  List<Sample> knownByForm(int each) {
    List<Sample> samples = new ArrayList<>();
    for (SecretKind kind : SecretKind.values()) {
      for (String[] place : places()) {
        for (int i = 0; i < each; i++) {
          String secret = secret(kind);
          if (secret != null) {
            samples.add(Sample.of(kind, secret, place[0], place[1]));
          }
        }
      }
    }
    return samples;
  }

  private @Nullable String secret(SecretKind kind) {
    return switch (kind) {
      case AWS_KEY -> any("AK", "AS") + "IA" + of(UPPER + "234567", 16);
      case GITHUB_TOKEN -> any("gh" + "p_", "gh" + "o_", "gh" + "r_") + of(ALNUM, 36);
      case SLACK_TOKEN -> "xo" + any("xb", "xp") + "-" + of(DIGITS, 12) + "-" + of(ALNUM, 24);
      case STRIPE_KEY -> any("sk", "rk") + "_live_" + of(ALNUM, 24);
      case GOOGLE_KEY -> "AI" + "za" + of(ALNUM + "-_", 34) + "x";
      case OPENAI_KEY -> "sk" + "-proj-" + of(ALNUM, 20) + "7" + of(ALNUM, 27);
      case ANTHROPIC_KEY -> "sk" + "-ant-api03-" + of(ALNUM, 40) + "7_" + of(ALNUM, 40) + "AA";
      case GITLAB_TOKEN ->
          any("glpat", "gldt", "glrt", "glcbt", "glptt", "glagent", "gloas") + "-" + of(ALNUM, 20);
      case NPM_TOKEN -> "np" + "m_" + of(ALNUM, 36);
      case PYPI_TOKEN -> "py" + "pi-AgEIcHlwaS5vcmc" + of(ALNUM + "-_", 120) + "x";
      case TWILIO_KEY -> any("A" + "C", "S" + "K") + of(HEX, 32);
      case SENDGRID_KEY -> "S" + "G." + of(ALNUM + "-_", 21) + "x." + of(ALNUM + "-_", 42) + "x";
      case AZURE_KEY -> of(ALNUM, 85) + "Q==";
      case API_KEY ->
          any(
              "hv" + "s." + of(ALNUM, 90),
              "do" + "p_v1_" + of(HEX, 64),
              "li" + "n_api_" + of(ALNUM, 40));
      case JWT -> "ey" + "J" + of(ALNUM, 30) + ".ey" + "J" + of(ALNUM, 40) + "." + of(ALNUM, 43);
      case PRIVATE_KEY ->
          "-----"
              + "BEGIN PRIVATE"
              + " KEY-----\\n"
              + of(ALNUM, 64)
              + "\\n-----END PRIVATE KEY-----";
      case EMAIL -> of(LOWER, 6) + "." + of(LOWER, 8) + "@" + of(LOWER, 8) + any(".com", ".co.uk");
      case IP -> random.nextBoolean() ? ipv4() : ipv6();
      case MAC -> mac(any(":", "-"));
      case CARD -> card();
      case IBAN -> iban();
      case SSN ->
          "%d%s-%d%s-%d%s"
              .formatted(
                  random.nextInt(1, 6),
                  of(DIGITS, 2),
                  random.nextInt(1, 10),
                  of(DIGITS, 1),
                  random.nextInt(1, 10),
                  of(DIGITS, 3));
      case PHONE -> phone();
      default -> null;
    };
  }

  private String ipv4() {
    return "%d.%d.%d.%d"
        .formatted(
            random.nextInt(11, 224), random.nextInt(256), random.nextInt(256), random.nextInt(256));
  }

  private String ipv6() {
    StringBuilder text = new StringBuilder("2001:db8");
    for (int i = 0; i < 6; i++) {
      text.append(':').append(Integer.toHexString(random.nextInt(0x1000, 0x10000)));
    }
    return text.toString();
  }

  private String mac(String separator) {
    StringBuilder text = new StringBuilder("0a");
    for (int i = 0; i < 5; i++) {
      text.append(separator).append(of(HEX, 2));
    }
    return text.toString();
  }

  private String card() {
    String[] issuer =
        new String[][] {
              {"4", "16"},
              {"4", "19"},
              {"4", "13"},
              {"51", "16"},
              {"55", "16"},
              {"2221", "16"},
              {"2720", "16"},
              {"34", "15"},
              {"37", "15"},
              {"6011", "16"},
              {"645", "16"},
              {"65", "16"},
              {"36", "14"},
              {"305", "14"},
              {"3528", "16"},
              {"3589", "16"},
              {"62", "16"},
              {"2200", "16"},
              {"6759", "16"},
            }
            [random.nextInt(19)];
    String digits = luhn(issuer[0], Integer.parseInt(issuer[1]));
    String separator = any("", " ", "-");
    int[] groups =
        switch (digits.length()) {
          case 14 -> new int[] {4, 6, 4};
          case 15 -> new int[] {4, 6, 5};
          case 16 -> new int[] {4, 4, 4, 4};
          case 19 -> new int[] {4, 4, 4, 4, 3};
          default -> new int[] {digits.length()};
        };
    return grouped(digits, separator, groups);
  }

  private static String grouped(String text, String separator, int... groups) {
    StringBuilder grouped = new StringBuilder();
    int at = 0;
    for (int group : groups) {
      grouped.append(at == 0 ? "" : separator).append(text, at, at + group);
      at += group;
    }
    return grouped.toString();
  }

  /** Digits that begin so and end in the right check digit. */
  String luhn(String prefix, int length) {
    String body = prefix + of(DIGITS, length - 1 - prefix.length());
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      int digit = body.charAt(body.length() - 1 - i) - '0';
      sum += i % 2 == 0 ? 2 * digit / 10 + 2 * digit % 10 : digit;
    }
    return body + (10 - sum % 10) % 10;
  }

  private String iban() {
    String country = any("DE", "GB", "FR", "CH", "NL", "NO", "PL", "IT");
    String body =
        switch (country) {
          case "DE" -> of(DIGITS, 18);
          case "GB" -> of(UPPER, 4) + of(DIGITS, 14);
          case "FR" -> of(DIGITS, 23);
          case "CH" -> of(DIGITS, 17);
          case "NL" -> of(UPPER, 4) + of(DIGITS, 10);
          case "NO" -> of(DIGITS, 11);
          case "PL" -> of(DIGITS, 24);
          default -> of(UPPER, 1) + of(DIGITS, 22);
        };
    return written(country + checkDigits(country, body, 0) + body);
  }

  private String written(String iban) {
    return random.nextBoolean() ? iban : iban.replaceAll("(.{4})(?=.)", "$1 ");
  }

  /** ISO 7064: 98 less the remainder by 97, here off by {@code error}. */
  private static String checkDigits(String country, String body, int error) {
    StringBuilder number = new StringBuilder();
    for (char c : (body + country + "00").toCharArray()) {
      number.append(Character.digit(c, 36));
    }
    int rest = new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue();
    return String.format(Locale.ROOT, "%02d", (98 - rest + error) % 97);
  }

  private String phone() {
    return any(
            "+49 30 ",
            "+49 (0)30 ",
            "+4930",
            "+1 415 2",
            "+1-415-2",
            "+1 (415) 2",
            "+44 20 7",
            "+33 1 42 ",
            "+353 1 ",
            "0049 30 ",
            "0044-20-")
        .transform(
            prefix -> prefix.startsWith("+1") ? american(prefix) : prefix + "4" + of(DIGITS, 6));
  }

  private String american(String prefix) {
    return prefix + of(DIGITS, 2) + "-" + of(DIGITS, 4);
  }

  // ---------------------------------------------------------------------------------- by their
  // keys

  /** What a key, a scheme or a statement tells of, in each place. */
  static Object[][] keyed() {
    return new Object[][] {
      {SecretKind.PASSWORD, "message", "login failed: password=§"},
      {SecretKind.PASSWORD, "message", "rejected (db_password: §)"},
      {SecretKind.PASSWORD, "message", "syntax error: ALTER USER bob IDENTIFIED BY '§'"},
      {SecretKind.PASSWORD, "message", "CREATE ROLE bob WITH LOGIN PASSWORD '§' VALID"},
      {SecretKind.PASSWORD, "message", "SET PASSWORD FOR 'bob'@'%' = PASSWORD('§')"},
      {SecretKind.PASSWORD, "message", "cannot open Server=db;Uid=sa;Pwd=§;Encrypt=yes"},
      {SecretKind.PASSWORD, "message", "cannot open Driver={x};UID=sa;PWD={§};Encrypt=yes"},
      {SecretKind.PASSWORD, "message", "jdbc:sqlserver://db:1433;user=sa;password=§;encrypt=true"},
      {SecretKind.PASSWORD, "message", "AccountName=a;AccountKey=§;EndpointSuffix=x"},
      {SecretKind.PASSWORD, "message", "SharedAccessKeyName=a;SharedAccessKey=§"},
      {SecretKind.URL_CREDENTIALS, "message", "jdbc:oracle:thin:bob/§@//db:1521/x refused"},
      {SecretKind.URL_CREDENTIALS, "message", "amqp://bob:§@mq:5672/vhost is down"},
      {SecretKind.URL_CREDENTIALS, "message", "mongodb+srv://bob:§@c0.example.net/shop"},
      {SecretKind.URL_CREDENTIALS, "message", "Command '['curl', '-u', 'bob:§', 'x']' failed"},
      {SecretKind.PASSWORD, "source line", "    password = \"§\"  # later"},
      {SecretKind.PASSWORD, "source line", "const apiKey: string = '§';"},
      {SecretKind.PASSWORD, "source line", "db = connect(user=\"bob\", passwd='§')"},
      {SecretKind.PASSWORD, "source line", "run(\"CREATE USER bob IDENTIFIED BY \\\"§\\\"\")"},
      {SecretKind.PASSWORD, "variable", "{'password': '§', 'user': 'bob'}"},
      {SecretKind.PASSWORD, "variable", "Settings(user=bob, client_secret=§)"},
      {SecretKind.SESSION_ID, "variable", "{'sessionid': '§'}"},
      {SecretKind.PASSWORD, "breadcrumb", "POST /login {\"password\":\"§\"}"},
      {SecretKind.URL_CREDENTIALS, "breadcrumb", "$ curl -s -u bob:§ https://example.com"},
      {SecretKind.URL_CREDENTIALS, "breadcrumb", "$ curl --user \"bob:§\" https://example.com"},
      {SecretKind.PASSWORD, "breadcrumb", "$ mysqldump --password=§ shop"},
      {SecretKind.PASSWORD, "tag", "api_token=§"},
      {SecretKind.SESSION_ID, "tag", "PHPSESSID=§"},
      {SecretKind.PASSWORD, "URL", "https://example.com/login?user=bob&password=§&x=1"},
      {SecretKind.PASSWORD, "URL", "https://example.com/?next=%2Flogin%3Fpassword%3D§%26x%3D1"},
      {SecretKind.PASSWORD, "URL", "https://example.com/?q=%7B%22password%22%3A%22§%22%7D"},
      {SecretKind.AZURE_KEY, "URL", "https://a.blob.core.windows.net/c?sv=2022-11-02&sig=§"},
      {SecretKind.URL_CREDENTIALS, "URL", "https://bob:§@example.com/x"},
      {SecretKind.SESSION_ID, "URL", "https://example.com/shop;jsessionid=§"},
      {SecretKind.PASSWORD, "header", "X-Api-Key: §"},
      {SecretKind.PASSWORD, "header", "X-Auth-Token: §"},
      {SecretKind.AUTHORIZATION, "header", "Authorization: Bearer §"},
      {SecretKind.COOKIE, "header", "Cookie: theme=dark; connect.sid=§"},
      {SecretKind.COOKIE, "header", "Set-Cookie: ASP.NET_SessionId=§; Path=/"},
      {SecretKind.PASSWORD, "mechanism data", "{\"client_secret\": \"§\", \"code\": 17}"},
      {SecretKind.SESSION_ID, "mechanism data", "{\"connect.sid\": \"§\"}"},
      {SecretKind.PASSWORD, "escaped JSON", "{\\\"password\\\":\\\"§\\\",\\\"code\\\":17}"},
      {SecretKind.PASSWORD, "file name", "/var/spool/password=§"},
      {SecretKind.USER_PATH, "file name", "/home/§/shop/app.py"},
      {SecretKind.USER_PATH, "file name", "C:\\Users\\§\\shop\\App.cs"},
    };
  }

  List<Sample> knownByKey(int each) {
    List<Sample> samples = new ArrayList<>();
    for (Object[] row : keyed()) {
      for (int i = 0; i < each; i++) {
        String secret = of(LOWER, 4) + of(DIGITS, 1) + of(ALNUM, random.nextInt(4, 20)) + "x";
        samples.add(
            Sample.of((SecretKind) row[0], secret, String.valueOf(row[1]), String.valueOf(row[2])));
      }
    }
    return samples;
  }

  // --------------------------------------------------------------------------------------
  // look-alikes

  /** What is no secret, for each of the places. */
  List<String> lookAlikes(int each) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      all.add(grouped(of(HEX, 32), "-", 8, 4, 4, 4, 12));
      all.add(of(HEX, 32));
      all.add(of(HEX, 40));
      all.add(of(HEX, 64));
      all.add("sha512-" + of(ALNUM, 86) + "==");
      all.add("0x" + of(HEX, 12));
      all.add("v%d.%d.%d.%d".formatted(n(20), n(30), n(30), n(30)));
      all.add("version %d.%d.%d.%d".formatted(n(20), n(30), n(30), n(30)));
      all.add("Chrome/%d.0.%d.%d".formatted(100 + n(30), n(250), n(250)));
      all.add("release: %d.%d.%d".formatted(n(20), n(30), n(30)));
      // Times since 1970 in seconds, milliseconds, microseconds and nanoseconds, with a checksum.
      all.add("17" + of(DIGITS, 8));
      all.add(luhn("17", 13));
      all.add(luhn("17", 16));
      all.add(luhn("17", 19));
      all.add("2026-0%d-1%d 0%d:%d:%d".formatted(1 + n(9), n(10), n(10), 10 + n(50), 10 + n(50)));
      all.add("shop/orders.py:" + (1 + n(2000)));
      all.add("at com.example.Shop.order" + n(100) + "(Shop.java:" + (1 + n(900)) + ")");
      // Orders and articles: no issuer's digits, or a wrong checksum, or part of something longer.
      all.add("order " + luhn(any("1", "7", "8", "9", "0"), 16));
      all.add("order " + wrong(luhn("4", 16)));
      all.add("order-" + of(LOWER, 3) + luhn("4", 16));
      all.add("item_" + luhn("5105", 16));
      all.add(luhn("4", 16) + "_" + of(LOWER, 3));
      all.add("0." + luhn("4", 16));
      all.add(grouped(wrong(luhn("4", 16)), " ", 4, 4, 4, 4));
      String body = of(DIGITS, 18);
      all.add("DE" + checkDigits("DE", body, 1 + n(90)) + body);
      all.add("000-" + of(DIGITS, 2) + "-" + of(DIGITS, 4));
      all.add("9" + of(DIGITS, 2) + "-" + of(DIGITS, 2) + "-" + of(DIGITS, 4));
      all.add(of(DIGITS, 3) + "-" + of(DIGITS, 3) + "-" + of(DIGITS, 4));
      all.add("030 " + (1_000_000 + n(9_000_000)));
      all.add("x +" + (1_000_000 + n(9_000_000)));
      all.add("main.go:" + n(500) + " +0x" + of(HEX, 3));
      all.add("12:%d:%d.%s".formatted(10 + n(50), 10 + n(50), of(DIGITS, 6)));
      all.add("npm_" + of(LOWER, 12));
      all.add("glibc-2." + n(40));
    }
    return all;
  }

  private int n(int bound) {
    return random.nextInt(bound);
  }

  private static String wrong(String digits) {
    int last = digits.length() - 1;
    return digits.substring(0, last) + (char) ('0' + (digits.charAt(last) - '0' + 5) % 10);
  }
}
