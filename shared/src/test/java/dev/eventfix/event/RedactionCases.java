package dev.eventfix.event;

import java.util.ArrayList;
import java.util.List;

/** Texts with secrets, and look-alikes without. Made-up keys are put together from pieces. */
final class RedactionCases {

  private static final String ALNUM = "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zAbCdEfGhIjKlMnOpQ";

  static final String AWS = "AK" + "IA" + "J5Q7EXAMPLE2B4CD";
  static final String AWS_SESSION = "AS" + "IA" + "J5Q7EXAMPLE2B4CD";
  static final String GITHUB = "gh" + "p_" + ALNUM.substring(0, 36);
  static final String GITHUB_FINE =
      "github" + "_pat_" + ALNUM.substring(0, 22) + "_" + ALNUM + ALNUM.substring(0, 11);
  static final String SLACK = "xo" + "xb-" + "123456789012-" + ALNUM.substring(0, 24);
  static final String SLACK_HOOK = "T" + "01ABCDEFG/B" + "02HIJKLMN/" + ALNUM.substring(0, 24);
  static final String STRIPE = "sk" + "_live_" + ALNUM.substring(0, 24);
  static final String STRIPE_RESTRICTED = "rk" + "_test_" + ALNUM.substring(0, 24);
  static final String GOOGLE = "AI" + "za" + ALNUM.substring(0, 30) + "-_abc";
  static final String OPENAI = "sk" + "-" + ALNUM;
  static final String OPENAI_PROJECT = "sk" + "-proj-" + ALNUM.substring(0, 20) + "-_" + ALNUM;
  static final String GITLAB = "gl" + "pat-" + ALNUM.substring(0, 20);
  static final String ANTHROPIC = "sk" + "-ant-api03-" + ALNUM + "-_AA";
  static final String NPM = "np" + "m_" + ALNUM.substring(0, 36);
  static final String PYPI = "py" + "pi-AgEIcHlwaS5vcmc" + ALNUM + "-_";
  static final String TWILIO = "S" + "K" + "0123456789abcdef0123456789abcdef";
  static final String SENDGRID = "S" + "G." + ALNUM.substring(0, 22) + "." + ALNUM.substring(0, 43);
  static final String AZURE = (ALNUM + ALNUM).substring(0, 86) + "==";
  private static final String TWILIO_PAIR =
      "C" + "0123456789abcdef0123456789abcdef" + "\", \"" + "fedcba9876543210fedcba9876543210";
  static final String JWT =
      "ey" + "JhbGciOiJIUzI1NiJ9." + "ey" + "JzdWIiOiIxMjM0NTY3ODkwIn0." + "dozjgNryP4J3jVmNHl0w5N";
  static final String PEM_START = "-----" + "BEGIN RSA PRIVATE" + " KEY-----";
  static final String PEM_END = "-----" + "END RSA PRIVATE" + " KEY-----";
  static final String PEM = PEM_START + "\nMIIEow\nIBAAKC==\n" + PEM_END;
  static final String PEM_ESCAPED = PEM_START + "\\nMIIEow\\nIBAAKC==\\n" + PEM_END;
  static final String BASIC = "dXNlcjpo" + "dW50ZXIy";

  /** One text and what becomes of it. */
  record Case(String raw, String expected) {}

  private final List<Case> cases = new ArrayList<>();

  private RedactionCases() {}

  /** Every text in which something is replaced. */
  static List<Case> secrets() {
    RedactionCases all = new RedactionCases();
    all.passwords();
    all.weakKeys();
    all.credentials();
    all.tokens();
    all.personalData();
    all.statementsAndCommands();
    all.encodedPairs();
    all.sessions();
    all.numbers();
    return all.cases;
  }

  private void to(String expected, String... raws) {
    for (String raw : raws) {
      cases.add(new Case(raw, expected));
    }
  }

  /** A template in which S is the secret, and P its placeholder. */
  private void in(String kind, String secret, String... templates) {
    for (String template : templates) {
      cases.add(new Case(template.replace("§", secret), template.replace("§", "<" + kind + ":1>")));
    }
  }

