package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose a frame is, for what SDKs send where nobody has told them. */
class InAppFramesTest {

  @Test
  void namesAreSortedSoThatTheyAreFound() {
    for (LibraryPatterns patterns : LibraryPatterns.all()) {
      for (SortedNames names :
          List.of(
              patterns.modules,
              patterns.functions,
              patterns.borders,
              patterns.packages,
              patterns.likelyModules)) {
        assertThat(names.names())
            .isSortedAccordingTo(Comparator.naturalOrder())
            .doesNotHaveDuplicates();
        for (String name : names.names()) {
          assertThat(names.beginsOne(name)).as(name).isTrue();
          assertThat(names.beginsOne(name + ".x")).as(name).isTrue();
        }
      }
    }
  }

  /** The function names of a trace's frames, most recent first; the crash frame's is marked. */
  private static List<String> told(String platform, String frames) {
    JsonNode stack =
        EventFixture.tree(
                EventFixture.compact(
                    "{\"platform\":\""
                        + platform
                        + "\",\"exception\":[{\"type\":\"E\",\"stacktrace\":["
                        + frames
                        + "]}]}"))
            .at("/exceptions/0/stacktrace");
    List<String> told = new ArrayList<>();
    for (JsonNode frame : stack) {
      told.add(
          (frame.has("in_app") ? "+" : "")
              + (frame.has("crash") ? "!" : "")
              + frame.path("line").asText());
    }
    return told;
  }

  private static String own(String fields, String inApp) {
    return "{\"lineno\":1" + inApp + "," + fields + "}";
  }

  private static String library(String fields, String inApp) {
    return "{\"lineno\":2" + inApp + "," + fields + "}";
  }

