package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogParametersTest {

  @ParameterizedTest
  @CsvSource({
    "%s and %s, a and b",
    "%s %s %s, a b %s",
    "{} and {}, a and b",
    "{0} and {1}, a and b",
    "{1} and {0}, b and a",
    "{2} and {999}, {2} and {999}",
    "%d of %i, a of b",
    "%.2f%%, a%",
    "%-5d|%+3d|, a    |  b|",
    "%r %x, a b",
    "100%, 100%",
    "50% done, 50% done",
    "%, %",
    "%%, %",
    "%q, %q",
    "{, {",
    "}, }",
    "{ %s, { a",
    "%(name)s, %(name)s",
    "{name}, {name}",
    "no place, no place"
  })
  void listsFillPlacesInOrderOrByIndex(String template, String expected) {
    assertThat(LogParameters.putInto(template, List.of("a", "b"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "%(user)s has %(count)d, ann has 3",
    "{user} has {count}, ann has 3",
    "%(nobody)s {nobody}, %(nobody)s {nobody}",
    "%s {}, %s {}",
    "%(user, %(user",
    "%(user), %(user)",
    "%(user)q, %(user)q",
    "{user, {user",
    "{}, {}"
  })
  void mapsFillPlacesByName(String template, String expected) {
    assertThat(LogParameters.putInto(template, Map.of("user", "ann", "count", 3L)))
        .isEqualTo(expected);
  }

  @Test
  void withoutParametersTheMessageStaysAsItIs() {
    for (Object none : Arrays.asList(null, List.of(), Map.of(), "text", 5L)) {
      assertThat(LogParameters.putInto("100%% of %s {}", none)).isEqualTo("100%% of %s {}");
    }
  }

  @Test
  void aParameterIsNotATemplate() {
    assertThat(LogParameters.putInto("%s-%s", List.of("%s{}", "b"))).isEqualTo("%s{}-b");
  }

  @Test
  void aNullParameterLeavesItsPlaceAndTheNextOnesKeepTheirs() {
    assertThat(LogParameters.putInto("%s-%s", Arrays.asList(null, "b"))).isEqualTo("%s-b");
    assertThat(LogParameters.putInto("{a}", Collections.singletonMap("a", null))).isEqualTo("{a}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{0}", "%s", "{}"})
  void manyPlacesDoNotMakeAHugeText(String place) {
    String param = "x".repeat(100_000);
    List<String> params = Collections.nCopies(100_000, param);

    String text = LogParameters.putInto(place.repeat(100_000), params);

    assertThat(text.length())
        .isLessThan(LogParameters.MAX_LENGTH + param.length() + 3 * 100_000 + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "%(", "%", "%0", "{0"})
  void unclosedPlacesAreTextHoweverMany(String part) {
    String template = part.repeat(200_000);

    assertThat(LogParameters.putInto(template, List.of("a"))).hasSizeBetween(100_000, 400_000);
  }

  private static String put(String platform, String template, String params) {
    String message = EventFixture.quoted(template);
    ErrorEvent read =
        EventFixture.read("{\"logentry\":{\"message\":" + message + ",\"params\":" + params + "}}");
    return LogParameters.putInto(
        template, read.params(), platform.isEmpty() ? null : platform, null);
  }

  /** As Python's own % prints them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          template {} has no value for %s ~ ["price"] ~ template {} has no value for price
          bad magic 0x%08x ~ [3735928559] ~ bad magic 0xdeadbeef
          %x %X %o %#x %#o ~ [255,255,8,255,8] ~ ff FF 10 0xff 0o10
          %x ~ [-255] ~ -ff
          `[%5d] [%-5d] [%05d] [%+d]` ~ [42,42,42,42] ~ `[   42] [42   ] [00042] [+42]`
          [%05d] ~ [-42] ~ [-0042]
          [%#06x] ~ [255] ~ [0x00ff]
          [%5s] [%-5s] [%.2s] ~ ["abc","abc","abc"] ~ [  abc] [abc  ] [ab]
          %d of %i ~ [12.9,-12.9] ~ 12 of -12
          %f %.2f %.0f %5.1f| ~ [1.5,2.675,2.5,3.14159] ~ 1.500000 2.67 2   3.1|
          %e %.2E ~ [12345.678,0.00012] ~ 1.234568e+04 1.20E-04
          %g %g %g %.3g ~ [0.0001,1e-05,1000000,3.14159] ~ 0.0001 1e-05 1e+06 3.14
          %g %g ~ [100000,0] ~ 100000 0
          %s %s %s ~ [true,false,null] ~ True False None
          %d ~ [true] ~ 1
          %s ~ [12345678901234567890123] ~ 12345678901234567890123
          %d ~ [12345678901234567890123] ~ 12345678901234567890123
          %c%c ~ [65,"b"] ~ Ab
          %*d|%-*d|%.*f ~ [5,42,5,42,1,3.14159] ~ `   42|42   |3.1`
          %ld %lld %hhd %zu %Lf ~ [1,2,3,4,5] ~ 1 2 3 4 5.000000
          100%% of %s ~ ["a"] ~ 100% of a
          100%% of {} ~ ["a"] ~ 100%% of a
          50% done, %d left ~ [3] ~ 50% done, 3 left
          5%'s %s ~ ["a"] ~ 5%'s a
          %s {0} {1} ~ ["a"] ~ a {0} {1}
          `{!r} {:>5} {:<5}|` ~ ["a","b","c"] ~ `a     b c    |`
          {:.2f} {:,} {:08.3f} {:x} {:#x} ~ [3.14159,1234567,3.14159,255,255] ~ 3.14 1,234,567 0003.142 ff 0xff
          `[{:^7}] [{:*^7}] [{:0>5}] [{:5}] [{:5}]` ~ ["abc","abc",42,42,"a"] ~ `[  abc  ] [**abc**] [00042] [   42] [a    ]`
          {:.1%} ~ [0.256] ~ 25.6%
          {{}} {} ~ ["a"] ~ {} a
          {0!s} {1:>4} ~ ["a","b"] ~ a    b
          """)
  void asPythonPrintsThem(String template, String params, String expected) {
    assertThat(put("python", template, params)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          python ~ %(user)s pays %(amount).2f ~ {"user":"bob","amount":12.5} ~ bob pays 12.50
          python ~ %(a)5d%% of {} %s {a} ~ {"a":7} ~ `    7% of {} %s {a}`
          python ~ %(a)s %(b)s %(c)d ~ {"a":null,"b":true,"c":3.9} ~ None True 3
          python ~ {name!s:>5} {n:.1f} ~ {"name":"a","n":1.25} ~ `    a 1.2`
          ruby ~ %<amount>.2f %{name} %-3d. ~ {"amount":1.5,"name":"a"} ~ 1.50 a %-3d.
          csharp ~ {Name} has {Count:N0} of {@Order} {$Order} ~ {"Name":"a","Count":12345,"Order":"o"} ~ a has 12,345 of o o
          php ~ {name} pays 5% of {amount} %s ~ {"name":"a","amount":3} ~ a pays 5% of 3 %s
          `` ~ {name} has %{x} ~ {"name":"a"} ~ a has %{x}
          """)
  void namedAsTheLanguagePrintsThem(
      String platform, String template, String params, String expected) {
    assertThat(put(platform, template, params)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          native ~ %ld of %s ~ [5,"disk"] ~ 5 of disk
          native ~ %llu %I64d %p %#o ~ [5,6,"0x7f",8] ~ 5 6 0x7f 010
          go ~ %v %+v %#v %q %t %x ~ ["a",1,"b","c \\"d\\"",true,255] ~ a 1 b "c \\"d\\"" true ff
          go ~ %T is no %v, %v ~ ["a","int",null] ~ %T is no int, <nil>
          go ~ {%s} {%v} ~ ["a",1.5] ~ {a} {1.5}
          node ~ %s %d %i %f %j %o %O %c! ~ ["a",1.5,1.5,1.5,{"a":1},{"b":2},[3],"color: red"] ~ a 1.5 1 1.5 {"a":1} {"b":2} [3] !
          javascript ~ %s of %s is %o ~ ["a",null,true] ~ a of null is true
          cocoa ~ %@ has %lu of %@ ~ ["a",5,null] ~ a has 5 of (null)
          java ~ order {} of {} failed ~ ["A-7","web"] ~ order A-7 of web failed
          java ~ {} is 50%s ~ ["a"] ~ a is 50%s
          java ~ %,d of %b, %s ~ [1234567,true,null] ~ 1,234,567 of true, null
          java ~ {0} and {1,number} ~ ["a",5] ~ a and 5
          csharp ~ {Name} has {Count:N2}, {Hex:X4}, {Day:yyyy}, {Pad,5}, {Pad,-3}| ~ ["a",1234.5,255,"2024",7,8] ~ a has 1,234.50, 00FF, 2024,     7, 8  |
          csharp ~ {0:F1} {0:D} {1:D5} {{0}} ~ [2.25,42] ~ 2.2 2 00042 {0}
          rust ~ {:?} {:#?} {:>4} {:.2} {:08.3} {:#x} ~ ["a","b","c",1.234,1.5,255] ~ a b    c 1.23 0001.500 0xff
          php ~ order %1$s of %2$s, %2$05d %'*6s ~ ["A-7","7"] ~ order A-7 of 7, 00007 ***A-7
          php ~ %s %s ~ [true,false] ~ `1 `
          ruby ~ %p %s %-4d| ~ [null,null,7] ~ nil  7   |
          `` ~ %ld of {} %s ~ [5,"disk"] ~ 5 of {} disk
          `` ~ {} of {} is 5%d ~ ["a","b"] ~ a of b is 5%d
          `` ~ %s %s ~ [true,1.25] ~ true 1.25
          """)
  void asTheLanguagePrintsThem(String platform, String template, String params, String expected) {
    assertThat(put(platform, template, params)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%999999999d",
        "%.999999999f",
        "%*d",
        "%-*d",
        "%.*f",
        "%0999d",
        "%.999s",
        "%1000$s",
        "%00000000000000d",
        "{:999999999}",
        "{:.99999999f}",
        "{0:N999999}",
        "{0,999999}"
      })
  void widthsAreBounded(String place) {
    for (String platform : List.of("", "python", "csharp", "php", "rust", "go")) {
      assertThat(put(platform, place, "[2147483647,1.5,1e308]")).hasSizeLessThan(500);
    }
  }

  /** A long parameter is not looked through for each of its places. */
  @ParameterizedTest
  @ValueSource(strings = {"%1$.1s", "%1$-9.1s"})
  void cutParametersCostLittle(String place) {
    String text =
        LogParameters.putInto(place.repeat(100_000), List.of("x".repeat(1_000_000)), "php", null);

    assertThat(text).hasSizeBetween(100_000, 1_000_000);
  }

  @Test
  void aSecretIsTakenOutWhateverItsFormat() {
    for (String template : List.of("password=%-40s", "password=%.40s", "password={:>40}")) {
      assertThat(
              LogParameters.putInto(
                  template, List.of("q7Zp4kLw92xT"), "python", new Redactor(Redaction.DEFAULT)))
          .isEqualTo("password=<password:1>");
    }
  }

  /**
   * Of a name that says little, the value decides; in the text nothing would tell where it ends.
   */
  @Test
  void aWeakNamesValueIsTakenOutWhereItLooksLikeASecret() {
    for (String template : List.of("with token {token} now", "with token %(token)s now")) {
      assertThat(
              LogParameters.putInto(
                  template,
                  Map.of("token", "q7Zp4kLw92xT"),
                  "python",
                  new Redactor(Redaction.DEFAULT)))
          .isEqualTo("with token <password:1> now");
      assertThat(
              LogParameters.putInto(
                  template, Map.of("token", "EOF"), "python", new Redactor(Redaction.DEFAULT)))
          .isEqualTo("with token EOF now");
    }
  }
}