  private void passwords() {
    in(
        "password",
        "hunter2",
        "password=§",
        "password = §",
        "password: §",
        "Password:§",
        "PASSWORD=§ next",
        "DB_PASSWORD=§",
        "dbPassword=§",
        "smtp.password=§",
        "spring.datasource.password: §",
        "PGPASSWORD=§ psql",
        "MYSQL_PWD=§",
        "DB_PASS=§",
        "passwd=§",
        "pwd=§",
        "passphrase=§",
        "secret=§",
        "client_secret=§",
        "clientSecret: '§'",
        "api_key=§",
        "apikey=§",
        "api-key: §",
        "X-Api-Key: §",
        "apiKey: \"§\"",
        "access_key=§",
        "private_key=§",
        "access_token=§",
        "refresh_token=§",
        "auth_token=§",
        "aws_secret_access_key = §",
        "SECRET_KEY_BASE=§",
        "password_confirmation=§",
        "password2=§",
        "{\"password\":\"§\"}",
        "{\"password\": \"§\", \"user\": \"bob\"}",
        "{\\\"password\\\":\\\"§\\\"}",
        "{\\\"password\\\": \\\"§\\\", \\\"a\\\": 1}",
        "{\\\\\\\"password\\\\\\\":\\\\\\\"§\\\\\\\"}",
        "{'password': '§', 'user': 'bob'}",
        "{'password': b'§'}",
        "'password' => '§',",
        ":password => \"§\"",
        "[password] => §",
        "\"password\"=>\"§\"",
        "config[\"password\"] = \"§\"",
        "$_POST['password'] = '§';",
        "user[password]=§&x=1",
        "user%5Bpassword%5D=§",
        "GET /login?user=bob&password=§&x=1",
        "GET /login?password=§",
        "<password>§</password>",
        "<db:password type=\"plain\">§</db:password>",
        "<Password><![CDATA[§]]></Password>",
        "mysql --password § -h db",
        "mysql --password=§ -h db",
        "mysql --db-password '§' -h db",
        "--api-key §",
        "const password = '§';",
        "const password: string = '§';",
        "password: str = \"§\"",
        "password: Optional[str] = \"§\"",
        "password := \"§\"",
        "String password = \"§\";",
        "password = \"\"\"§\"\"\"",
        "password = `§`",
        "connect(user='bob', password='§')",
        "connect(user=bob, password=§)",
        "if (password == \"§\") {",
        "if password != '§':",
        "User{name=bob, password=§}",
        "User{password=§, name=bob}",
        "{User:bob Password:§}",
        "User(password=§)",
        "Server=db;Password=§;User Id=sa",
        "Server=db;User Id=sa;Pwd=§",
        "jdbc:mysql://db/x?user=a&password=§",
        "password [Password: [§]]",
        "Access denied (password: §)",
        "password=§\nnext line",
        "password=§\\nnext");
    in(
        "password",
        "p@ss,w;o)r&d",
        "password=§",
        "password=§ x",
        "password='§'",
        "password=§, user=bob",
        "f(password=§)");
    in("password", "a\\\"b", "{\"password\":\"§\"}", "password = \"§\" + x");
    in("password", "a\\\\", "{\"password\":\"§\",\"x\":\"y\"}");
    in("password", "a\\\\\\\"b", "{\\\"password\\\":\\\"§\\\"}");
    in("password", "it\\'", "f(password='§') + 'x'");
    in("password", "it''s", "WHERE password = '§' AND x = ''");
    in("password", "it's", "password=\"§\"", "password=§");
    in("password", "correct horse battery", "password=\"§\"", "'password': '§'");
    in("password", "Summer.2024!", "password=§", "password: §");
    in("password", "12345", "{\"password\": §}", "password=§");
    in("password", "$ecret9", "password=§");
    in("password", "mypassword", "password=§");
    in("password", "eyJhbGciOiJI.bad", "access_token: §");
    in("password", "x", "password: '§'", "password=§");
    in("password", "a.b(c", "?password=§&x", "--password=§");
    in("password", "open without end", "password=\"§", "{\"password\": \"§\nnext");
    to("a password=<password:1> and password=<password:1>", "a password=x1 and password=x1");
  }

