package dev.eventfix.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers as a JSON reader gives them, for the views' tests. */
final class Answers {

  private Answers() {}

  /** Names and values in turn. */
  static Map<String, @Nullable Object> object(@Nullable Object... members) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      object.put(String.valueOf(members[i]), members[i + 1]);
    }
    return object;
  }

  static List<@Nullable Object> array(@Nullable Object... elements) {
    List<@Nullable Object> array = new ArrayList<>();
    for (Object element : elements) {
      array.add(element);
    }
    return array;
  }

  static Map<String, @Nullable Object> answer(Map<String, @Nullable Object> description) {
    return object(
        "event_id",
        "7c4e21aa90b84b0f9f3d1c2b5a6e7d80",
        "project",
        "shop",
        "fingerprint",
        "v2:3f0c9a4be1d24f7788aa0c5d6e7f8091",
        "description",
        description,
        "estimated_tokens",
        418L,
        "omitted",
        object(),
        "redacted",
        object(),
        "warnings",
        array());
  }

  static Map<String, @Nullable Object> frame(String func, String module, String file, long line) {
    return object("func", func, "module", module, "file", file, "line", line);
  }

  static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> object, @Nullable Object... members) {
    object.putAll(object(members));
    return object;
  }

  /**
   * Three of five exceptions of a Python program, the first raised while the second was handled.
   */
  static Map<String, @Nullable Object> pythonChain() {
    Map<String, @Nullable Object> total =
        with(
            frame("total", "shop.orders", "shop/orders.py", 43),
            "in_app",
            true,
            "crash",
            "here",
            "code_before",
            array(
                "", "    def total(order):", "        try:", "            return prices[order.id]"),
            "code",
            "        except KeyError: raise CheckoutError(order)",
            "code_after",
            array("", "        next()"));
    Map<String, @Nullable Object> checkout =
        with(
            frame("checkout", "shop.views", "shop/views.py", 88),
            "in_app",
            true,
            "code",
            "return render(request, total(order))");
    Map<String, @Nullable Object> handler =
        with(
            frame("get_response", "django.core.handlers.base", "django/core/handlers/base.py", 197),
            "code",
            "response = wrapped_callback(request)");
    Map<String, @Nullable Object> first =
        object(
            "raised_during_handling_of_previous_exception",
            false,
            "num",
            1L,
            "type",
            "CheckoutError",
            "message",
            "order A-17 of <email:1> has no price",
            "unhandled",
            true,
            "stacktrace",
            array(total, checkout, handler));
    Map<String, @Nullable Object> second =
        object(
            "raised_during_handling_of_previous_exception",
            true,
            "num",
            2L,
            "type",
            "KeyError",
            "message",
            "'A-17'",
            "unhandled",
            true,
            "stacktrace",
            array(
                with(
                    frame("total", "shop.orders", "shop/orders.py", 41),
                    "in_app",
                    true,
                    "crash",
                    "here",
                    "code",
                    "return prices[order.id]")));
    Map<String, @Nullable Object> root =
        object(
            "raised_during_handling_of_previous_exception",
            false,
            "num",
            5L,
            "type",
            "ConnectionResetError",
            "message",
            "[Errno 104] Connection reset by peer",
            "exception_info",
            object("errno", object("number", 104L, "name", "ECONNRESET")));
    Map<String, @Nullable Object> answer =
        answer(
            object(
                "message",
                "Checkout failed",
                "language",
                "python",
                "exceptions",
                array(first, second, root)));
    return with(
        answer,
        "omitted",
        object("exceptions", 2L, "frames", 12L),
        "redacted",
        object("email", 2L, "ip", 1L),
        "warnings",
        array("the model \"house-1\" is not known"));
  }

  static Map<String, @Nullable Object> javaEvent() {
    Map<String, @Nullable Object> crash =
        with(
            frame("send", "com.acme.shop.mail.Mailer", "Mailer.java", 26),
            "in_app",
            true,
            "crash",
            "here");
    Map<String, @Nullable Object> caller =
        with(
            frame(
                "lambda$confirm$0", "com.acme.shop.orders.OrderService", "OrderService.java", 212),
            "in_app",
            true);
    Map<String, @Nullable Object> proxy =
        object("func", "confirm", "module", "com.acme.shop.orders.OrderService$Proxy");
    Map<String, @Nullable Object> library = frame("run", "java.lang.Thread", "Thread.java", 1583);
    Map<String, @Nullable Object> socket =
        with(frame("connect", "java.net.Socket", "Socket.java", 752), "crash", "here");
    return with(
        answer(
            object(
                "language",
                "java",
                "exceptions",
                array(
                    object(
                        "num",
                        1L,
                        "type",
                        "MailException",
                        "message",
                        "cannot send\nto the relay",
                        "stacktrace",
                        array(crash, caller, proxy, library)),
                    object(
                        "raised_during_handling_of_previous_exception",
                        false,
                        "num",
                        2L,
                        "type",
                        "ConnectException",
                        "message",
                        "Connection refused",
                        "stacktrace",
                        array(socket))))),
        "omitted",
        object("frames", object("system", 9L, "in_app", 3L)));
  }

  static Map<String, @Nullable Object> group() {
    return answer(
        object(
            "language",
            "python",
            "exceptions",
            array(
                object(
                    "num",
                    1L,
                    "type",
                    "ExceptionGroup",
                    "message",
                    "two tasks failed",
                    "exception_id",
                    0L,
                    "stacktrace",
                    array(
                        with(
                            frame("main", "__main__", "run.py", 7),
                            "in_app",
                            true,
                            "crash",
                            "here"))),
                object(
                    "num",
                    2L,
                    "type",
                    "ValueError",
                    "message",
                    "1",
                    "exception_id",
                    1L,
                    "parent_id",
                    0L),
                object(
                    "num",
                    3L,
                    "type",
                    "OSError",
                    "message",
                    "disk full",
                    "exception_id",
                    2L,
                    "parent_id",
                    1L),
                object(
                    "num",
                    4L,
                    "type",
                    "TypeError",
                    "message",
                    "int",
                    "exception_id",
                    3L,
                    "parent_id",
                    0L))));
  }

  /** A detailed description with all that one can say: of a native program behind a web server. */
  static Map<String, @Nullable Object> detailed() {
    Map<String, @Nullable Object> crash =
        with(
            frame("reserve", "", "src/stock.c", 12),
            "in_app",
            true,
            "crash",
            "here",
            "code_before",
            array("int reserve(item *i) {"),
            "code",
            "  i->count -= n;",
            "package",
            "build/shop",
            "instruction_addr",
            "0x55f09f8e78a7",
            "variables",
            object("i", "NULL", "n", "3"));
    Map<String, @Nullable Object> mangled =
        object(
            "symbol",
            "_ZN4shop4mainEv",
            "in_app",
            true,
            "package",
            "build/shop",
            "instruction_addr",
            "0x55f09f8e770d");
    Map<String, @Nullable Object> unnamed =
        object(
            "package",
            "/lib/x86_64-linux-gnu/libc.so.6",
            "instruction_addr",
            "0x7f71bf4f024a",
            "variables",
            object("argc", "1"));
    Map<String, @Nullable Object> answer =
        answer(
            object(
                "language",
                "native",
                "exceptions",
                array(
                    object(
                        "num",
                        1L,
                        "type",
                        "SIGSEGV",
                        "message",
                        "Segfault",
                        "unhandled",
                        true,
                        "module",
                        "shop.stock",
                        "stacktrace",
                        array(crash, mangled, unnamed))),
                "time",
                "2026-11-21T03:26:40Z",
                "level",
                "fatal",
                "logger",
                "shop",
                "request",
                object(
                    "method",
                    "POST",
                    "url",
                    "http://shop.example/orders/77?lang=de",
                    "headers",
                    object("user-agent", "curl/8.9", "content_type", "text/plain")),
                "transaction",
                "/orders/{id}",
                "release",
                "shop@1.4.2",
                "environment",
                "production",
                "runtime",
                "CGI 1.1",
                "os",
                "Debian 12",
                "contexts",
                object("job", object("queue", "mails", "attempt", 3L)),
                "extra",
                object("order_state", "refunded-twice", "none", null),
                "tags",
                object("job", "orders", "paid_by", "card"),
                "breadcrumbs",
                array(
                    object(
                        "timestamp",
                        "2026-11-21T03:26:37.407Z",
                        "category",
                        "stock",
                        "level",
                        "info",
                        "message",
                        "reading the stock",
                        "data",
                        object("items", 12L, "from", "stock.csv")),
                    object(
                        "timestamp",
                        "2026-11-21T03:26:38Z",
                        "category",
                        "http",
                        "level",
                        "warning",
                        "message",
                        "slow answer"),
                    object(
                        "timestamp",
                        "2026-11-21T03:26:39.5Z",
                        "category",
                        "http",
                        "data",
                        object("status_code", 503L)),
                    object("level", "fatal", "message", "no stock"))));
    return with(
        answer,
        "omitted",
        object("breadcrumbs", 3L, "context", 1L, "exception_info", 1L, "extra", 4L, "tags", 2L));
  }

  static Map<String, @Nullable Object> report() {
    return answer(
        object(
            "language",
            "javascript",
            "report",
            object(
                "type",
                "csp",
                "blocked_uri",
                "http://example.com/style.css",
                "effective_directive",
                "style-src")));
  }

  static final String MARKDOWN =
      """
      ## Problem Description

      `total()` reads `prices[order.id]`, and **no price** is stored for <email:1>. See
      [the docs](https://docs.example/errors) and __init__.

      ## Proposed Solution

      1. Ask with a default:
         ```python
         def total(order):
         \treturn prices.get(order.id)
         ```
      2. Handle it:
         - return a *422*
           - with the id

      > <!-- not hidden --> quoted

      | exception | count |
      |-----------|------:|
      | KeyError | 12 |

      ### What Else

      - ![chart](https://evil.example/x.png)
      ---
      """;

  static Map<String, @Nullable Object> suggestion() {
    return object(
        "event_id",
        "7c4e21aa90b84b0f9f3d1c2b5a6e7d80",
        "project",
        "shop",
        "fingerprint",
        "v2:3f0c9a4be1d24f7788aa0c5d6e7f8091",
        "suggestion",
        MARKDOWN,
        "provider",
        "openai",
        "model",
        "gpt-5",
        "prompt_version",
        "3",
        "finish_reason",
        "stop",
        "usage",
        object("input_tokens", 900L, "output_tokens", 120L),
        "cached",
        false);
  }

  static Map<String, @Nullable Object> prompt() {
    return object(
        "event_id",
        "7c4e21aa90b84b0f9f3d1c2b5a6e7d80",
        "fingerprint",
        "v2:3f0c9a4be1d24f7788aa0c5d6e7f8091",
        "prompt",
        object("version", "3", "system", "You are asked.\n\tBe brief.\n", "user", "{\"a\": 1}"),
        "estimated_tokens",
        33L);
  }
}