  /** A frame that may be the program's, and one of a library that stands on it. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      maxCharsPerColumn = 500,
      value = {
        // The JVM
        "java|'module':'com.shop.Dao'|'module':'java.util.Objects','function':'requireNonNull'",
        "java|'module':'com.shop.Dao'|'module':'javax.servlet.http.HttpServlet'",
        "java|'module':'com.shop.Dao'|'module':'jakarta.persistence.Query'",
        "java|'module':'com.shop.Dao'|'module':'jdk.internal.reflect.DirectMethodHandleAccessor'",
        "java|'module':'com.shop.Dao'|'module':'jdk.proxy2.$Proxy121'",
        "java|'module':'com.shop.Dao'|'module':'sun.nio.ch.Net'",
        "java|'module':'com.shop.Dao'|'module':'org.springframework.jdbc.core.JdbcTemplate'",
        "java|'module':'com.shop.Dao'|'module':'org.postgresql.core.v3.QueryExecutorImpl'",
        "java|'module':'com.shop.Dao'|'module':'com.fasterxml.jackson.databind.ObjectMapper'",
        "java|'module':'com.shop.Dao'|'module':'com.zaxxer.hikari.pool.HikariPool'",
        "java|'module':'com.shop.Dao'|'module':'org.hibernate.Session'",
        "java|'module':'com.shop.Dao'|'module':'com.google.common.base.Preconditions'",
        "java|'module':'com.shop.Dao'|'module':'okhttp3.RealCall'",
        "java|'module':'com.shop.Dao'|'module':'io.netty.channel.Channel'",
        "java|'module':'com.shop.Dao'|'module':'android.os.Handler'",
        "java|'module':'com.shop.Dao'|'module':'kotlin.collections.CollectionsKt'",
        "java|'module':'com.shop.Dao'|'module':'kotlinx.coroutines.DispatchedTask'",
        "java|'module':'com.shop.Dao'|'module':'scala.collection.immutable.List'",
        "java|'module':'com.shop.Dao'|'module':'clojure.lang.Numbers'",
        "java|'module':'javas.Dao'|'function':'java.lang.Integer.parseInt'",
        "kotlin|'module':'kotlinshop.Dao'|'module':'kotlin.Result'",
        "scala|'module':'shop.Dao'|'module':'akka.actor.ActorCell'",
        "java|'module':'com.shop.Dao'|'module':'com.shop.Dao$$SpringCGLIB$$0','filename':'<generated>'",
        "java|'module':'com.shop.Ui'|'platform':'native','function':'art::interpreter::Execute'",
        "java|'module':'com.shop.Ui'|'platform':'native','package':'/apex/com.android.art/lib64/libart.so'",
        // JavaScript
        "javascript|'filename':'https://shop.example/app.js'|'filename':'<anonymous>','function':'JSON.parse'",
        "javascript|'filename':'https://shop.example/app.js'|'filename':'[native code]'",
        "javascript|'filename':'https://shop.example/app.js'|'filename':'self-hosted'",
        "javascript|'filename':'app:///main.js'|'filename':'node_modules/react-dom/x.js'",
        "javascript|'filename':'webpack:///./src/a.js'|'filename':'webpack:///./node_modules/axios/lib/a.js'",
        "javascript|'filename':'webpack:///./src/a.js'|'filename':'webpack:///~/lodash/a.js'",
        "javascript|'filename':'https://shop.example/app.js'|'filename':'https://cdn.jsdelivr.net/npm/vue@3'",
        "javascript|'filename':'https://shop.example/app.js'|'filename':'https://unpkg.com/react'",
        "javascript|'filename':'https://shop.example/app.js'|'filename':'chrome-extension://abc/x.js'",
        "javascript|'filename':'https://shop.example/app.js'|'filename':'https://shop.example/vendor.3f2a.js'",
        "javascript|'filename':'https://shop.example/app.js'|'filename':'https://shop.example/js/chunk-vendors.1a.js'",
        "javascript|'filename':'https://shop.example/app.js'|'filename':'x.js','function':'sentryWrapped'",
        "javascript|'filename':'https://shop.example/app.js'|'filename':'x.js','module':'@babel/runtime/helpers/a'",
        "node|'filename':'app:///src/pay.js'|'filename':'/app/node_modules/express/lib/router/layer.js'",
        "node|'filename':'/app/pay.js'|'filename':'node:internal/modules/cjs/loader'",
        "node|'filename':'/app/pay.js'|'filename':'node:fs'",
        "node|'filename':'/app/pay.js'|'filename':'internal/process/task_queues.js'",
        "node|'filename':'C:\\\\app\\\\pay.js'|'filename':'C:\\\\app\\\\node_modules\\\\pg\\\\a.js'",
        "node|'filename':'/var/task/pay.js'|'filename':'/var/runtime/index.mjs'",
        "javascript|'filename':'main.ts'|'filename':'ext:deno_fs/30_fs.js'",
        "javascript|'filename':'app:///main.jsbundle'|'filename':'native'",
        "javascript|'filename':'app:///main.jsbundle'|'filename':'address at InternalBytecode.js'",
        "javascript|'filename':'main.ts'|'filename':'https://deno.land/std@0.1/a.ts'",
        // Python
        "python|'filename':'shop/views.py','abs_path':'/app/shop/views.py'|'filename':'requests/api.py','abs_path':'/usr/lib/python3/site-packages/requests/api.py'",
        "python|'filename':'shop/views.py'|'filename':'/usr/lib/python3/dist-packages/yaml/a.py'",
        "python|'filename':'shop/views.py'|'filename':'json/decoder.py','abs_path':'/usr/local/lib/python3.11/json/decoder.py'",
        "python|'filename':'a.py'|'abs_path':'C:\\\\Python311\\\\Lib\\\\json\\\\decoder.py'",
        "python|'filename':'a.py'|'abs_path':'C:\\\\app\\\\venv\\\\Lib\\\\site-packages\\\\x.py'",
        "python|'filename':'a.py'|'abs_path':'/root/.pyenv/versions/3.11.7/lib/python3.11/asyncio/a.py'",
        "python|'filename':'a.py'|'filename':'<frozen importlib._bootstrap>'",
        // Go
        "go|'module':'shop/srv','abs_path':'/app/srv.go'|'module':'github.com/jackc/pgx/v5','abs_path':'/go/pkg/mod/github.com/jackc/pgx/v5@v5.5.0/conn.go'",
        "go|'module':'shop/srv'|'module':'github.com/jackc/pgx/v5','abs_path':'github.com/jackc/pgx/v5@v5.5.0/conn.go'",
        "go|'module':'shop/srv'|'module':'net/http'",
        "go|'module':'main'|'module':'runtime'",
        "go|'module':'main'|'module':'encoding/json','abs_path':'/usr/local/go/src/encoding/json/a.go'",
        "go|'module':'main'|'abs_path':'/app/vendor/github.com/lib/pq/conn.go'",
        "go|'module':'main'|'module':'github.com/getsentry/sentry-go'",
        // Rust, C++, Swift
        "native|'function':'app::run'|'function':'core::option::unwrap_failed'",
        "native|'function':'app::run'|'function':'rust_begin_unwind'",
        "native|'function':'shop::main'|'function':'__rustc::rust_begin_unwind'",
        "native|'function':'shop::main'|'function':'sentry_panic::panic_handler'",
        "native|'function':'shop::main'|'function':'<alloc::vec::Vec<T,A> as core::ops::Index<I>>::index'",
        "native|'function':'shop::main'|'function':'<T as core::convert::Into<U>>::into'",
        "native|'function':'<shop::Cart as shop::Total>::total'|'function':'<&mut alloc::string::String as core::fmt::Write>::write'",
        "native|'function':'shop::main'|'function':'tokio::runtime::task::poll'",
        "native|'function':'shop::main'|'abs_path':'/rustc/90b35a62/library/core/src/panicking.rs'",
        "native|'function':'shop::main'|'abs_path':'/root/.cargo/registry/src/index/serde-1.0/lib.rs'",
        "rust|'function':'shop::main'|'module':'std::panicking'",
        "native|'function':'Shop::Run()'|'function':'std::vector<int>::at'",
        "native|'function':'Shop::Run()'|'function':'__cxa_throw'",
        "native|'function':'Shop::Run()'|'function':'raise','package':'/usr/bin/app'",
        "native|'function':'Run','package':'/srv/shop'|'function':'x','package':'/usr/lib/x86_64-linux-gnu/libc.so.6'",
        "native|'function':'Run','package':'C:/Shop/shop.exe'|'function':'x','package':'C:\\\\WINDOWS\\\\System32\\\\ntdll.dll'",
        "cocoa|'function':'Run','package':'/private/var/containers/Bundle/Application/A/Shop.app/Shop'|'function':'x','package':'/System/Library/Frameworks/UIKit.framework/UIKit'",
        "cocoa|'function':'Run','package':'Shop'|'function':'x','package':'CoreFoundation'",
        "cocoa|'function':'Run','package':'Shop'|'function':'x','package':'libswiftCore.dylib'",
        "cocoa|'function':'-[Cart total]'|'function':'-[SentryClient capture]'",
        // PHP
        "php|'filename':'/app/src/Orders.php'|'filename':'/app/vendor/doctrine/dbal/src/Connection.php'",
        "php|'filename':'src/Orders.php'|'filename':'vendor/symfony/http-kernel/HttpKernel.php'",
        "php|'filename':'/app/src/Orders.php'|'filename':'[internal]','function':'array_map'",
        "php|'filename':'/app/src/Orders.php'|'filename':'/x.php','function':'Illuminate\\\\Database\\\\Connection::run'",
        "php|'filename':'/app/wp-content/plugins/shop/a.php'|'filename':'/app/wp-includes/plugin.php'",
        // Ruby
        "ruby|'filename':'app/models/cart.rb'|'abs_path':'/usr/local/bundle/gems/activerecord-7.1/lib/a.rb'",
        "ruby|'filename':'app/models/cart.rb'|'abs_path':'/var/lib/gems/3.1.0/gems/rack-2.2/lib/a.rb'",
        "ruby|'filename':'app/models/cart.rb'|'abs_path':'/usr/lib/ruby/3.1.0/json/common.rb'",
        "ruby|'filename':'app/models/cart.rb'|'filename':'<internal:kernel>'",
        "ruby|'filename':'app/models/cart.rb'|'filename':'vendor/bundle/ruby/3.1.0/gems/x.rb'",
        // .NET
        "csharp|'module':'Shop.Cart'|'module':'System.Linq.Enumerable'",
        "csharp|'module':'Shop.Cart'|'module':'Microsoft.AspNetCore.Mvc.Controller'",
        "csharp|'module':'Shop.Cart'|'module':'Newtonsoft.Json.JsonConvert'",
        "csharp|'module':'Systems.Cart'|'function':'x','package':'System.Private.CoreLib, Version=8.0.0.0'",
        "csharp|'module':'Shop.Cart'|'module':'UnityEngine.GameObject'",
        // Elixir, Dart, Perl
        "elixir|'module':'Shop.Cart','filename':'lib/shop/cart.ex'|'module':'Enum','filename':'lib/enum.ex'",
        "elixir|'module':'Elixir.Shop.Cart'|'module':'Elixir.Ecto.Repo.Queryable'",
        "elixir|'module':'Elixir.Shop.Cart'|'filename':'deps/phoenix/lib/phoenix/router.ex'",
        "elixir|'module':'Elixir.Shop.Cart'|'module':'gen_server','filename':'gen_server.erl'",
        "dart|'abs_path':'package:shop/cart.dart'|'abs_path':'package:flutter/src/widgets/a.dart'",
        "dart|'abs_path':'package:shop/cart.dart'|'abs_path':'dart:core-patch/a.dart'",
        "perl|'abs_path':'/app/lib/Shop.pm'|'abs_path':'/usr/share/perl5/DBI.pm'",
        // Platforms that say nothing
        "other|'module':'com.shop.Dao'|'module':'java.util.List'",
        "other|'filename':'/app/a.x'|'filename':'/app/vendor/b.x'",
      })
  void aLibrarysFrameNeverWins(String platform, String own, String library) {
    String mine = own.replace('\'', '"');
    String theirs = library.replace('\'', '"');
    for (String said : List.of("", ",\"in_app\":null", ",\"in_app\":true")) {
      assertThat(told(platform, own(mine, said) + "," + library(theirs, said)))
          .as(said)
          .containsExactly("2", "+!1");
    }
    assertThat(told(platform, own(mine, "") + "," + library(theirs, ",\"in_app\":false")))
        .containsExactly("2", "+!1");
    // Alone, it is all there is.
    assertThat(told(platform, library(theirs, ",\"in_app\":true"))).containsExactly("+!2");
    assertThat(told(platform, library(theirs, ""))).containsExactly("!2");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "java|'module':'javas.Dao'",
        "java|'module':'org.springframeworks.Dao'",
        "java|'module':'orgs.apache.Dao'",
        "javascript|'filename':'https://shop.example/js/vendoring.js'",
        "javascript|'filename':'https://shop.example/polyfill/a.js'",
        "node|'filename':'/srv/node/app.js'",
        "node|'filename':'/srv/my_node_modules/app.js'",
        "python|'filename':'/srv/python3.11/app.py'",
        "python|'filename':'celery.py','module':'celery','in_app':true",
        "go|'module':'timer'",
        "go|'module':'shop/net/http'",
        "native|'function':'stdx::run'",
        "native|'function':'logger(int)'",
        "native|'function':'main'",
        "native|'function':'raise_price'",
        "php|'function':'PDOx::a'",
        "php|'filename':'/srv/vendors.php'",
        "php|'filename':'internal/Cart.php'",
        "javascript|'filename':'native/cart.js'",
        "ruby|'filename':'/srv/gems/cart.rb'",
        "csharp|'module':'Systems.Cart'",
        "dart|'abs_path':'package:flutters/a.dart'",
      })
  void whatOnlyLooksLikeALibraryIsTheProgram(String platform, String fields) {
    String frames =
        own("\"function\":\"begin\",\"in_app\":false", "")
            + ","
            + library(fields.replace('\'', '"'), "");

    assertThat(told(platform, frames)).containsExactly("+!2", "1");
  }

  @Test
  void unsetBeatsFalseAndTrueBeatsUnset() {
    String no = "{\"lineno\":1,\"in_app\":false,\"module\":\"a.A\"}";
    String unset = "{\"lineno\":2,\"module\":\"b.B\"}";
    String yes = "{\"lineno\":3,\"in_app\":true,\"module\":\"c.C\"}";

    assertThat(told("java", unset + "," + no)).containsExactly("1", "+!2");
    assertThat(told("java", yes + "," + unset + "," + no)).containsExactly("1", "2", "+!3");
  }

  @Test
  void whereNothingIsKnownNothingIsSaid() {
    assertThat(
            told("java", own("\"module\":\"a.A\"", "") + "," + library("\"module\":\"b.B\"", "")))
        .containsExactly("!2", "1");
  }

  @Test
  void falseSaysNothingWhereAnSdkSaysItOfEverything() {
    String mine = "{\"lineno\":1,\"in_app\":false,\"module\":\"Elixir.Shop.Cart\"}";
    String theirs = "{\"lineno\":2,\"in_app\":false,\"module\":\"Elixir.Enum\"}";
    String yes = "{\"lineno\":3,\"in_app\":true,\"module\":\"Elixir.Shop.Web\"}";

    assertThat(told("elixir", mine + "," + theirs)).containsExactly("2", "+!1");
    assertThat(told("elixir", yes + "," + mine + "," + theirs)).containsExactly("2", "1", "+!3");
    assertThat(told("java", mine + "," + theirs)).containsExactly("!2", "1");
  }

  @Test
  void whereOnlyLibrariesAreLeftTheSdkIsBelieved() {
    String mine = "{\"lineno\":1,\"in_app\":true,\"module\":\"org.apache.flink.Job\"}";
    String theirs = "{\"lineno\":2,\"in_app\":false,\"module\":\"java.util.List\"}";

    assertThat(told("java", mine + "," + theirs)).containsExactly("2", "+!1");
    assertThat(told("java", theirs)).containsExactly("!2");
  }

  @Test
  void whatCatchesPanicsHasNotRaisedOne() {
    String frames =
        "{\"lineno\":1,\"function\":\"std::panicking::try\",\"in_app\":true},"
            + "{\"lineno\":2,\"function\":\"shop::main\",\"in_app\":true}";

    assertThat(told("native", frames)).containsExactly("+!2", "1");
  }

  @Test
  void behindAPanicNothingIsTheProgramsOwn() {
    String frames =
        "{\"lineno\":1,\"function\":\"shop::pay\",\"in_app\":true},"
            + "{\"lineno\":2,\"function\":\"core::panicking::panic_fmt\",\"in_app\":true},"
            + "{\"lineno\":3,\"function\":\"shop::report_panic\",\"in_app\":true}";

    assertThat(told("native", frames)).containsExactly("3", "2", "+!1");
  }
}