  private void weakKeys() {
    in(
        "password",
        "f00ba4r9f00b",
        "token=§",
        "token: §",
        "csrf_token=§",
        "\"token\": \"§\"",
        "{'credentials': '§'}",
        "auth: \"§\"",
        "--token §",
        "<token>§</token>",
        "?token=§&x=1");
    in("password", "abcdefgh", "\"token\": \"§\"", "?token=§");
    in("password", "abc", "?token=§", "/x?a=1&token=§#top");
  }

  private void credentials() {
    in(
        "url_credentials",
        "bob:hunter2",
        "postgres://§@db:5432/shop",
        "could not connect to 'redis://§@cache'",
        "amqp://§@mq/vhost?x=a@b",
        "https://§@example.com/a@b",
        "url=\"mongodb+srv://§@c.example.net\"");
    in("url_credentials", "bob:p@ss:w@rd", "postgres://§@db/shop");
    in("url_credentials", "bob:p#ss", "postgres://§@db/shop");
    in("url_credentials", "bob:p/s?s", "invalid port in postgres://§@db/shop");
    in("url_credentials", "0123abcd", "https://§@o1.ingest.example.io/1");
    in("url_credentials", ":hunter2", "redis://§@cache:6379");
    in(
        "authorization",
        "abc.DEF-123_x",
        "Authorization: Bearer §",
        "authorization: bearer §",
        "'Authorization': 'Bearer §'",
        "{\"Authorization\":\"Bearer §\"}",
        "{\\\"Authorization\\\":\\\"Bearer §\\\"}",
        "Authorization=Bearer §, Accept=x",
        "curl -H 'Authorization: Bearer §' https://x",
        "HTTP_AUTHORIZATION: Bearer §",
        "Proxy-Authorization: Bearer §",
        "sent Bearer § to host",
        "Authorization: token §",
        "{Authorization=[Bearer §], Accept=[x]}");
    in(
        "authorization",
        BASIC,
        "Authorization: Basic §",
        "Proxy-Authorization: Basic §\nHost: x",
        "header was Basic §.",
        "\"authorization\": \"Basic §\"");
    in(
        "authorization",
        "username=\"bob\", realm=\"x\", response=\"6629fae4\"",
        "Authorization: Digest §",
        "Authorization: Digest §\nHost: x",
        "got Digest §");
    in("authorization", "Custom abc 123", "Authorization: §", "'authorization': '§'");
    in(
        "cookie",
        "sid=31d4d96e; theme=\"dark blue\"; x=y",
        "Cookie: §",
        "Cookie: §\nHost: x",
        "Cookie: §\\r\\nHost: x",
        "curl -H 'Cookie: §' https://x");
    in(
        "cookie",
        "sid=31d4d96e; Path=/; HttpOnly",
        "Set-Cookie: §",
        "set-cookie: §",
        "{\"Set-Cookie\": \"§\"}",
        "{'Cookie': '§', 'Host': 'x'}",
        "HTTP_COOKIE=§",
        "{\\\"cookie\\\":\\\"§\\\"}",
        "document.cookie = \"§\"");
  }

