package dev.eventfix.suggestfix.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActiveContentTest {

  static List<String> payloads() {
    return Payloads.ALL;
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void nothingActiveIsLeft(String payload) {
    for (String before :
        List.of("", "text ", "- ", "> ", "1. a\n\n   ", "a\n", "```\n\n```\n", "| a |\n|---|\n")) {
      assertNothingActive(before + payload);
      assertNothingActive(before + payload + " " + payload);
      assertNothingActive(before + payload + "\n\n" + payload);
    }
  }

  @Test
  void nothingActiveIsLeftOfWhatIsGlued() {
    Random random = new Random(20_261_121);
    for (int i = 0; i < 20_000; i++) {
      assertNothingActive(Payloads.glued(random));
    }
  }

  private static void assertNothingActive(String text) {
    String cleaned = ActiveContent.clean(text);

    assertThat(Rendering.of(cleaned).active()).as(text + "\n=>\n" + cleaned).isEmpty();
    assertThat(Rendering.plain(cleaned).active()).as(text + "\n=>\n" + cleaned).isEmpty();
    assertThat(ActiveContent.clean(cleaned)).as(text).isEqualTo(cleaned);
    assertThat(cleaned.chars()).noneMatch(c -> c == 0x200B || c == 0x202E || c == '\r');
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      value = {
        "Read [the manual](http://a.example) first. => Read the manual first.",
        "See ![a picture](http://a.example/b.png). => See a picture.",
        "See [the *manual*][1] and [this][]. => See the *manual* and this.",
        "A note[^1] here => A note here",
        "At https://a.example/b?c=d, or so => At `https://a.example/b?c=d`, or so",
        "Ask (me@a.example). => Ask (`me@a.example`).",
        "<https://a.example> => `https://a.example`",
        "<b>bold</b> text<br>here => bold text here",
        "a List<String> and a Map<String, List<Object>> => a List\\<String> and a Map\\<String, List\\<Object>>",
        "Optional<Button> => Optional\\<Button>",
        "The user <email:1> of <ip:12> => The user `<email:1>` of `<ip:12>`",
        "in /home/<user:1>/app => in /home/`<user:1>`/app",
        "already `<email:1>` => already `<email:1>`",
        "items[0] and grid[i][j] => items\\[0\\] and grid\\[i\\]\\[j\\]",
        "handlers[name](event) => handlers\\[name\\](event)",
        "C:\\Users => C:\\\\Users",
        "use @Nullable or @app.route => use @Nullable or @app.route",
        "a < b && c > d => a \\< b && c > d",
        "R&D => R\\&D",
        "`List<String>` and `a[0]` stay => `List<String>` and `a[0]` stay",
        "**bold**, _it_ and ~~old~~ => **bold**, _it_ and ~~old~~",
        "an `open tick => an \\`open tick",
        "&lt;T&gt; &amp; more => \\<T\\> & more"
      })
  void keepsTheText(String text, String cleaned) {
    assertThat(ActiveContent.clean(text)).isEqualTo(cleaned);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<email:1>", "the <password:2>,", "x=<ip:1>&y", "(<user:3>)"})
  void showsPlaceholdersAsTheyAre(String text) {
    assertThat(Rendering.of(ActiveContent.clean(text)).text()).isEqualTo(text);
  }

  @Test
  void keepsCodeAsItIs() {
    String text =
        """
        1. First:

           ```java
           List<String> a = b[0]; // http://a.example

             <b>[x](y)</b> &lt;
           ```
        2. Then

        ```python
        d["<email:1>"]
        ```
        """;

    assertThat(ActiveContent.clean(text)).isEqualTo(text);
  }

  @Test
  void takesBlocksOutOfListsAndQuotesAndDeepIndentation() {
    assertThat(ActiveContent.clean("> ```go\n> a\n>   b\n> ```\nx"))
        .isEqualTo("```go\na\n  b\n```\nx");
    assertThat(ActiveContent.clean("- ```go\n  a\n  ```\n- b")).isEqualTo("```go\na\n```\n- b");
    assertThat(ActiveContent.clean("- a\n    - b\n\n      ```go\n      c\n      ```"))
        .isEqualTo("- a\n    - b\n\n   ```go\n   c\n   ```");
  }

  @Test
  void closesWhatIsOpenAtTheEnd() {
    assertThat(ActiveContent.clean("```java\nint a;")).isEqualTo("```java\nint a;\n```");
    assertThat(ActiveContent.clean("```java\nint a;\n\n")).isEqualTo("```java\nint a;\n\n```");
    assertThat(ActiveContent.clean("a\n```")).isEqualTo("a\n");
    assertThat(ActiveContent.clean("a `b")).isEqualTo("a \\`b");
  }

  @ParameterizedTest
  @CsvSource({
    "java,java",
    "Python,python",
    "c++,c++",
    "mermaid,''",
    "math,''",
    "{=html},''",
    "html,''",
    "'java title=\"x\"',java",
    "'<script>',''"
  })
  void keepsLanguagesThatOnlyColour(String info, String kept) {
    assertThat(ActiveContent.clean("~~~" + info + "\nx\n~~~")).isEqualTo("~~~" + kept + "\nx\n~~~");
  }

  @Test
  void takesOutWhatIsNotSeen() {
    assertThat(ActiveContent.clean("a\u202Eb\u0000c\u001B[2Jd\u2028e\uD800f\uD83D\uDE00\u200D"))
        .isEqualTo("abc\\[2Jd ef\uD83D\uDE00");
    assertThat(ActiveContent.clean("```\na\u202Eb\u0007\n```")).isEqualTo("```\nab\n```");
  }

  @Test
  void looksAtEachCharacterABoundedNumberOfTimes() {
    for (String each :
        List.of(
            "[", "`", "` ``", "<", "<a ", "[a](", "[a](b", "](", "&", "<!--", "\\", "|", "> ", "- ",
            "```", "~~~\n", "[^1", "a@", "[x]: ", "(", "`|`", "x")) {
      // Four times the text: quadratic work would be sixteen times as much.
      long small = nanos(each.repeat(60_000 / each.length()));
      long large = nanos(each.repeat(240_000 / each.length()));
      assertThat(large).as(each).isLessThan(small * 10);
    }
  }

  /** The quickest of some runs, in this thread's own time. */
  private static long nanos(String text) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long quickest = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      long start = threads.getCurrentThreadCpuTime();
      assertThat(ActiveContent.clean(text)).isNotNull();
      quickest = Math.min(quickest, threads.getCurrentThreadCpuTime() - start);
    }
    return quickest;
  }
}
