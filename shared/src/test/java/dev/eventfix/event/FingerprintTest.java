package dev.eventfix.event;

import static dev.eventfix.event.EventFixture.event;
import static dev.eventfix.event.EventFixture.exception;
import static dev.eventfix.event.EventFixture.quoted;
import static dev.eventfix.event.EventFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

  private static final String SERVICE = frame("shop.Service", "charge", true, 10);
  private static final String MAIN = frame("shop.Main", "main", true, 5);
  private static final String LIBRARY = frame("lib.Http", "send", false, 99);

  private static String frame(String module, String function, boolean inApp, int line) {
    return "{\"module\":"
        + quoted(module)
        + ",\"function\":"
        + quoted(function)
        + ",\"in_app\":"
        + inApp
        + ",\"lineno\":"
        + line
        + "}";
  }

  private static String fingerprint(String event) {
    return Fingerprint.of(read(event), new Redactor(Redaction.DEFAULT));
  }

  private static String ofFrames(String... frames) {
    return fingerprint(event(exception("E", "v", frames)));
  }

  private static String ofFunction(String function) {
    return ofFrames(frame("m", function, true, 1));
  }

  private static String ofFile(String file) {
    return ofFrames("{\"filename\":" + quoted(file) + ",\"function\":\"f\",\"in_app\":true}");
  }

  private static String ofFunction(String platform, String function) {
    return fingerprint(
        "{\"platform\":"
            + quoted(platform)
            + ",\"exception\":["
            + exception("E", "v", frame("m", function, true, 1))
            + "]}");
  }

  private static String ofModule(String module) {
    return ofFrames(frame(module, "f", true, 1));
  }

  private static String ofScript(String file) {
    return fingerprint(
        "{\"platform\":\"javascript\",\"exception\":["
            + exception(
                "E", "v", "{\"filename\":" + quoted(file) + ",\"function\":\"f\",\"in_app\":true}")
            + "]}");
  }

  private static String ofMessage(String message) {
    return fingerprint("{\"message\":" + quoted(message) + "}");
  }

  @Test
  void isAVersionAndThirtyTwoHexDigits() {
    for (Path file : EventFixture.ownEvents()) {
      assertThat(fingerprint(EventFixture.contents(file))).matches("v2:[0-9a-f]{32}");
    }
    assertThat(fingerprint("{}")).matches("v2:[0-9a-f]{32}");
  }

  @Test
  void linesMessagesLibrariesAndTheRestOfTheEventDoNotCount() {
    String one =
        """
        {"release":"1.0","event_id":"fc6d8c0c43fc4630ad850ee518f1b9d0","exception":[%s]}"""
            .formatted(exception("E", "order 17 failed", MAIN, LIBRARY, SERVICE));
    String other =
        """
        {"release":"2.0","user":{"id":5},"exception":[%s]}"""
            .formatted(
                exception(
                    "E",
                    "order 23 was refused",
                    frame("shop.Main", "main", true, 6),
                    frame("lib.Pool", "run", false, 1),
                    frame("shop.Service", "charge", true, 44)));

    assertThat(fingerprint(other)).isEqualTo(fingerprint(one));
  }

  @Test
  void aRecursionsDepthDoesNotCount() {
    String walk = frame("m", "walk", true, 3);
    String visit = frame("m", "visit", true, 8);

    assertThat(ofFrames(MAIN, walk, visit, walk, visit, walk, visit))
        .isEqualTo(ofFrames(MAIN, walk, visit));
  }

  @Test
  void otherTypesFunctionsModulesOrdersAndChainsCount() {
    List<String> fingerprints =
        List.of(
            ofFrames(MAIN, SERVICE),
            ofFrames(SERVICE, MAIN),
            ofFrames(SERVICE),
            ofFrames(MAIN, frame("shop.Service", "refund", true, 10)),
            ofFrames(MAIN, frame("shop.Other", "charge", true, 10)),
            fingerprint(event(exception("F", "v", MAIN, SERVICE))),
            fingerprint(event(exception("Root", "v"), exception("E", "v", MAIN, SERVICE))),
            fingerprint(event(exception("E", "v", MAIN, SERVICE), exception("Root", "v"))));

    assertThat(fingerprints).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "lambda$main$0, lambda$main$12",
    "Foo$1, Foo$2",
    "Foo$$Lambda$14/0x0000000800c81200, Foo$$Lambda$203/0x00007f3a2c0d4e88",
    "handler_3f2a9c1b77, handler_0b9e4d5512",
    "0x1043af, 0x7ffe12"
  })
  void countersAddressesAndHashesInFunctionsDoNotCount(String one, String other) {
    assertThat(ofFunction(other)).isEqualTo(ofFunction(one));
  }

  /** What JVM's frameworks and languages generate, as modules. */
  @ParameterizedTest
  @CsvSource({
    "jdk.internal.reflect.GeneratedMethodAccessor261, jdk.internal.reflect.GeneratedMethodAccessor7",
    "sun.reflect.GeneratedConstructorAccessor26, sun.reflect.GeneratedConstructorAccessor9",
    "sun.reflect.GeneratedSerializationConstructorAccessor2, "
        + "sun.reflect.GeneratedSerializationConstructorAccessor31",
    "jdk.proxy2.$Proxy121, jdk.proxy3.$Proxy98",
    "com.sun.proxy.$Proxy12, com.sun.proxy.$Proxy300",
    "shop.Pay$$Lambda$14/0x0000000800c81200, shop.Pay$$Lambda/0x00007f3a2c0d4e88",
    "shop.Pay$$Lambda$14/1831932724, shop.Pay$$Lambda$9/99",
    "java.lang.invoke.LambdaForm$MH/0x0000000800c81200, java.lang.invoke.LambdaForm$MH/0x07f3a2",
    "shop.Pay$$EnhancerBySpringCGLIB$$1a2b3c4d, shop.Pay$$EnhancerBySpringCGLIB$$abcdefab",
    "shop.Pay$$EnhancerBySpringCGLIB$$1a2b_2, shop.Pay$$EnhancerBySpringCGLIB$$abc",
    "shop.Pay$$FastClassBySpringCGLIB$$1a2b3c4d, shop.Pay$$FastClassBySpringCGLIB$$deadbeef",
    "shop.Pay$$SpringCGLIB$$0, shop.Pay$$SpringCGLIB$$1",
    "shop.Pay$$EnhancerByGuice$$1a2b3c4d, shop.Pay$$EnhancerByGuice$$ffeedd",
    "shop.Pay$ByteBuddy$aB3dE1, shop.Pay$ByteBuddy$zzTopQ",
    "shop.Pay$HibernateProxy$SzXDkaYB, shop.Pay$HibernateProxy$Ab12kaYz",
    "shop.Pay$MockitoMock$1234567, shop.Pay$MockitoMock$76543",
    "shop.Pay$MockitoMock$12$auxiliary$aB3dE, shop.Pay$MockitoMock$7$auxiliary$QwErT",
    "shop.Bar_$$_javassist_42, shop.Bar_$$_javassist_17",
    "shop.Bar_$$_javassist_seam_74, shop.Bar_$$_javassist_seam_3",
    "shop.Bar_$$_jvst1a2_3, shop.Bar_$$_jvstb07_11",
    "shop.core$fn__12345, shop.core$fn__99999",
    "shop.core$fn__1, shop.core$fn__2",
    "shop.core$pay$reify__12, shop.core$pay$reify__7",
    "shop.core$eval1234$fn__5, shop.core$eval99$fn__6",
    "Script1234$_run_closure2, Script987$_run_closure1",
    "shop.Pay$_pay_closure1$_closure3, shop.Pay$_pay_closure2$_closure4",
    "shop.Pay$$anonfun$1, shop.Pay$$anonfun$2",
    "shop.PayKt$pay$1, shop.PayKt$pay$2",
    "shop.ComposableSingletons$MainKt$lambda-1$1, shop.ComposableSingletons$MainKt$lambda-2$1",
    "shop.Pay/0x0000000800c03000, shop.Pay/0x0000000800d04000",
    "shop.core$fn__123__auto____45, shop.core$fn__7__auto____8",
    "shop.core$fn__123__4, shop.core$fn__7__8",
    "shop.Pay$AjcClosure1, shop.Pay$AjcClosure12",
    "shop.Pay$$OwbNormalScopeProxy0, shop.Pay$$OwbNormalScopeProxy3",
    "Castle.Proxies.PayProxy_1, Castle.Proxies.PayProxy_2",
    "shop.Pay$$EnhancerByCGLIB$$1a2b, shop.Pay$$EnhancerByCGLIB$$ffee"
  })
  void whatIsGeneratedForModulesDoesNotCount(String one, String other) {
    assertThat(ofModule(other)).isEqualTo(ofModule(one));
  }

  @ParameterizedTest
  @CsvSource({
    "shop.Pay$HibernateProxy$SzXDkaYB, shop.Bar$HibernateProxy$SzXDkaYB",
    "shop.Pay$$SpringCGLIB$$0, shop.Bar$$SpringCGLIB$$0",
    "shop.core$fn__12345, shop.main$fn__12345",
    "shop.Pay$$add, shop.Pay$$dad",
    "shop.v1.Pay, shop.v2.Pay",
    "shop.Parse2, shop.Parse3",
    "shop.Http2Client, shop.Http3Client",
    "shop.Oauth1, shop.Oauth2",
    "shop.step__a, shop.step__b",
    "shop.medieval5, shop.medieval6",
    "shop.Proxy1, shop.Proxy2",
    "shop.part.Pay, shop.cold.Pay"
  })
  void neighbouringModulesCount(String one, String other) {
    assertThat(ofModule(other)).isNotEqualTo(ofModule(one));
  }

  /** What compilers and run-times generate, as functions. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "_app_views_show_html_erb___1234567890_70123 ~ _app_views_show_html_erb___9876543210_80456",
        "_app_views_show_html_erb___1_2 ~ _app_views_show_html_erb__1234567890123_70",
        "block (2 levels) in pay ~ block (3 levels) in pay",
        "block (2 levels) in pay ~ block in pay",
        "Object#pay ~ pay",
        "block in Object#pay ~ block in pay",
        "{closure:App\\Pay::run():12} ~ {closure:App\\Pay::run():19}",
        "{closure:/srv/app/pay.php:3} ~ {closure:/srv/app/pay.php:41}",
        "{closure:{closure:App\\Pay::run():12}:14} ~ {closure:{closure:App\\Pay::run():2}:4}",
        "class@anonymous\0/srv/app/Pay.php:12$0::run ~ class@anonymous\0/srv/app/Pay.php:31$a::run",
        "class@anonymous/srv/app/Pay.php:12$1f ~ class@anonymous/srv/app/Pay.php:12$ab",
        "<>c__DisplayClass12_0.<Pay>b__3 ~ <>c__DisplayClass4_1.<Pay>b__0",
        "<Pay>b__3_0 ~ <Pay>b__12_4",
        "<Run>d__7 ~ <Run>d__12",
        "<Run>g__Local|5_0 ~ <Run>g__Local|6_1",
        "Pay.AnonymousMethod__0 ~ Pay.AnonymousMethod__3",
        "(*Shop).Pay.func1 ~ (*Shop).Pay.func2",
        "main.glob..func1 ~ main.glob..func12",
        "Pay.func1.2 ~ Pay.func3",
        "Pay.gowrap1 ~ Pay.gowrap2",
        "Pay.deferwrap1 ~ Pay.deferwrap2",
        "shop::pay::h0123456789abcdef ~ shop::pay::hfedcba9876543210",
        "shop::pay::h0123456789abcdef ~ shop::pay",
        "shop::pay::{closure#0} ~ shop::pay::{closure#3}",
        "closure #1 in pay(_:) ~ closure #2 in pay(_:)",
        "$_0::operator()() ~ $_12::operator()()",
        "pay(int)::{lambda(int)#1}::operator() ~ pay(int)::{lambda(int)#2}::operator()",
        "pay.constprop.0 ~ pay",
        "pay.part.3.isra.0 ~ pay.cold",
        "___pay_block_invoke_2 ~ ___pay_block_invoke_7",
        "-pay/2-fun-0- ~ -pay/2-fun-3-",
        "shop$pay$lambda$3 ~ shop$pay$lambda$4",
        "lambda$pay$1a2b3c4d$1 ~ lambda$pay$9f8e7d6c$1",
        "#<Class:0x00007f3a>#pay ~ #<Class:0x00104e>#pay",
        "<ipython-input-3-1a2b3c4d5e6f> ~ <ipython-input-3-ffeeddccbb01>",
        "? ~ <anonymous>",
        "_run__2347__process_action__callbacks ~ _run__98__process_action__callbacks",
        "__tilt_2180 ~ __tilt_70",
        "pay_aroundBody0 ~ pay_aroundBody2",
        "lambda_method12 ~ lambda_method7",
        "<cell line: 3> ~ <cell line: 12>",
        "(eval 12) ~ (eval 3)",
        "block (2 levels) in <top (required)> ~ block in <top (required)>"
      })
  void whatIsGeneratedForFunctionsDoesNotCount(String one, String other) {
    assertThat(ofFunction(other.replace("\\0", "\0")))
        .isEqualTo(ofFunction(one.replace("\\0", "\0")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "_app_views_show_html_erb___12_3 ~ _app_views_edit_html_erb___12_3",
        "block in pay ~ block in refund",
        "Object#pay ~ Object#refund",
        "Cart#add ~ Order#add",
        "{closure:App\\Pay::run():12} ~ {closure:App\\Pay::stop():12}",
        "<Pay>b__3_0 ~ <Refund>b__3_0",
        "Pay.func1 ~ Refund.func1",
        "func1 ~ func2",
        "shop::pay::h0123456789abcdef ~ shop::refund::h0123456789abcdef",
        "-pay/2-fun-0- ~ -pay/3-fun-0-",
        "parse2 ~ parse3",
        "handle_404 ~ handle_500",
        "visit__a ~ visit__b",
        "Object.pay ~ pay",
        "__init__ ~ __call__",
        "operator<< ~ operator>>"
      })
  void neighbouringFunctionsCount(String one, String other) {
    assertThat(ofFunction(other)).isNotEqualTo(ofFunction(one));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "Object.onPay ~ onPay",
        "Module.onPay ~ onPay",
        "Function.onPay ~ onPay",
        "exports.onPay ~ onPay",
        "module.exports.onPay ~ onPay",
        "async onPay ~ onPay",
        "async Object.onPay ~ onPay",
        "async*onPay ~ onPay",
        "setTimeout handler*onPay ~ onPay",
        "new Cart ~ Cart",
        "t.onPay ~ n.onPay",
        "Object.onPay [as click] ~ onPay",
        "HTMLButtonElement.onPay ~ onPay",
        "Object.<anonymous> ~ ?",
        "t.<anonymous> ~ ?",
        "HTMLDocument.<anonymous> ~ ?",
        "Module../src/pay.js ~ ./src/pay.js",
        "e.exports.onPay ~ onPay",
        "(anonymous) ~ ?",
        "anonymous ~ <anonymous>"
      })
  void whatJavaScriptEnginesAddDoesNotCount(String one, String other) {
    for (String platform : List.of("javascript", "node")) {
      assertThat(ofFunction(platform, other)).isEqualTo(ofFunction(platform, one));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "Cart.add ~ Order.add",
        "Object.onPay ~ Object.onRefund",
        "Cart.<anonymous> ~ Order.<anonymous>",
        "onPay ~ ?"
      })
  void neighbouringJavaScriptFunctionsCount(String one, String other) {
    assertThat(ofFunction("javascript", other)).isNotEqualTo(ofFunction("javascript", one));
  }

  @ParameterizedTest
  @CsvSource({
    "https://x.example/assets/index-DbQ2xY9p.js, https://x.example/assets/index-C0ffeeZz.js",
    "/assets/index-DbQxYpQw.js, /assets/index-Cq-6_TlZ.js",
    "/assets/index-D_x-9aBc.js, /assets/index-B1gHtKqR.js",
    "/assets/index-legacy-DbQ2xY9p.js, /assets/index-legacy-k3J9xx_b.js",
    "/assets/index.DbQ2xY9p.js, /assets/index.a1B2c3D4.js",
    "/_nuxt/DbQ2xY9p.js, /_nuxt/BxK7wPq2.js",
    "/chunk-ABCDEFGH.js, /chunk-4XK7QAB2.js",
    "/main-ABCDEFGH.js, /main-ZYXWVUTS.js",
    "/_next/static/chunks/pages/_app-1a2b3c4d5e.js, /_next/static/chunks/pages/_app-0f9e8d7c6b.js",
    "/_next/static/AbC123xyzQ9k-pQrS_7tU/_app.js, /_next/static/Zz0kLmNoP4q_rStUv-1Wx/_app.js",
    "/js/bundle.app.4185d9aade26cd3a6285.js, /js/bundle.app.99ffd9aade26cd3a6285.js",
    "/js/app.js?v=123, /js/app.js?v=124",
    "/js/app.123.js, /js/app.124.js",
    "/js/app-1.2.3.min.js, /js/app-1.10.0.min.js",
    "/1.2.3/app.js, /1.3.0/app.js",
    "/js/app.js, /js/app.js?1a2b",
    "webpack:///./src/pay.js?a1b2, webpack:///./src/pay.js?c3d4",
    "webpack:///./src/Pay.vue?a1b2, webpack:///./src/Pay.vue",
    "https://x.example/app#/cart, https://x.example/app#/order",
    "https://x.example/app.js:12:34, https://x.example/app.js:7:1",
    "blob:https://x.example/9bf92f35-77b3-4da6-a3ce-929d0e0e4777, "
        + "blob:https://x.example/4bf92f35-77b3-4da6-a3ce-929d0e0e4736",
    "app:///8d0c51ef-9a77/main.jsbundle, app:///11aa22bb-9a77/main.jsbundle",
    "'data:text/javascript,a', 'data:text/javascript,b'"
  })
  void whatBundlersPutIntoFilesDoesNotCount(String one, String other) {
    assertThat(ofScript(other)).isEqualTo(ofScript(one));
  }

  @ParameterizedTest
  @CsvSource({
    "/assets/index-checkout.js, /assets/index-dashboard.js",
    "/assets/index-userList.js, /assets/index-cartList.js",
    "/assets/index-MyCharts.js, /assets/index-MyOrders.js",
    "/assets/index-ToDoList.js, /assets/index-HTMLView.js",
    "/assets/index-es2015.js, /assets/index-es2020.js",
    "/assets/index-s3bucket.js, /assets/index-s3delete.js",
    "/assets/index-userHttp.js, /assets/index-cartHttp.js",
    "/assets/my_chart.js, /assets/my_table.js",
    "/assets/page-version1.js, /assets/page-version2.js",
    "/assets/index-DbQ2xY9p.js, /assets/vendor-DbQ2xY9p.js",
    "/chunk-ABCDEFGH.js, /part-ABCDEFGH.js",
    "/v1/app.js, /v2/app.js",
    "/js/step-1.js, /js/step-2.js",
    "/js/page-404.js, /js/page-500.js",
    "/src/OrderDAO.js, /src/OrderDTO.js",
    "/src/html2canvas.js, /src/text2canvas.js"
  })
  void neighbouringFilesCount(String one, String other) {
    assertThat(ofScript(other)).isNotEqualTo(ofScript(one));
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/releases/20240101120000/pay.php, /srv/releases/20240202130000/pay.php",
    "/srv/pay.php(12) : eval()'d code, /srv/pay.php(7) : eval()'d code",
    "/srv/views/1f3870be274f6c49b3e31a0c6728957f.php, /srv/views/0cc175b9c0f1b6a831c399e269772661.php",
    "script1234.groovy, script98765.groovy",
    "/tmp/ipykernel_12/1234567.py, /tmp/ipykernel_345/7654321.py"
  })
  void whatIsGeneratedForFilesDoesNotCount(String one, String other) {
    assertThat(ofFile(other)).isEqualTo(ofFile(one));
  }

  @Test
  void ofOtherFilesWhatLooksLikeABundlersHashCounts() {
    assertThat(ofFile("a-DbQ2xY9p.py")).isNotEqualTo(ofFile("a-C0ffeeZz.py"));
  }

  @ParameterizedTest
  @CsvSource({"step1, step2", "parseV1, parseV2", "sha256, sha512", "utf8, utf16", "add, dad"})
  void smallNumbersInFunctionsCount(String one, String other) {
    assertThat(ofFunction(other)).isNotEqualTo(ofFunction(one));
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/static/main.3f2a9c1b.js, https://shop.example/static/main.77ab01de.js",
    "/static/js/2.8d0c51ef.chunk.js, /static/js/2.11aa22bb.chunk.js",
    "app:///assets/index-0a1b2c3d4e5f.js, app:///assets/index-fedcba987654.js"
  })
  void hashesInBundlesNamesDoNotCount(String one, String other) {
    assertThat(ofFile(other)).isEqualTo(ofFile(one));
  }

  @Test
  void otherBundlesCount() {
    assertThat(ofFile("/static/main.3f2a9c1b.js"))
        .isNotEqualTo(ofFile("/static/vendor.3f2a9c1b.js"));
  }

  @Test
  void theFileStandsInForAMissingModule() {
    assertThat(ofFile("a.py")).isNotEqualTo(ofFile("b.py"));
  }

  @Test
  void withoutInAppFramesAllFramesCount() {
    assertThat(ofFrames(LIBRARY)).isNotEqualTo(ofFrames(frame("lib.Pool", "run", false, 1)));
    assertThat(ofFrames(LIBRARY)).isEqualTo(ofFrames(frame("lib.Http", "send", false, 100)));
  }

  @Test
  void aThreadsFramesCountWhenExceptionsHaveNone() {
    String event =
        "{\"exception\":[{\"type\":\"SIGSEGV\"}],"
            + "\"threads\":[{\"crashed\":true,\"stacktrace\":{\"frames\":[%s]}}]}";

    assertThat(fingerprint(event.formatted(MAIN)))
        .isNotEqualTo(fingerprint(event.formatted(SERVICE)));
    assertThat(fingerprint(event.formatted(LIBRARY)))
        .isNotEqualTo(fingerprint(event.formatted(frame("lib.Pool", "run", false, 1))));
  }

  @ParameterizedTest
  @CsvSource({
    "user 17 not found, user 23001 not found",
    "took 1.5 s, took 12.25 s",
    "job fc6d8c0c-43fc-4630-ad85-0ee518f1b9d0 failed, job 0b9e4d55-cafe-4beb-abcd-daceadbeefed failed",
    "commit 3f2a9c1b77 is broken, commit 0b9e4d5512 is broken",
    "order ORD-7XK2Q is late, order ORD-91PZW is late",
    "at 0x7ffe1204, at 0x1043af",
    "request took 12.5 s, request took 12 s",
    "read 1234567 rows, read 12 rows",
    "grew by +5 %, grew by -5 %",
    "grew by 1.5e-05, grew by 7",
    "backup of Tue Jan  2 03:04:05 2024 failed, backup of Wed Feb 12 13:14:15 2025 failed",
    "backup of 2 January 2024 failed, backup of 12 May 2025 failed",
    "backup of 2nd January failed, backup of 23rd March failed",
    "backup of 02-Jan-2024 failed, backup of 12-Dec-2025 failed",
    "backup of 02/Jan/2024:03:04:05 +0000 failed, backup of 12/Dec/2025:13:14:15 +0100 failed",
    "backup of 2024-01-02T03:04:05Z failed, backup of 2025-12-11 10:09:08.123 failed",
    "backup of 2024-Jan-02 failed, backup of 2025-Dec-11 failed",
    "backup at 3:04 PM failed, backup at 11:20 AM failed",
    "backup at 03:04 CET failed, backup at 13:14:15 CEST failed",
    "backup on Monday failed, backup on Tuesday failed",
    "backup of December failed, backup of June failed",
    "Jan 2 is missing, Dec 31 is missing",
    "no Order@1b6d3f here, no Order@abcdef here",
    "took 1m 30s, took 45s",
    "blob abcdefabcdefabcdefab is gone, blob 0123456789abcdef0123 is gone"
  })
  void withoutFramesNumbersAndIdsInMessagesDoNotCount(String one, String other) {
    assertThat(ofMessage(other)).isEqualTo(ofMessage(one));
    assertThat(fingerprint(event(exception("E", other))))
        .isEqualTo(fingerprint(event(exception("E", one))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "read 1,234 rows ~ read 12 rows",
        "read 1'234'567 rows ~ read 12 rows",
        "read 1 234 rows ~ read 12 rows",
        "read 1\u00a0234,5 rows ~ read 12.5 rows",
        "backup of Tue, 02 Jan 2024 03:04:05 GMT failed ~ backup of Fri, 12 Dec 2025 13:14:15 GMT failed",
        "backup of January 2, 2024 failed ~ backup of May 12, 2025 failed",
        "backup of Tuesday, 2 January 2024 at 3 failed ~ backup of Friday, 12 May 2025 at 13 failed",
        "on Tue Jan 02 2024 03:04:05 GMT+0100 (Central European Standard Time) it failed"
            + " ~ on Wed Jul 10 2024 13:14:15 GMT+0200 (Central European Summer Time) it failed",
        "rows 1, 2, 3 are gone ~ rows 4, 5 are gone",
        "rows [1,2,3] are gone ~ rows [4] are gone",
        "user_17 is gone ~ user_4 is gone",
        "moved from 10.1.2.3:80 to 10.1.2.4:81 ~ moved from 10.9.8.7:8080 to 10.1.2.4:81"
      })
  void withoutFramesTheNotationOfNumbersAndDatesDoesNotCount(String one, String other) {
    assertThat(ofMessage(other)).isEqualTo(ofMessage(one));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "no key 'price' ~ no key 'qty'",
        "you may fail ~ you must fail",
        "the Sun is gone ~ the Mon is gone",
        "rows 1 of orders ~ rows 1 of users",
        "march on ~ april on",
        "add failed ~ dad failed",
        "GET /orders/5 ~ GET /users/5",
        "at 5 in a ~ at 5 in b"
      })
  void withoutFramesOtherWordsCount(String one, String other) {
    assertThat(ofMessage(other)).isNotEqualTo(ofMessage(one));
  }

  @Test
  void withoutFramesTheWordsCount() {
    assertThat(ofMessage("user 1 not found")).isNotEqualTo(ofMessage("order 1 not found"));
    assertThat(ofMessage("dead")).isNotEqualTo(ofMessage("face"));
    assertThat(fingerprint(event(exception("E", "a"))))
        .isNotEqualTo(fingerprint(event(exception("E", "b"))));
  }

  @Test
  void whatWasPutIntoALogEntryDoesNotCount() {
    String event = "{\"logentry\":{\"message\":\"%%s is gone\",\"params\":[\"%s\"]}}";

    assertThat(fingerprint(event.formatted("ann"))).isEqualTo(fingerprint(event.formatted("bob")));
    assertThat(fingerprint(event.formatted("ann"))).isNotEqualTo(ofMessage("%s is here"));
  }

  @ParameterizedTest
  @CsvSource({
    "no mail to ann@example.com, no mail to bob@example.org",
    "refused by 10.1.2.3, refused by 10.9.8.7",
    "no mail to ann@example.com or ann@example.com, no mail to bob@example.org or x@example.org"
  })
  void redactedTextsDoNotCount(String one, String other) {
    assertThat(ofMessage(other)).isEqualTo(ofMessage(one));
  }

  @Test
  void ofNativeFramesTheAddressDoesNotCount() {
    String frame =
        "{\"package\":\"%s\",\"symbol\":\"%s\",\"instruction_addr\":\"%s\",\"in_app\":true}";

    assertThat(ofFrames(frame.formatted("/srv/shop", "run", "0x1")))
        .isEqualTo(ofFrames(frame.formatted("/srv/shop", "run", "0x7ffd01")))
        .isNotEqualTo(ofFrames(frame.formatted("/srv/shop", "stop", "0x1")))
        .isNotEqualTo(ofFrames(frame.formatted("/srv/other", "run", "0x1")));
  }

  /** An event whose only frame is an address in a program of 64 KiB that was loaded there. */
  private static String ofAddress(String address, String image, String more) {
    return fingerprint(
        ("{\"exception\":[{\"type\":\"SIGSEGV\",\"stacktrace\":[{\"in_app\":true,"
                + "\"instruction_addr\":%s%s}]}],\"debug_meta\":{\"images\":["
                + "{\"image_addr\":\"0x1000\",\"image_size\":4096,\"code_file\":\"/lib/a.so\"},"
                + "{\"image_addr\":%s,\"image_size\":65536,\"code_file\":\"/usr/bin/app\"}]}}")
            .formatted(address, more, image));
  }

  @Test
  void ofFramesWithoutNamesTheAddressInTheImageCounts() {
    String more = ",\"package\":\"/usr/bin/app\"";
    String one = ofAddress("\"0x10001234\"", "\"0x10000000\"", more);

    assertThat(ofAddress("\"0x7f0001234\"", "\"0x7f0000000\"", more)).isEqualTo(one);
    assertThat(ofAddress("\"0x7f0001234\"", "\"0x7f0000000\"", "")).isEqualTo(one);
    assertThat(ofAddress("268440116", "268435456", more)).isEqualTo(one);
    assertThat(ofAddress("\"0x10001234\"", "\"0x10000000\"", more + ",\"function\":\"<redacted>\""))
        .isEqualTo(one);
    assertThat(ofAddress("\"0x10001234\"", "\"0x10000000\"", ",\"package\":\"/opt/v2/app\""))
        .isEqualTo(one);
    assertThat(ofAddress("\"0xffff800000001234\"", "\"0xffff800000000000\"", more)).isEqualTo(one);
    assertThat(ofAddress("\"0x10005678\"", "\"0x10000000\"", more)).isNotEqualTo(one);
    assertThat(ofAddress("\"0x10001234\"", "\"0x10001000\"", more)).isNotEqualTo(one);
    assertThat(ofAddress("\"0x10001234\"", "\"0x10000000\"", ",\"package\":\"/usr/bin/other\""))
        .isNotEqualTo(one);
  }

  /** A binary is loaded at the start of a page, so an address ends alike in each run. */
  @Test
  void withoutTheImageTheAddressInItsPageCounts() {
    String more = ",\"package\":\"/usr/bin/app\"";
    String one = ofAddress("\"0x7f0001234\"", "\"0x10000000\"", more);

    assertThat(ofAddress("\"0x7fedc3234\"", "\"0x10000000\"", more)).isEqualTo(one);
    assertThat(ofAddress("\"0x7f0001678\"", "\"0x10000000\"", more)).isNotEqualTo(one);
    assertThat(ofAddress("\"0x2234\"", "\"0x10000000\"", more))
        .isNotEqualTo(ofAddress("\"0x3234\"", "\"0x10000000\"", more));
    assertThat(ofAddress("\"nowhere\"", "\"0x10000000\"", more)).isNotEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "7",
        "[]",
        "{}",
        "{\"images\":7}",
        "{\"images\":[7,null,[],{},{\"image_addr\":null},{\"image_addr\":\"x\"}]}",
        "{\"images\":[{\"image_addr\":\"0xffffffffffffffffffff\"}]}"
      })
  void imagesOfOtherShapesAreNone(String debugMeta) {
    String event =
        "{\"exception\":[{\"type\":\"SIGSEGV\",\"stacktrace\":[{\"in_app\":true,"
            + "\"instruction_addr\":\"0x1234\"}]}],\"debug_meta\":%s}";

    assertThat(fingerprint(event.formatted(debugMeta)))
        .isEqualTo(fingerprint(event.formatted("{}")));
  }

  @Test
  void ofAReportWhatWasViolatedCounts() {
    String report = "{\"csp\":{\"effective_directive\":\"%s\",\"document_uri\":\"%s\"}}";

    assertThat(fingerprint(report.formatted("style-src", "http://a/")))
        .isEqualTo(fingerprint(report.formatted("style-src", "http://b/")))
        .isNotEqualTo(fingerprint(report.formatted("img-src", "http://a/")));
    assertThat(fingerprint(report.formatted("x", "y").replace("csp", "hpkp")))
        .isNotEqualTo(fingerprint(report.formatted("x", "y")));
  }

  /** What the event itself wants to be grouped by. */
  private static String withOwn(String own, String type) {
    return fingerprint(
        "{\"fingerprint\":"
            + own
            + ",\"exception\":["
            + exception(type, "v", MAIN, SERVICE)
            + "]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "[\"{{ default }}\"]",
        "[\"{{default}}\"]",
        "[\" {{   default }} \"]",
        "[null]",
        "5",
        "\"x\""
      })
  void anOwnFingerprintThatSaysNothingOfItsOwnSplitsNothing(String own) {
    assertThat(withOwn(own, "E")).isEqualTo(fingerprint(event(exception("E", "v", MAIN, SERVICE))));
  }

  @Test
  void anOwnFingerprintSplitsItsGroupPartByPart() {
    List<String> fingerprints =
        List.of(
            withOwn("[]", "E"),
            withOwn("[\"a\"]", "E"),
            withOwn("[\"b\"]", "E"),
            withOwn("[\"a\",\"b\"]", "E"),
            withOwn("[\"b\",\"a\"]", "E"),
            withOwn("[\"ab\"]", "E"),
            withOwn("[17]", "E"),
            withOwn("[\"{{ transaction }}\"]", "E"));

    assertThat(fingerprints).doesNotHaveDuplicates();
    assertThat(withOwn("[\"{{ default }}\",\"a\"]", "E")).isEqualTo(fingerprints.get(1));
  }

  @Test
  void anOwnFingerprintMergesNoGroups() {
    assertThat(withOwn("[\"a\"]", "E")).isNotEqualTo(withOwn("[\"a\"]", "F"));
  }

  @Test
  void aSecretInAnOwnFingerprintSplitsNothing() {
    assertThat(withOwn("[\"ann@example.com\"]", "E"))
        .isEqualTo(withOwn("[\"bob@example.org\"]", "E"));
  }

  @Test
  void isTheSameOverDetailAndBudget() {
    String event = EventFixture.contents(EventFixture.ownEvents().getFirst());

    assertThat(EventFixture.describe(event, Detail.DETAILED, 300).fingerprint())
        .isEqualTo(EventFixture.describe(event, Detail.COMPACT, 100_000).fingerprint());
  }

  /** Every line of every frame moved, as in another release. */
  @Test
  void isTheSameForRealEventsWhoseLinesMoved() {
    UnaryOperator<String> moved =
        event -> event.replaceAll("\"lineno\"\\s*:\\s*(\\d+)", "\"lineno\": 1$1");
    for (Path file : EventFixture.ownEvents()) {
      String event = EventFixture.contents(file);

      assertThat(fingerprint(moved.apply(event))).as(file.toString()).isEqualTo(fingerprint(event));
    }
  }

  private static final String VARIABLES =
      """
      {"fingerprint":["%s"],"transaction":"/a","level":"error","logger":"shop","message":"m",
       "tags":{"region":"eu","a.b":"c"},
       "exception":[{"type":"Root","value":"r"},
        {"type":"E","value":"v","stacktrace":[
         {"module":"shop.Pay","function":"charge","filename":"pay.py","package":"/usr/bin/app",
          "in_app":true},
         {"module":"lib.Http","function":"send","filename":"http.py","in_app":false}]}]}
      """;

  @ParameterizedTest
  @CsvSource({
    "transaction, /a",
    "level, error",
    "logger, shop",
    "message, m",
    "type, E",
    "error.type, E",
    "value, v",
    "error.value, v",
    "function, charge",
    "stack.function, charge",
    "module, shop.Pay",
    "stack.module, shop.Pay",
    "path, pay.py",
    "stack.abs_path, pay.py",
    "stack.filename, pay.py",
    "package, app",
    "stack.package, app",
    "tags.region, eu",
    "tags.a.b, c",
    "tags.nothing, ''"
  })
  void aVariableOfAnOwnFingerprintIsItsValue(String name, String value) {
    for (String form : List.of("{{%s}}", "{{ %s }}", " {{  %s }} ")) {
      assertThat(fingerprint(VARIABLES.formatted(form.formatted(name))))
          .as(form)
          .isEqualTo(fingerprint(VARIABLES.formatted(value)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ family }}",
        "{{ }}",
        "{{}}",
        "{{ a b }}",
        "{{ level",
        "x{{ level }}",
        "{ level }"
      })
  void whatIsNoVariableStaysItsText(String part) {
    assertThat(fingerprint(VARIABLES.formatted(part)))
        .isNotEqualTo(fingerprint(VARIABLES.formatted("")))
        .isNotEqualTo(fingerprint(VARIABLES.formatted("error")))
        .isNotEqualTo(fingerprint(VARIABLES.formatted("other")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[\"region\",\"eu\"]]",
        "[{\"key\":\"region\",\"value\":\"eu\"}]",
        "{\"region\":\"eu\"}"
      })
  void tagsOfEveryShapeAreVariables(String tags) {
    String event = "{\"message\":\"m\",\"fingerprint\":[\"%s\"],\"tags\":%s}";

    assertThat(fingerprint(event.formatted("{{ tags.region }}", tags)))
        .isEqualTo(fingerprint(event.formatted("eu", tags)));
  }

  @Test
  void aVariableNeverMergesGroups() {
    assertThat(withOwn("[\"{{ level }}\"]", "E")).isNotEqualTo(withOwn("[\"{{ level }}\"]", "F"));
  }

  /** The form that is hashed, as the decision log has it. */
  @Test
  void isTheHashOfAFormThatIsWrittenDown() throws Exception {
    String form =
        "exception\tE\nframe\tshop.Main\tmain\nframe\tshop.Service\tcharge\nown\t/a\nown\tx\n";
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(form.getBytes(StandardCharsets.UTF_8));
    String event =
        "{\"transaction\":\"/a\",\"fingerprint\":[\"{{ default }}\",\"{{ transaction }}\",\"x\"],"
            + "\"exception\":["
            + exception("E", "v", MAIN, LIBRARY, SERVICE)
            + "]}";

    assertThat(fingerprint(event)).isEqualTo("v2:" + HexFormat.of().formatHex(hash, 0, 16));
  }
}