  private void tokens() {
    String[] places = {
      "§", "key §", "got '§' here", "x,§,y", "(§)", "a\\n§\\nb", "https://x/?k=§&y"
    };
    in("aws_key", AWS, places);
    in("aws_key", AWS_SESSION, places);
    in("github_token", GITHUB, places);
    in("github_token", GITHUB_FINE, places);
    in("slack_token", SLACK, places);
    in(
        "slack_token",
        SLACK_HOOK,
        "https://hooks.slack.com/services/§",
        "hooks.slack.com/services/§");
    in("stripe_key", STRIPE, places);
    in("stripe_key", STRIPE_RESTRICTED, places);
    in("google_key", GOOGLE, places);
    in("openai_key", OPENAI, places);
    in("openai_key", OPENAI_PROJECT, places);
    in("gitlab_token", GITLAB, places);
    in("anthropic_key", ANTHROPIC, places);
    in("npm_token", NPM, places);
    in("pypi_token", PYPI, places);
    in("twilio_key", TWILIO, places);
    in("sendgrid_key", SENDGRID, places);
    in("azure_key", AZURE, places);
    in("jwt", JWT, places);
    in("jwt", JWT.substring(0, JWT.lastIndexOf('.')), "cut off: §");
    to("Client(\"<twilio_key:1>\", \"<twilio_key:2>\")", "Client(\"A" + TWILIO_PAIR + "\")");
    in("private_key", PEM.replace(" ", "%20"), "?k=§&x=1");
    in("private_key", PEM, "§", "key:\n§\nend", "\"§\"");
    in("private_key", PEM_ESCAPED, "§", "{\"private_key\": \"§\"}", "PRIVATE_KEY=\"§\"");
    in("private_key", PEM_START + "\nMIIEow", "§", "cut off §");
  }

  private void personalData() {
    in(
        "email",
        "bob.smith+x@mail.example.com",
        "§",
        "user § not found",
        "<§>",
        "email=§",
        "'§',",
        "mailto:§?subject=x",
        "to §.",
        "(§)",
        "line\\n§\\nline",
        "{\"email\":\"§\"}",
        "§:x");
    in("email", "bob%40example.com", "?email=§&x=1", "/users/§/x", "email%3D§");
    in("email", "bob%2Bx%40example.com", "?email=§&x=1");
    in("email", "jörg@müller.de", "an §");
    to("<email:1>,<email:2>,<email:1>", "a@b.co,c@d.co,a@b.co");
    in(
        "ip",
        "203.0.113.7",
        "§",
        "from § port 22",
        "§:8080",
        "http://§/x",
        "(§)",
        "ip=§",
        "connect to db/§:5432",
        "Connection refused: /§:5432",
        "root@§: denied",
        "§/24",
        "at §.",
        "host '§'");
    in(
        "ip",
        "2001:db8::8a2e:370:7334",
        "§",
        "from § port 22",
        "[§]:443",
        "http://[§]/",
        "addr:§",
        "ip=§,");
    in("ip", "2001:0db8:85a3:0000:0000:8a2e:0370:7334", "§", "host § down");
    in("ip", "fe80::1ff:fe23:4567:890a%eth0", "on §");
    in("ip", "::ffff:203.0.113.7", "§", "peer §");
    in(
        "user",
        "bob",
        "/home/§/shop/app.py",
        "/home/§",
        "working in '/home/§'",
        "File \"/home/§/shop/app.py\", line 3",
        "/Users/§/shop/app.rb:3:in `x'",
        "file:///home/§/x.js",
        "C:\\Users\\§\\shop\\App.cs:line 3",
        "C:\\\\Users\\\\§\\\\shop",
        "c:\\users\\§\\x",
        "C:/Users/§/x",
        "/mnt/c/Users/§/x",
        "/var/home/§/x",
        "\\/home\\/§\\/x",
        "HOME=/Users/§");
    in("user", "Bob Smith", "C:\\Users\\§\\shop");
    to("/home/<user:1>/a /home/<user:1>/b", "/home/al/a /home/al/b");
  }

