package dev.eventfix.cli;

import static dev.eventfix.cli.Answers.answer;
import static dev.eventfix.cli.Answers.array;
import static dev.eventfix.cli.Answers.frame;
import static dev.eventfix.cli.Answers.object;
import static dev.eventfix.cli.Answers.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DescriptionViewTest {

  private static final Terminal PLAIN = new Terminal(80, false);

  @Test
  void showsAPythonChain() {
    assertThat(DescriptionView.render(Answers.pythonChain(), PLAIN))
        .isEqualTo(
            """
            CheckoutError: order A-17 of <email:1> has no price
              unhandled · python · most recent call first
              logged: Checkout failed

              ▶ total         shop/orders.py:43
                  40 │ def total(order):
                  41 │     try:
                  42 │         return prices[order.id]
                → 43 │     except KeyError: raise CheckoutError(order)
                  44 │
                  45 │     next()

              ● checkout      shop/views.py:88
                  return render(request, total(order))
              · get_response  django/core/handlers/base.py:197
                  response = wrapped_callback(request)

            ↳ raised while handling:
            KeyError: 'A-17'

              ▶ total  shop/orders.py:41
                → 41 │ return prices[order.id]

            … 2 exceptions left out …

            ConnectionResetError: [Errno 104] Connection reset by peer
              errno: number 104, name ECONNRESET

            event 7c4e21aa90b84b0f9f3d1c2b5a6e7d80 · project shop · about 418 tokens
            fingerprint v1:3f0c9a4be1d24f7788aa0c5d6e7f8091
            left out: 12 frames
            redacted: 2 email, 1 ip
            warning: the model "house-1" is not known
            """);
  }

  @Test
  void coloursWhatMattersAndDimsTheRest() {
    Map<?, ?> answer =
        answer(
            object(
                "language",
                "go",
                "exceptions",
                array(
                    object(
                        "num",
                        1L,
                        "type",
                        "panic",
                        "message",
                        "nil map",
                        "unhandled",
                        true,
                        "stacktrace",
                        array(
                            with(
                                frame("save", "main", "main.go", 9),
                                "crash",
                                "here",
                                "in_app",
                                true,
                                "code_before",
                                array("x"),
                                "code",
                                "m[k] = v",
                                "code_after",
                                array("y")),
                            with(frame("main", "main", "main.go", 4), "in_app", true),
                            frame("goexit", "runtime", "asm.s", 1))))));
    assertThat(DescriptionView.render(answer, new Terminal(80, true)))
        .isEqualTo(
            """
            <1;31>panic: <0><1>nil map<0>
              <33>unhandled<0><2> · go · most recent call first<0>

            <1;31>  ▶ <0><1>save<0>    <36>main.go:9<0>
                <2>   8 │ x<0>
                <1;31>→  9 │ <0><1>m[k] = v<0>
                <2>  10 │ y<0>

              ● <1>main<0>    <36>main.go:4<0>
            <2>  · goexit<0>  <2>asm.s:1<0>  <2>runtime<0>

            <2>event 7c4e21aa90b84b0f9f3d1c2b5a6e7d80 · project shop · about 418 tokens<0>
            <2>fingerprint v1:3f0c9a4be1d24f7788aa0c5d6e7f8091<0>
            """
                .replaceAll("<([0-9;]+)>", "\u001b[$1m"));
  }

  @Test
  void showsAJavaEvent() {
    assertThat(DescriptionView.render(Answers.javaEvent(), PLAIN))
        .isEqualTo(
            """
            MailException: cannot send
                to the relay
              java · most recent call first

              ▶ send              Mailer.java:26         com.acme.shop.mail
              ● lambda$confirm$0  OrderService.java:212  com.acme.shop.orders
              · confirm           com.acme.shop.orders.OrderService$Proxy
              · run               Thread.java:1583       java.lang

            ↳ caused by:
            ConnectException: Connection refused

              ▶ connect  Socket.java:752  java.net

            event 7c4e21aa90b84b0f9f3d1c2b5a6e7d80 · project shop · about 418 tokens
            fingerprint v1:3f0c9a4be1d24f7788aa0c5d6e7f8091
            left out: 12 frames (9 library, 3 in-app)
            """);
  }

  @Test
  void showsAGroup() {
    assertThat(DescriptionView.render(Answers.group(), PLAIN))
        .startsWith(
            """
            ExceptionGroup: two tasks failed
              python · most recent call first

              ▶ main  run.py:7

            ↳ one of the exceptions in ExceptionGroup:
            ValueError: 1

            ↳ caused by:
            OSError: disk full

            ↳ one of the exceptions in ExceptionGroup:
            TypeError: int

            event\
            """);
  }

  @Test
  void saysWhereAParentIsMissing() {
    Map<?, ?> answer =
        answer(
            object(
                "exceptions",
                array(
                    object("num", 2L, "type", "A", "exception_id", 1L),
                    object("num", 4L, "type", "B", "exception_id", 3L, "parent_id", 2L),
                    object("num", 5L, "type", "C", "exception_id", 4L, "parent_id", 1L))));
    assertThat(DescriptionView.render(answer, PLAIN))
        .startsWith(
            """
            … 1 exception left out …

            A

            … 1 exception left out …

            ↳ belongs to an exception that was left out:
            B

            ↳ a cause of A:
            C

            """);
  }

  @Test
  void saysWhereFramesAndExceptionsAreMissing() {
    Map<String, ?> answer =
        with(
            answer(
                object(
                    "exceptions",
                    array(object("type", "A", "stacktrace", array(frame("f", "", "f.py", 1)))))),
            "omitted",
            object("exceptions", 4L, "frames", 1L, "code_lines", 3L, "threads", 0L));
    assertThat(DescriptionView.render(answer, PLAIN))
        .startsWith(
            """
            A
              most recent call first

              · f  f.py:1
              … 1 frame left out

            … 4 exceptions left out …

            event\
            """)
        .endsWith("left out: 3 code lines\n");
  }

  @Test
  void showsAMessageWithoutException() {
    Map<?, ?> answer = answer(object("message", "Disk at 91 %\nof sda1", "language", "node"));
    assertThat(DescriptionView.render(answer, PLAIN))
        .startsWith("Disk at 91 %\n    of sda1\n  node\n\nevent ");
  }

  @Test
  void showsSomethingForNothing() {
    assertThat(DescriptionView.render(Map.of(), PLAIN))
        .isEqualTo("(an event without exception and message)\n\n");
    assertThat(DescriptionView.render(answer(object("exceptions", array(object()))), PLAIN))
        .startsWith("(an exception without type and message)\n\nevent ");
    assertThat(
            DescriptionView.render(
                answer(object("exceptions", array(object("stacktrace", array(object()))))), PLAIN))
        .contains("  · (no name)\n");
  }

  @Test
  void showsMembersThatItDoesNotKnow() {
    Map<String, ?> answer =
        with(
            answer(
                object("message", "m", "request", object("url", "/pay", "tags", array("a", null)))),
            "source",
            "events/pay.json");
    assertThat(DescriptionView.render(answer, PLAIN))
        .startsWith("events/pay.json\nm\n  request: url /pay, tags (a, none)\n\n");
  }

  @Test
  void boundsTheLinesOfAMessage() {
    Map<?, ?> answer = answer(object("message", "line\n".repeat(50)));
    String shown = DescriptionView.render(answer, PLAIN);
    assertThat(shown).startsWith("line\n    line\n").contains("    line\n    … 30 more lines\n\n");
    assertThat(shown.lines().filter(line -> line.strip().equals("line"))).hasSize(20);
  }

  @Test
  void cutsCodeButGivesTheCrashLineAFewRows() {
    Map<String, ?> crash =
        with(
            frame("f", "", "f.py", 2),
            "crash",
            "here",
            "code_before",
            array("before(" + "a".repeat(60) + ")"),
            "code",
            "crash(" + "b".repeat(100) + ")");
    Map<?, ?> answer =
        answer(object("exceptions", array(object("type", "A", "stacktrace", array(crash)))));
    assertThat(DescriptionView.render(answer, new Terminal(40, false)))
        .contains(
            """
              ▶ f  f.py:2
                  1 │ before(aaaaaaaaaaaaaaaaaaaaaa…
                → 2 │ crash(bbbbbbbbbbbbbbbbbbbbbbbb
                    │ bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
                    │ bbbbbbbbbbbbbbbbbbbbbbbbbbbbb…

            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 80, 120, 200})
  void keepsTheWidth(int width) {
    Terminal plain = new Terminal(width, false);
    Terminal colour = new Terminal(width, true);
    for (Map<?, ?> answer :
        new Map<?, ?>[] {Answers.pythonChain(), Answers.javaEvent(), Answers.group(), wide()}) {
      String text = Screen.check(DescriptionView.render(answer, plain), plain);
      assertThat(Screen.check(DescriptionView.render(answer, colour), colour)).isEqualTo(text);
    }
  }

  private static Map<?, ?> wide() {
    String name = "名前名前名前".repeat(20);
    Map<String, ?> frame =
        with(frame(name, name, name + ".py", Long.MAX_VALUE), "code", name, "crash", "here");
    Map<String, ?> other =
        with(frame("f", "pack.age", "x.py", 1), "code_before", array(name, name), "code", name);
    return answer(
        object(
            "message",
            name,
            "exceptions",
            array(
                object("type", name, "message", name + " a " + name, "stacktrace", array(frame)),
                object("type", "e\u0301".repeat(300), "stacktrace", array(other, frame)))));
  }
}
