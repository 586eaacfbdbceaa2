package dev.eventfix.cli;

import static dev.eventfix.cli.Answers.answer;
import static dev.eventfix.cli.Answers.array;
import static dev.eventfix.cli.Answers.frame;
import static dev.eventfix.cli.Answers.object;
import static dev.eventfix.cli.Answers.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
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
            fingerprint v2:3f0c9a4be1d24f7788aa0c5d6e7f8091
            left out: 12 frames
            redacted: 2 email, 1 ip
            warning: the model "house-1" is not known
            """);
  }

  @Test
  void saysWhoSuppressedAnExceptionAndWhoseStackTraceItIsAndHowOftenCallsStandThere() {
    assertThat(
            DescriptionView.render(
                answer(
                    object(
                        "exceptions",
                        array(
                            object(
                                "num",
                                1L,
                                "type",
                                "SaveError",
                                "thread",
                                "GameThread",
                                "stacktrace",
                                array(
                                    with(frame("odd", "", "n.py", 7), "repeated", 53L),
                                    frame("main", "", "n.py", 2))),
                            object("num", 2L, "type", "CloseError", "suppressed_by", 1L)))),
                PLAIN))
        .startsWith(
            """
            SaveError
              stack trace of thread GameThread · most recent call first

              · odd (53 times)  n.py:7
              · main            n.py:2

            ↳ suppressed by SaveError:
            CloseError
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
            <2>fingerprint v2:3f0c9a4be1d24f7788aa0c5d6e7f8091<0>
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
            fingerprint v2:3f0c9a4be1d24f7788aa0c5d6e7f8091
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
  void aMessageWithAStackIsHeadedByTheMessage() {
    Map<String, @Nullable Object> exception =
        object("num", 1L, "stacktrace", array(with(frame("f", "", "a.go", 3), "column", 9L)));
    Map<String, @Nullable Object> event =
        object(
            "message",
            "ledger is out of balance",
            "language",
            "go",
            "exceptions",
            array(exception));

    assertThat(DescriptionView.render(answer(event), PLAIN))
        .startsWith(
            """
            ledger is out of balance
              go · most recent call first

              · f  a.go:3:9

            """);
    // Of several exceptions none is the message's.
    assertThat(
            DescriptionView.render(
                answer(object("message", "m", "exceptions", array(exception, exception))), PLAIN))
        .startsWith("(an exception without type and message)\n")
        .contains("  logged: m\n");
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
                object("message", "m", "payment", object("url", "/pay", "tags", array("a", null)))),
            "source",
            "events/pay.json");
    assertThat(DescriptionView.render(answer, PLAIN))
        .startsWith("events/pay.json\nm\n  payment: url /pay, tags (a, none)\n\n");
  }

  @Test
  void showsADetailedDescription() {
    assertThat(DescriptionView.render(Answers.detailed(), PLAIN))
        .isEqualTo(
            """
            SIGSEGV: Segfault
              unhandled · module shop.stock · native · most recent call first

              ▶ reserve          src/stock.c:12
                  11 │ int reserve(item *i) {
                → 12 │   i->count -= n;
                  i = NULL
                  n = 3

              ● _ZN4shop4mainEv  build/shop
              · 0x7f71bf4f024a   /lib/x86_64-linux-gnu/libc.so.6
                  argc = 1

              time 2026-11-21T03:26:40Z · level fatal · logger shop
              POST http://shop.example/orders/77?lang=de
                user-agent: curl/8.9
                content_type: text/plain
              release shop@1.4.2 · environment production · transaction /orders/{id}
              runtime CGI 1.1 · os Debian 12
              contexts
                job: queue mails, attempt 3
              extra
                order_state: refunded-twice
                none: none
              tags job=orders · paid_by=card
              breadcrumbs of 2026-11-21 (UTC)
                … 3 breadcrumbs left out
                03:26:37.407  stock  reading the stock
                  items 12, from stock.csv
                03:26:38      http   warning: slow answer
                03:26:39.5    http   status_code 503
                                     fatal: no stock

            event 7c4e21aa90b84b0f9f3d1c2b5a6e7d80 · project shop · about 418 tokens
            fingerprint v2:3f0c9a4be1d24f7788aa0c5d6e7f8091
            left out: 1 fact of the context, 1 fact of exceptions, 4 facts of extra, 2
              tags
            """);
  }

  @Test
  void dimsTheSurroundings() {
    assertThat(DescriptionView.render(Answers.detailed(), new Terminal(80, true)))
        .contains(
            """
              ● <1>_ZN4shop4mainEv<0>  <36>build/shop<0>
            <2>  · 0x7f71bf4f024a<0>   <2>/lib/x86_64-linux-gnu/libc.so.6<0>
                  <2>argc = 1<0>

              <2>time <0>2026-11-21T03:26:40Z<2> · level <0>fatal<2> · logger <0>shop
              <1>POST<0> http://shop.example/orders/77?lang=de
                <2>user-agent: curl/8.9<0>
                <2>content_type: text/plain<0>
              <2>release <0>shop@1.4.2<2> · environment <0>production<2> · transaction <0>/orders/{id}
              <2>runtime <0>CGI 1.1<2> · os <0>Debian 12
              <2>contexts<0>
                <2>job: <0>queue mails, attempt 3
              <2>extra<0>
                <2>order_state: <0>refunded-twice
                <2>none: <0>none
              <2>tags job=<0>orders<2> · paid_by=<0>card
              <2>breadcrumbs of 2026-11-21 (UTC)<0>
                <2>… 3 breadcrumbs left out<0>
                <2>03:26:37.407<0>  <36>stock<0>  reading the stock
                  <2>items 12, from stock.csv<0>
                <2>03:26:38<0>      <36>http<0>   <33>warning: <0>slow answer
                <2>03:26:39.5<0>    <36>http<0>   <2>status_code 503<0>
                                     <1;31>fatal: <0>no stock

            """
                .replaceAll("<([0-9;]+)>", "\u001b[$1m"));
  }

  @Test
  void showsSurroundingsInLittleRoom() {
    assertThat(DescriptionView.render(Answers.detailed(), new Terminal(40, false)))
        .contains(
            """
              ● _ZN4shop4mainEv  build/shop
              · 0x7f71bf4f024a  libc.so.6
                  argc = 1

              time 2026-11-21T03:26:40Z · level
                fatal · logger shop
              POST
                http://shop.example/orders/77?lang=d
                e
                user-agent: curl/8.9
            """);
  }

  @Test
  void cutsVariablesToTheWidth() {
    Map<String, ?> frame =
        with(
            frame("f", "", "f.py", 1),
            "variables",
            object("rows", "['" + "r".repeat(100) + "']", "n".repeat(100), "last\nline"));
    Map<?, ?> answer = answer(object("stacktrace", array(frame)));
    assertThat(DescriptionView.render(answer, new Terminal(40, false)))
        .contains(
            """
              · f  f.py:1
                  rows = ['rrrrrrrrrrrrrrrrrrrrrrrr…
                  nnnnn…nnnnnnnnnnnn = last\\nline

            """);
  }

  @Test
  void showsWhatIsKnownOfARequest() {
    Map<?, ?> url = answer(object("message", "m", "request", object("url", "/pay")));
    assertThat(DescriptionView.render(url, PLAIN)).startsWith("m\n\n  request /pay\n\n");
    Map<?, ?> method =
        answer(object("message", "m", "request", object("method", "GET", "data", object("a", 1L))));
    assertThat(DescriptionView.render(method, PLAIN)).startsWith("m\n\n  GET\n    data: a 1\n\n");
    Map<?, ?> header =
        answer(object("message", "m", "request", object("headers", object("accept", "*/*"))));
    assertThat(DescriptionView.render(header, PLAIN))
        .startsWith("m\n\n  request\n    accept: */*\n\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T00:00:01Z", // another day
        "2026-11-21T01:00:01+01:00", // another zone
        "2026-11-21 00:00:01Z",
        "1795231524.7Z"
      })
  void showsWholeTimesOfBreadcrumbsWithoutACommonDay(String other) {
    Map<?, ?> answer =
        answer(
            object(
                "message",
                "m",
                "breadcrumbs",
                array(
                    object("timestamp", "2026-11-21T23:59:59Z", "message", "first"),
                    object("timestamp", other, "message", "last"))));
    assertThat(DescriptionView.render(answer, PLAIN))
        .contains("\n  breadcrumbs\n    2026-11-21T23:59:59Z  ")
        .contains("\n    " + SafeText.cutMiddle(other, 24) + "  ");
  }

  @Test
  void leavesBreadcrumbsThatAreLeftOutAltogetherToTheEnd() {
    Map<String, ?> answer =
        with(
            answer(object("message", "m")),
            "omitted",
            object("breadcrumbs", 1L, "context", 2L, "report", 1L, "variables", 31L));
    assertThat(DescriptionView.render(answer, PLAIN))
        .endsWith(
            "left out: 1 breadcrumb, 2 facts of the context, 1 fact of the report, 31\n  variables\n");
  }

  @Test
  void showsAReportThatIsAllThereIs() {
    assertThat(DescriptionView.render(Answers.report(), PLAIN))
        .startsWith(
            """
            csp report
              javascript
              blocked uri: http://example.com/style.css
              effective directive: style-src

            event\
            """);
    assertThat(DescriptionView.render(answer(object("report", object("port", 443L))), PLAIN))
        .startsWith("report\n  port: 443\n\nevent");
  }

  @Test
  void showsAReportBelowItsMessage() {
    Map<?, ?> answer =
        answer(
            object(
                "message",
                "Blocked 'style'",
                "report",
                object("type", "csp", "blocked_uri", "http://example.com/style.css")));
    assertThat(DescriptionView.render(answer, PLAIN))
        .startsWith(
            """
            Blocked 'style'

              csp report
                blocked uri: http://example.com/style.css

            event\
            """);
  }

  @Test
  void saysWhereATypeIsDefinedUnlessItsNameDoes() {
    Map<?, ?> answer =
        answer(
            object(
                "exceptions",
                array(
                    object("type", "shop.Gone", "module", "shop"),
                    object("type", "shopping", "module", "shop"))));
    assertThat(DescriptionView.render(answer, PLAIN))
        .startsWith("shop.Gone\n\n↳ caused by:\nshopping\n  module shop\n\nevent");
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
        new Map<?, ?>[] {
          Answers.pythonChain(),
          Answers.javaEvent(),
          Answers.group(),
          Answers.detailed(),
          Answers.report(),
          wide(),
          wideSurroundings()
        }) {
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

  private static Map<?, ?> wideSurroundings() {
    String name = "名前名前 名前".repeat(20);
    Map<String, ?> texts = object(name, name, "n", name, name + "2", "v");
    Map<String, ?> frame =
        object("symbol", name, "package", "/" + name + "/" + name, "variables", texts);
    Map<String, ?> breadcrumb =
        object("timestamp", name, "category", name, "level", name, "message", name, "data", texts);
    return answer(
        object(
            "report",
            object("type", name, name, name),
            "stacktrace",
            array(frame, object("package", name)),
            "request",
            object("method", name, "url", name, "headers", texts),
            "release",
            name,
            "os",
            name,
            "tags",
            texts,
            "breadcrumbs",
            array(breadcrumb, object("level", name, "data", texts))));
  }
}