  private void statementsAndCommands() {
    in(
        "password",
        "hunter2",
        "CREATE USER 'bob'@'%' IDENTIFIED BY '§';",
        "CREATE USER bob IDENTIFIED BY §;",
        "GRANT ALL ON shop.* TO bob IDENTIFIED BY PASSWORD '§'",
        "ALTER USER bob IDENTIFIED WITH mysql_native_password BY '§'",
        "ALTER USER bob IDENTIFIED WITH 'mysql_native_password' AS '§'",
        "alter user bob identified by \"§\"",
        "execute(\"ALTER USER bob IDENTIFIED BY \\\"§\\\"\")",
        "CREATE ROLE bob WITH LOGIN PASSWORD '§'",
        "ALTER USER bob WITH ENCRYPTED PASSWORD '§' VALID UNTIL 'infinity'",
        "execute(\"ALTER USER bob PASSWORD '§'\")",
        "SET PASSWORD FOR 'bob'@'localhost' = PASSWORD('§')",
        "set password for bob = '§'",
        "SET PASSWORD = '§'",
        "wrong password '§' for bob",
        "Server=tcp:db,1433;User ID=sa;Pwd=§;Encrypt=yes",
        "Driver={SQL Server};Server=db;UID=sa;PWD={§};Encrypt=yes",
        "AccountName=shop;AccountKey=§;EndpointSuffix=core.windows.net",
        "Endpoint=sb://x/;SharedAccessKeyName=Root;SharedAccessKey=§");
    in("password", "hunter 2", "CREATE ROLE bob PASSWORD '§'");
    in("password", "hun;ter=2}};x", "Server=db;Pwd={§};Encrypt=yes");
    in("password", "123", "cvv=§");
    in(
        "url_credentials",
        "bob:hunter2",
        "curl -u § https://x",
        "curl -X POST -u \"§\" https://x",
        "curl --user § https://x",
        "curl --user=§ https://x",
        "curl --proxy-user '§' https://x",
        "curl -u§ https://x",
        "curl -s \\\n  -u § \\\n  https://x",
        "Command '['curl', '-u', '§', 'https://x']' returned",
        "[\"curl\", \"-u\", \"§\"]");
    in("url_credentials", "bob/hunter2", "jdbc:oracle:thin:§@//db:1521/x", "jdbc:oracle:oci:§@x");
  }

  private void encodedPairs() {
    in(
        "password",
        "hunter2",
        "password%3D§",
        "password%3d§",
        "password%3D§%26user%3Dbob",
        "?next=/login%3Fpassword%3D§&x=1",
        "?next=%2Flogin%3Fuser%3Dbob%26token%3D§%26x%3D1",
        "user%5Bpassword%5D%3D§",
        "%7B%22password%22%3A%22§%22%2C%22a%22%3A1%7D",
        "%7B%22password%22%3A%20%22§%22%7D",
        "%7B%27password%27%3A+%27§%27%7D");
    in("session_id", "s%3Ax1", "connect.sid%3D§");
  }

  private void sessions() {
    in(
        "session_id",
        "31d4d96e407aad42",
        "PHPSESSID=§",
        "JSESSIONID=§",
        "ASP.NET_SessionId=§",
        "connect.sid=§",
        "sid=§",
        "sessionid: §",
        "{\"sessionId\": \"§\"}",
        "'session_key': '§'",
        "/shop;jsessionid=§",
        "?sid=§&x=1");
    in(
        "url_credentials",
        "nitfHRCrtziwO2HwPfWw~yYDh-j19D_",
        "https://d1.cloudfront.net/i.jpg?Expires=1957034400&Signature=§&Key-Pair-Id=K1",
        "https://b.example.com/k?x=1&Signature=§",
        "https://b.example.com/k?signature=§ 403",
        "{\"url\":\"https://b.example.com/k?x=1\\u0026Signature=§\\u0026y=2\"}",
        "<a href=\"https://b.example.com/k?x=1&amp;Signature=§&amp;y=2\">");
    in("azure_key", "abc%2Bdef%3D", "https://a.example.net/c?sv=2022-11-02&sig=§");
  }

  private void numbers() {
    in(
        "card",
        "4111 1111 1111 1111",
        "§",
        "card § exp 12/27",
        "\"§\"",
        "number=§;",
        "§.",
        "a\\n§\\nb");
    in("card", "4111 1111 1111 1111", "§ 1227 123", "2027 §", "5105\n§", "§\n2720 9983");
    to("<card:1> <card:2>", "4111 1111 1111 1111 5105 1051 0510 5100");
    to("<card:1>\n<card:2>", "4111111111111111\n5105 1051 0510 5100");
    in("card", "4111111111111111", "§", "/cards/§/pay", "\"number\": §,", "card-§");
    in("card", "5105-1051-0510-5100", "§", "(§)");
    in("card", "4111%201111%201111%201111", "?n=§&x=1");
    in("card", "378282246310005", "§");
    in("card", "3782 822463 10005", "§");
    in("card", "30569309025904", "§");
    in("card", "6011000990139424", "§");
    in("card", "3530111333300000", "§");
    in("iban", "DE89 3704 0044 0532 0130 00", "§", "from § to", "iban=§,", "(§)");
    in("iban", "DE89370400440532013000", "§", "/accounts/§/x");
    in("iban", "GB29 NWBK 6016 1331 9268 19", "§", "§ x");
    in("iban", "NO93 8601 1117 947", "§", "§.");
    in("iban", "MT84MALT011000012345MTLCAST001S", "§");
    in("ssn", "123-45-6789", "§", "ssn §.", "\"§\"", "(§)");
    in("phone", "+49 30 1234567", "§", "call § now", "tel:§", "\"§\"", "§.", "(§)");
    in("phone", "+4930123456", "§", "§, 3 times", "§ 3 times");
    in("phone", "+1 (555) 234-5678", "§", "§ 9");
    in("phone", "+1-555-234-5678", "§");
    in("phone", "+15552345678", "§");
    in("phone", "+44 20 7946 0958", "§");
    in("phone", "+49 (0)30 1234567", "§");
    in("phone", "%2B4930123456", "?tel=§&x=1");
    in("phone", "0049 30 1234567", "§", "call §.");
    in("phone", "0044-20-7946-0958", "§");
    in("mac", "00:1a:2b:3c:4d:5e", "§", "mac=§,", "addr:§", "eth0 § up");
    in("mac", "00-1A-2B-3C-4D-5E", "§", "(§)");
  }

  /** Texts that stay as they are. */
  static String[] lookAlikes() {
    return new String[] {
      "",
      " ",
      // Identifiers, hashes, versions, times
      "123e4567-e89b-12d3-a456-426614174000",
      "d41d8cd98f00b204e9800998ecf8427e",
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
      "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      "1.2.3",
      "v1.2.3.4",
      "version 1.2.3.4",
      "Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089",
      "release: 10.20.30.40",
      "Chrome/120.0.0.0 Safari/537.36",
      "foo-1.2.3.4.jar",
      "~[foo-1.2.3.4.jar:1.2.3.4]",
      "~[foo.jar!/:1.2.3.4]",
      "PWD=/srv/app",
      "getpass(prompt='Password: ', stream=None)",
      "input(\"Enter password: \").strip()",
      "print(\"Password: \" + masked)",
      "def output(self, header=\"Set-Cookie:\", sep=\"x\"):",
      "parse_cookie(cookie=cookie, cls=cls)",
      "text += '; domain=' + domain;",
      "cookie += '; path=' + path;",
      "the basic OpenApi requirements",
      "\"input_token\": \"next_token\",",
      "pub const AUTH_KEY: i32 = -7;",
      "cookie = SimpleCookie(rawdata=x)",
      "pkg==1.2.3.4",
      "pkg>=1.2.3.4",
      "1.3.6.1.4.1.311",
      "999.1.2.3",
      "01.02.03.04",
      "127.0.0.1:8000",
      "0.0.0.0",
      "http://localhost:8080/x",
      "2024-01-02T03:04:05.678Z",
      "12:34:56",
      "12:34:56.789",
      "::1",
      "[::1]:5432",
      "::",
      "00:11:22:33:44:55:66:77",
      "AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01",
      "lodash@4.17.21",
      "@sentry/node@8.0.0",
      "node_modules/@sentry/node/build/index.js:10:5",
      "https://unpkg.com/@sentry/node@8.0.0/x.js",
      "com.example.Shop@1f2e3d",
      "[Ljava.lang.String;@1b6d3586",
      "logo@2x.png",
      "render@app.js:10:5",
      "git@github.com:example/shop.git",
      "user@localhost",
      "@app.route('/x')",
      "@Override",
      "%(name)s is not %(kind)s",
      "%s@%s",
      "a @ b",
      "/home/index.html",
      "https://example.com/home/about/x",
      "https://example.com/api/Users/7/x",
      "/Users/Shared/x",
      "C:\\Users\\Public\\x",
      "/usr/lib/python3.12/site-packages/django/core/handlers/base.py",
      "C:\\Program Files\\dotnet\\dotnet.exe",
      "webpack:///./src/index.js",
      "app:///main.jsbundle",
      "postgres://db:5432/shop",
      "postgres://{user}:{password}@{host}/x",
      "postgres://${USER}:${PASS}@db/x",
      "std::vector<int>::at",
      "a::b",
      "core::fmt::Write",
      "dead::beef()",
      "ActiveRecord::Base",
      "a1::b2::c3",
      "Foo::Bar::BAZ",
      "::Face::add",
      "ff:ff:ff:ff:ff:ff",
      "24-01-02-03-04-05",
      "1700000000000",
      "1609459200018",
      "4111111111111112",
      "4111 1111 1111 1112",
      "item_4111111111111111",
      "4111111111111111-a",
      "0.4111111111111111",
      "8-4111111111111111",
      "9100 0000 0000 0009",
      "DE88370400440532013000",
      "XX89370400440532013000",
      "XDE89370400440532013000",
      "000-45-6789",
      "666-45-6789",
      "900-45-6789",
      "123-00-6789",
      "123-45-0000",
      "123-456-7890",
      "1-123-45-6789",
      "123-45-6789-0",
      "x = a + 12345678",
      "x = f(1)+4930123456",
      "+0100 and +05:30",
      "+12345678",
      "+1 123 456 7890",
      "+012 3456789",
      "main.go:12 +0x1d",
      "0020 3132 3334 3536",
      "52BB 5352 5354 5353 5351 5366 5377 5378 5379 53D6",
      "5414 5415 5416 5417 20BB 20BC 56DD",
      "HEADER_SIG => 0x02014b50;",
      "{\"sig\": \"a312b9c3cb4a1b693e8ebac5\"}",
      "{\"signature\": \"def load(path)\"}",
      "signature = inspect.signature(f)",
      "Signature: f(int x)",
      "0030 0040 0050 0060",
      "sha512-" + (ALNUM + ALNUM).substring(0, 86) + "==",
      "npm_config_registry=x",
      "SK and AC",
      "glpat-short",
      "pypi-server",
      "sid = request.sid",
      "session_id = uuid4()",
      "String sessionId = request.getSession().getId();",
      "def sig(self, x):",
      "the user identified by 'x42' was not found",
      "resource identified by name",
      "ask('Enter password ' + name)",
      "\"Enter password \" + name",
      "wrong password '%s' for %s",
      "password 'must not be blank'",
      "password \"required\"",
      "<input type=\"password\" name='x'>",
      "curl -u $USER:$PASS https://x",
      "curl -u ${USER}:${PASS} https://x",
      "curl -u 1000:1000 https://x",
      "docker run -u bob:staff x",
      "sort -u a:b",
      "jdbc:oracle:thin:@//db:1521/x",
      "password%3D%3D",
      "password%3D&x",
      "password%3D%7Bpassword%7D",
      "invalid%20password%3A%20too%20short",
      // Prose
      "Invalid token at position 5",
      "Unexpected token '<'",
      "Unexpected token < in JSON at position 0",
      "token: None",
      "Invalid password",
      "password: must be at least 8 characters",
      "Password: required",
      "Invalid password: too short",
      "The password is wrong",
      "Enter password:",
      "Unknown token: end of file",
      "Bearer token is missing",
      "Authorization: Bearer token is missing",
      "Basic authentication is required",
      "Basic information",
      "Authorization: required",
      "missing Authorization header",
      "Digest mismatch",
      "Cookie: not found",
      "cookies are disabled",
      "secret::vault",
      "max_tokens: 15000000",
      "tokens=12345678",
      "\"total_tokens\": 123456789",
      "token_count=12345678",
      "password_field = 'login'",
      "PASSWORD_MIN_LENGTH = 8",
      "passwordless=true",
      "has_password: true",
      "secretary: Bob",
      "tokenizer=bert-base-uncased-v2",
      "author: Bob12345678",
      "public_key=abcdef0123456789",
      "primary_key: id12345678",
      "password=",
      "password=\"\"",
      "password: ''",
      "password=null",
      "\"password\": null,",
      "\"password\": \"[Filtered]\"",
      "\"password\": \"********\"",
      "password=***",
      "password=%s",
      "password=%(password)s",
      "password=${DB_PASSWORD}",
      "password: {{ password }}",
      "password=<password>",
      "?password={password}&x",
      "Usage: login [--password PASSWORD] [--token TOKEN]",
      "--password is required",
      "--password --verbose",
      "Usage: login <user> <password>",
      "<input type=\"password\" name=\"password\">",
      "<label>Password:</label>",
      "sk-learn-something-else-entirely",
      "sk-folding-cube-animation-wrapper",
      "AKIA is a prefix",
      "eyJ is how they start",
      "xoxb-",
      "ghp_short",
      "AIzaShort",
      "-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----",
      "-----BEGIN PUBLIC KEY-----",
      "---------- Captured stdout ----------",
      "https://hooks.slack.com/",
      // Python
      "password = getPassword()",
      "def login(user, password):",
      "def login(user, password: str, token: Optional[str] = None):",
      "password: str",
      "token = tokens[i]",
      "self.password = password",
      "password = os.environ[\"DB_PASSWORD\"]",
      "password=settings.DB_PASSWORD,",
      "if not password: raise ValueError(\"x\")",
      "for token in tokens: parse(token)",
      "class PasswordError(Exception): pass",
      "token = next(self._tokens, None)",
      "auth = (user, pw)",
      "c = a@b",
      "header = request.headers[\"Authorization\"]",
      // JavaScript and TypeScript
      "const token = req.headers.token;",
      "if (token === null) {",
      "if (token == null)",
      "const { password } = req.body;",
      "login({ password: req.body.password, user })",
      "password => password.length > 8",
      "interface Login { password: string; token?: string }",
      "headers: { Authorization: `Bearer ${token}` }",
      "token && token.type === 'x'",
      "return password ? hash(password) : null;",
      // Java
      "private final String password;",
      "this.password = password;",
      "String token = request.getToken();",
      "case TOKEN: return next();",
      "new Login(user, password)",
      "if (password.isEmpty()) throw new IllegalArgumentException();",
      "String token = tokens.get(i);",
      "at com.example.Token.parse(Token.java:12)",
      // Go
      "func login(user string, password string) error {",
      "password := os.Getenv(\"DB_PASSWORD\")",
      "token, err := parse(input)",
      "goroutine 1 [running]:",
      "/go/src/app/main.go:12 +0x1d",
      // Ruby
      "password = params[:password]",
      "User.new(password: password)",
      "@token = token",
      "def password=(value)",
      "token = Token::Kind.new(x)",
      // Rust
      "let password: String = read();",
      "password: Option<String>,",
      "fn login(password: &str) -> Result<(), Error> {",
      "let token = self.tokens[0].clone();",
      "token: Token::Word,",
      "thread 'main' panicked at src/main.rs:4:5:",
      // C# and C++
      "public string Password { get; set; }",
      "var token = await GetTokenAsync();",
      "password: passwordBox.Password,",
      "std::string password = read_line();",
      "auto token = lexer->next();",
      // PHP
      "$password = $_POST['password'];",
      "$token = $this->token;",
      "'password' => $password,",
      "'password' => Hash::make($request->password),",
      "if ($password === null) {",
      "SELECT * FROM users WHERE password = ? AND token = $1",
      "WHERE password = :password",
      // Placeholders
      "<email:1> and <password:12>",
      "password=<password:1>",
      "https://<url_credentials:1>@db/x",
      "/home/<user:1>/x",
      "Authorization: Bearer <authorization:1>",
      "Cookie: <cookie:1>",
    };
  }
}
