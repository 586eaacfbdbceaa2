package dev.eventfix.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the frames of well-known libraries and runtimes are told, for one family of platforms: by the
 * path of their file, and by the name of their module, function or package. Sentry's rules for all
 * platforms ({@code all-platforms} of its enhancement rules) say which; what they leave to SDKs
 * that then say nothing is here too.
 *
 * <p>Each list is one text that is split at its first use: so it is short to read and to load. A
 * name stands for itself and for what follows behind a mark that is no part of a word: {@code java}
 * for {@code java.util.List}. One that ends with a {@code *} goes on with anything. Names are
 * sorted, and none begins another. Of paths, a start is how they begin, a folder stands anywhere in
 * them, and a {@code *} in a folder is the rest of its name.
 */
final class LibraryPatterns {

  /** Whether a path is a library's. */
  final PathPatterns paths;

  /** Modules, namespaces and classes. */
  final SortedNames modules;

  final SortedNames functions;

  /** Functions that raise an error: what they call is of the runtime too. */
  final SortedNames borders;

  /** Libraries that hold code, without their folders. */
  final SortedNames packages;

  /** Names that a program may have given to its own modules: they count where an SDK is silent. */
  final SortedNames likelyModules;

  /** Whether the platform's SDK says false of every frame until somebody has set it up. */
  final boolean falseSaysNothing;

  private static final int JVM = 0;
  private static final int JAVASCRIPT = 1;
  private static final int PYTHON = 2;
  private static final int GO = 3;
  private static final int NATIVE = 4;
  private static final int PHP = 5;
  private static final int RUBY = 6;
  private static final int DOTNET = 7;
  private static final int ELIXIR = 8;
  private static final int DART = 9;
  private static final int PERL = 10;
  private static final int OTHER = 11;

  private LibraryPatterns(
      int family,
      String starts,
      String folders,
      String modules,
      String functions,
      String borders,
      String packages,
      String likelyModules) {
    paths = new PathPatterns(starts, folders);
    this.modules = new SortedNames(modules);
    this.functions = new SortedNames(functions);
    this.borders = new SortedNames(borders);
    this.packages = new SortedNames(packages);
    this.likelyModules = new SortedNames(likelyModules);
    falseSaysNothing = family == ELIXIR;
  }

  /** Made when an event of the platform comes by: most functions see one. */
  private static final @Nullable LibraryPatterns[] MADE = new LibraryPatterns[OTHER + 1];

  /** The patterns for a platform as events name it. */
  static LibraryPatterns of(@Nullable String platform) {
    int family = family(platform == null ? "" : platform);
    LibraryPatterns patterns = MADE[family];
    if (patterns == null) {
      patterns = make(family);
      MADE[family] = patterns;
    }
    return patterns;
  }

  private static int family(String platform) {
    return switch (platform) {
      case "java", "kotlin", "scala", "clojure", "groovy", "android" -> JVM;
      case "javascript", "node", "typescript", "deno", "bun" -> JAVASCRIPT;
      case "python" -> PYTHON;
      case "go" -> GO;
      case "native", "rust", "c", "cocoa", "objc", "swift", "cpp", "unreal" -> NATIVE;
      case "php" -> PHP;
      case "ruby" -> RUBY;
      case "csharp", "dotnet", "fsharp", "vb" -> DOTNET;
      case "elixir", "erlang" -> ELIXIR;
      case "dart", "flutter" -> DART;
      case "perl" -> PERL;
      default -> OTHER;
    };
  }

  private static LibraryPatterns make(int family) {
    return switch (family) {
      case JVM -> of(family, "<generated>", "", JVM_MODULES, "");
      case JAVASCRIPT ->
          new LibraryPatterns(
              family,
              JAVASCRIPT_STARTS,
              JAVASCRIPT_FOLDERS,
              JAVASCRIPT_MODULES,
              JAVASCRIPT_FUNCTIONS,
              "reportError",
              "",
              "");
      case PYTHON ->
          new LibraryPatterns(
              family, PYTHON_STARTS, PYTHON_FOLDERS, "sentry_sdk", "", "", "", PYTHON_MODULES);
      case GO -> of(family, "", GO_FOLDERS, GO_MODULES, "");
      case NATIVE ->
          new LibraryPatterns(
              family,
              NATIVE_STARTS,
              NATIVE_FOLDERS,
              NATIVE_MODULES,
              NATIVE_FUNCTIONS,
              NATIVE_BORDERS,
              NATIVE_PACKAGES,
              "");
      case PHP -> of(family, PHP_STARTS, PHP_FOLDERS, PHP_NAMES, PHP_NAMES);
      case RUBY -> of(family, RUBY_STARTS, RUBY_FOLDERS, "", "");
      case DOTNET ->
          new LibraryPatterns(family, "", "", DOTNET_NAMES, DOTNET_NAMES, "", DOTNET_PACKAGES, "");
      case ELIXIR -> of(family, ELIXIR_STARTS, ELIXIR_FOLDERS, ELIXIR_MODULES, ELIXIR_MODULES);
      case DART -> of(family, DART_STARTS, DART_FOLDERS, "", "stub");
      case PERL -> of(family, "", PERL_FOLDERS, "", "");
      default ->
          new LibraryPatterns(
              family,
              "<anonymous> <frozen* [native* node: /rustc/",
              OTHER_FOLDERS,
              JVM_MODULES,
              NATIVE_FUNCTIONS,
              NATIVE_BORDERS,
              NATIVE_PACKAGES,
              "");
    };
  }

  private static LibraryPatterns of(
      int family, String starts, String folders, String modules, String functions) {
    return new LibraryPatterns(family, starts, folders, modules, functions, "", "", "");
  }

  /** All of them, for tests. */
  static LibraryPatterns[] all() {
    LibraryPatterns[] all = new LibraryPatterns[OTHER + 1];
    for (int i = 0; i <= OTHER; i++) {
      all[i] = make(i);
    }
    return all;
  }

  /** The words of a list. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) <= ' ') {
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  // The JVM's languages

  private static final String JVM_MODULES =
      """
      akka android androidx brave cats ch.qos.logback clojure co.elastic com.amazonaws
      com.android com.caucho com.codahale com.couchbase com.datastax com.esotericsoftware.kryo
      com.fasterxml com.github.benmanes.caffeine com.github.dockerjava com.google.android
      com.google.api com.google.cloud com.google.common com.google.crypto
      com.google.errorprone com.google.firebase com.google.gson com.google.inject
      com.google.protobuf com.hazelcast com.ibm.db2 com.ibm.mq com.ibm.ws com.jayway.jsonpath
      com.lenovo.lsf com.lenovo.payplus com.lmax.disruptor com.microsoft com.mongodb com.mysql
      com.netflix.graphql.dgs com.netflix.hystrix com.netflix.zuul com.querydsl com.rabbitmq
      com.squareup com.sun com.thoughtworks.xstream com.typesafe com.unity3d com.vaadin.flow
      com.zaxxer.hikari compojure cz.jirutka dagger dalvik feign freemarker graphql groovy
      groovyjarjarasm io.activej io.grpc io.javalin io.ktor io.lettuce io.micrometer
      io.micronaut io.netty io.opentelemetry io.opentracing io.quarkus io.r2dbc io.reactivex
      io.restassured io.sentry io.smallrye io.swagger io.undertow io.vavr io.vertx jakarta
      java javassist javax jdk junit kafka kotlin kotlinx libcore liquibase lombok mu.KLogger
      net.bytebuddy net.javacrumbs.shedlock net.sf.cglib net.sf.ehcache
      nonapi.io.github.classgraph oauth okhttp3 okio oracle.jdbc oracle.net oracle.sql
      oracle.ucp org.aopalliance org.apache org.asynchttpclient org.bouncycastle org.bson
      org.chromium org.clojure org.codehaus org.conscrypt org.eclipse org.ehcache
      org.elasticsearch org.flywaydb org.glassfish org.graalvm org.gradle org.h2 org.hibernate
      org.hsqldb org.infinispan org.jboss org.jdbi org.jdesktop org.jetbrains.exposed
      org.joda.time org.jooq org.json org.junit org.keycloak org.mariadb.jdbc org.mockito
      org.mongodb org.mozilla.javascript org.mybatis org.neo4j org.objectweb org.openjdk
      org.opensearch org.osgi org.postgresql org.quartz org.reactivestreams org.redisson
      org.scalatest org.slf4j org.springframework org.sqlite org.testng org.thymeleaf
      org.w3c.dom org.web3j org.wildfly org.xerial org.xml.sax org.xnio org.yaml.snakeyaml
      play.api play.core play.filters play.libs play.mvc reactor redis.clients retrofit2
      ring.adapter ring.middleware rx sbt scala slick software.amazon sun weblogic zio
      """;

  // JavaScript, in browsers and on servers

  private static final String JAVASCRIPT_STARTS =
      """
      <anonymous> InternalBytecode.js [native* native bun: chrome-extension: chrome: deno: ext:
      internal/ internal: moz-extension: node: resource:// safari-extension:
      safari-web-extension: self-hosted webkit-masked-url: webpack/bootstrap* webpack/runtime/
      """;

  private static final String JAVASCRIPT_FOLDERS =
      """
      node_modules/ bower_components/ vendor/ vendors/ vendor. vendors. vendor- vendors-
      vendor~ vendors~ chunk-vendors polyfills. polyfills- framework- react-dom. jquery.
      jquery- zone.js ~/ @vite/ webpack/bootstrap webpack/runtime/ next/dist/ .yarn/ .pnpm/
      unpkg.com/ cdnjs.cloudflare.com/ cdn.jsdelivr.net/ esm.run/ esm.sh/ cdn.skypack.dev/
      deno.land/ jsr.io/ ajax.googleapis.com/ maps.googleapis.com/ code.jquery.com/
      browser.sentry-cdn.com/ js.sentry-cdn.com/ js.stripe.com/ www.googletagmanager.com/
      www.google-analytics.com/ connect.facebook.net/ var/runtime/ *newrelic*/ *LogRocket*/ *InternalBytecode.js
      angular. lodash. preact. react. vue.
      """;

  private static final String JAVASCRIPT_MODULES =
      """
      @babel @sentry core-js newrelic regenerator-runtime tslib unpkg
      """;

  private static final String JAVASCRIPT_FUNCTIONS =
      """
      JSON.parse JSON.stringify _callSuper nextTick process.processTicksAndRejections
      processTicksAndRejections queueMicrotask reportError runMicrotasks runNextTicks
      sentryWrapped
      """;

  // Python

  private static final String PYTHON_STARTS =
      "<frozen* <__array_function__* <decorator-gen* <attrs*";

  private static final String PYTHON_FOLDERS =
      """
      site-packages/ dist-packages/ vendor/ lib/python2. lib/python3. lib64/python2.
      lib64/python3. lib/pypy*/ Python2*/lib/ Python3*/lib/ Python2*/Lib/ Python3*/Lib/
      usr/share/python usr/share/pyshared/ usr/local/Cellar/ var/runtime/ __pypackages__/
      *newrelic*/
      """;

  private static final String PYTHON_MODULES =
      """
      _pytest aiohttp alembic amqp anyio asgiref asyncio asyncpg billiard boto3 botocore
      celery click collections concurrent contextlib csv ctypes dateutil decimal django dns
      dramatiq email encodings enum fastapi flask fractions functools gevent graphene graphql
      greenlet grpc gunicorn h11 heapq hmac httpcore httpx importlib inspect itertools jinja2
      json jsonschema kombu logging lxml markupsafe marshmallow motor multiprocessing mysql
      numpy opentelemetry pandas pathlib pickle pkg_resources psycopg psycopg2 pydantic
      pydantic_core pymongo pymysql pytest pytz random redis requests rest_framework rq runpy
      sanic scipy selectors shutil sklearn socket socketserver sqlalchemy sqlite3 sqlmodel ssl
      starlette statistics strawberry subprocess tempfile tensorflow threading torch tornado
      traceback twisted typing unittest urllib urllib3 uuid uvicorn uvloop werkzeug wsgiref
      xml yaml zipfile zope
      """;

  // Go

  private static final String GO_FOLDERS =
      """
      go/pkg/mod/ pkg/mod/ vendor/ usr/local/go/ usr/lib/go/ usr/lib/go- usr/share/go-
      usr/local/Cellar/ opt/homebrew/Cellar/ go/*/libexec/src/ sdk/go1. third_party/ *@v
      """;

  private static final String GO_MODULES =
      """
      archive bufio builtin bytes cmp compress container context crypto database/sql debug
      embed encoding errors expvar flag fmt github.com/getsentry/sentry-go go golang.org/x
      google.golang.org hash html image index/suffixarray internal io iter log maps math mime
      net os path plugin reflect regexp runtime slices sort strconv strings structs sync
      syscall testing text time unicode unique unsafe vendor weak
      """;

  // Programs of machine code: C, C++, Rust, Swift, Objective-C

  private static final String NATIVE_STARTS =
      """
      <compiler-generated> /rustc/ /rust/library/ library/alloc/src/ library/core/src/
      library/panic_unwind/src/ library/std/src/ org-dartlang-sdk:
      """;

  private static final String NATIVE_FOLDERS =
      """
      rustup/toolchains/ .rustup/toolchains/ rustlib/src/rust/ .cargo/registry/
      cargo/registry/ .cargo/git/checkouts/ cargo/git/checkouts/ vendor/ usr/include/
      usr/local/Cellar/ usr/local/lib/ packages/flutter/ .pub-cache/ third_party/dart/sdk/
      lib/ui/hooks.dart lib/ui/platform_dispatcher.dart
      """;

  /** Rust's SDK names the crate with the function; some name it as the module. */
  private static final String NATIVE_MODULES =
      """
      actix actix_http actix_rt actix_server actix_service actix_web alloc anyhow async_std
      axum axum_core backtrace bytes chrono clap color_eyre core crossbeam crossbeam_channel
      diesel env_logger error_chain eyre failure futures futures_channel futures_core
      futures_executor futures_util h2 hashbrown http_body hyper hyper_util lambda_http
      lambda_runtime lazy_static log mio once_cell panic_unwind parking_lot parking_lot_core
      poem rayon rayon_core regex regex_automata reqwest rocket rustls salvo sentry
      sentry_actix sentry_anyhow sentry_backtrace sentry_contexts sentry_core
      sentry_debug_images sentry_log sentry_panic sentry_slog sentry_tower sentry_tracing
      sentry_types serde serde_core serde_json serde_urlencoded serde_yaml sqlx sqlx_core std
      std_detect tide tokio tokio_util toml tonic tower tower_http tower_layer tower_service
      tracing tracing_core tracing_futures tracing_subscriber ureq uuid warp
      """;

  private static final String NATIVE_FUNCTIONS =
      """
      +[KSCrash* +[RNSentry* +[Sentry* -[KSCrash* -[NSISEngine* -[RNSentry* -[Sentry*
      ?[KSCrash* ?[RNSentry* ?[Sentry* BaseThreadInitThunk DispatchHookW
      ExitProcessImplementation FDebug::* KiUserExceptionDispatcher LdrpCallInitRoutine
      NSApplicationMain NtWaitForSingleObject RNSentry* RaiseComPlusException RaiseException
      RtlExitUserProcess RtlExitUserThread RtlFreeHeap RtlFreeUnicodeString RtlUserThreadStart
      RtlpAllocateHeapInternal RtlpExecuteHandlerForException RtlpTpWorkCallback
      TppRaiseInvalidParameter TppWorkerThread TppWorkpExecuteCallback UE::Assert::Private::*
      UE::Logging::Private::* UIApplicationMain USentrySubsystem::* ZwWaitForSingleObject
      _CFRelease _CFThrowFormattedException _CxxThrowException _INTERNAL* _NSRaiseError
      _Unwind_* __GI_* __aeabi_* __asan_* __assert_fail __assert_fail_base __assert_rtn
      __cxa_* __cxxabiv1::* __gnu_cxx::* __libc_* __memcmp_* __memcpy* __memmove* __memset*
      __pthread_* __rdl_* __restore_rt __rust_* __rustc::* __sanitizer_* __scrt_*
      __stack_chk_fail __strlen_* __swift_* __ubsan_* _assertionFailure _dispatch_* _dyld_*
      _fatalErrorMessage _mh_execute_header _objc_* _pthread_* _purecall _sigtramp _start
      _swift_* _wassert abort actix::* actix_http::* actix_rt::* actix_server::*
      actix_service::* actix_web::* alloc::* anyhow::* art::* async_std::* axum::*
      axum_core::* backtrace::* block_destroy_helper* boost::* clap::* clone clone3
      color_eyre::* core::* crashpad::* crossbeam::* crossbeam_channel::* diesel::* dladdr
      dlopen env_logger::* error_chain::* execute_onexit_table exit failure::* free futures::*
      futures_channel::* futures_core::* futures_executor::* futures_util::*
      google_breakpad::* gsignal h2::* hashbrown::* http_body::* hyper::* hyper_util::*
      invoke_main kscm_* kscrash_* lambda_http::* lambda_runtime::* lazy_static::*
      log::__private_api mainCRTStartup malloc malloc_base memcmp memcpy memmove memset mio::*
      objc_* once_cell::* panic_unwind::* parking_lot::* parking_lot_core::* pthread_* raise
      rayon::* rayon_core::* realloc regex::* regex_automata::* reqwest::* rust_begin_unwind
      rust_panic* rustls::* salvo::* sentry::* sentry__* sentry_actix::* sentry_anyhow::*
      sentry_backtrace::* sentry_contexts::* sentry_core::* sentry_debug_images::*
      sentry_log::* sentry_panic::* sentry_slog::* sentry_tower::* sentry_tracing::*
      sentry_types::* sentry_value_* sentrycrash_* sentrycrashcm_* serde::* serde_core::*
      serde_json::* serde_urlencoded::* serde_yaml::* sigsetjmp sqlx::* sqlx_core::*
      start_thread start_wqthread std::* std_detect::* strlen swift::* swift_* tgkill
      thread_start tokio::* tokio_util::* tonic::* tower_http::* tower_layer::*
      tower_service::* tracing::* tracing_core::* tracing_futures::* tracing_subscriber::*
      ureq::* wWinMainCRTStartup
      """;

  /** Behind these, a panic or an exception is on its way already. */
  private static final String NATIVE_BORDERS =
      """
      DispatchCheckVerify* FDebug::CheckVerifyFailedImpl*
      FDebug::OptionallyLogFormattedEnsureMessageReturningFalse RaiseComPlusException
      RaiseException TppRaiseInvalidParameter UE::Assert::Private::ExecCheckImplInternal
      UE::Logging::Private::BasicFatalLog USentrySubsystem::* _CFThrowFormattedException
      _CxxThrowException _NSRaiseError __assert_fail __assert_rtn __cxa_throw
      __rustc::rust_begin_unwind abort core::option::expect_failed core::option::unwrap_failed
      core::panicking::panic* core::result::unwrap_failed error_chain::make_backtrace
      failure::backtrace::Backtrace::new objc_exception_throw raise rust_begin_unwind
      std::panicking::begin_panic* std::panicking::panic_handler std::panicking::rust_panic*
      std::rt::begin_panic std::terminate
      """;

  private static final String NATIVE_PACKAGES =
      """
      AGXGLDriver AppKit AttributeGraph AudioToolbox* CFNetwork CoreAutoLayout CoreData
      CoreFoundation CoreGraphics CoreText Flutter FlutterMacOS Foundation GLEngine
      GraphicsServices IOKit IOMobileFramebuffer KERNEL32* KERNELBASE* KernelBase* MSVCP*
      OpenGLES QuartzCore Sentry SentrySwift SwiftUI SwiftUICore UIKit UIKitCore USER32*
      VCRUNTIME* WebKit dyld* gdi32* kernel32* kernelbase* ld-linux* ld-musl*
      libAudioToolboxUtility* libBugly* libGPUSupportMercury* libart.so libc++* libc-2*
      libc.musl* libc.so* libdispatch* libdyld* libgcc_s* libm.so* libobjc* libpthread*
      libsentry* libstdc++* libswift* libsystem* linux-gate.so* linux-vdso.so* msvcp* ntdll*
      nvcuda.dll ucrtbase* user32* vcruntime* win32u* ws2_32*
      """;

  private static final String OTHER_FOLDERS =
      """
      vendor/ site-packages/ dist-packages/ node_modules/ go/pkg/mod/ .pub-cache/ lib/python3.
      lib/ruby/ .cargo/registry/ usr/local/Cellar/ usr/local/lib/
      """;

  // PHP

  private static final String PHP_STARTS =
      """
      [internal] internal phar:
      """;

  private static final String PHP_FOLDERS =
      """
      vendor/ wp-includes/ wp-admin/ usr/share/php/ usr/share/pear/ core/lib/Drupal/
      core/includes/
      """;

  /** A class stands before the function, with its namespace. */
  private static final String PHP_NAMES =
      """
      Aws\\ Cake\\ Carbon\\ CodeIgniter\\ Composer\\ Doctrine\\ GuzzleHttp\\ Illuminate\\
      Laminas\\ Laravel\\ League\\ Livewire\\ Mockery\\ Monolog\\ Nette\\ PDO PDOStatement
      PHPUnit\\ Predis\\ Psr\\ Ramsey\\ React\\ ReflectionFunction ReflectionMethod Sentry\\
      Slim\\ SoapClient Spatie\\ Stripe\\ Symfony\\ Twig\\ Yiisoft\\ Zend\\ mysqli yii\\
      """;

  // Ruby

  private static final String RUBY_STARTS =
      """
      <internal: /usr/lib/ruby/ /usr/share/ruby/
      """;

  private static final String RUBY_FOLDERS =
      """
      ruby/gems/ bundle/ruby/ bundler/gems/ bundle/gems/ vendor/ lib/ruby/ lib/gems/
      .gem/ruby/ .rvm/gems/ rubygems-integration/ usr/local/bundle/ usr/local/Cellar/
      var/runtime/ rvm/gems/
      """;

  // .NET

  private static final String DOTNET_NAMES =
      """
      AutoMapper Autofac Castle.Core Castle.DynamicProxy Castle.Proxies Dapper
      FluentValidation Grpc Hangfire IdentityServer4 Internal.Runtime JetBrains MassTransit
      MediatR Microsoft MongoDB.Bson MongoDB.Driver Mono MySql.Data MySqlConnector NHibernate
      NLog NServiceBus Newtonsoft.Json Npgsql Oracle.ManagedDataAccess Polly Quartz
      RabbitMQ.Client Refit RestSharp Sentry Serilog StackExchange.Redis Swashbuckle System
      UnityEditor UnityEngine Windows Xamarin Xunit log4net xunit
      """;

  private static final String DOTNET_PACKAGES =
      """
      Microsoft Mono Newtonsoft.Json Npgsql Sentry System UnityEditor UnityEngine WindowsBase
      mscorlib netstandard
      """;

  // Elixir and Erlang

  private static final String ELIXIR_STARTS =
      """
      deps/ lib/elixir/ lib/ex_unit/ lib/logger/ lib/mix/
      """;

  private static final String ELIXIR_MODULES =
      """
      :application :cow_http :cowboy :cowboy_handler :cowboy_http :cowboy_http2 :cowboy_router
      :cowboy_stream :cowboy_stream_h :cowboy_websocket :crypto :elixir :elixir_compiler
      :erl_eval :erlang :erts_internal :ets :file :gen :gen_event :gen_server :gen_statem
      :gen_tcp :hackney :inet :init :io :io_lib :jiffy :lists :logger :maps :poolboy
      :prim_file :proc_lib :ranch_acceptor :ranch_conns_sup :rpc :ssl :string :supervisor :sys
      :telemetry :timer :unicode Absinthe Access Agent Application Atom Bamboo Bandit Base
      Bitwise Broadway Calendar Code Commanded DBConnection Date DateTime Decimal Ecto
      Elixir.Absinthe Elixir.Access Elixir.Agent Elixir.Application Elixir.Atom Elixir.Bamboo
      Elixir.Bandit Elixir.Base Elixir.Bitwise Elixir.Broadway Elixir.Calendar Elixir.Code
      Elixir.Commanded Elixir.DBConnection Elixir.Date Elixir.DateTime Elixir.Decimal
      Elixir.Ecto Elixir.Enum Elixir.Enumerable Elixir.ExUnit Elixir.Exception Elixir.File
      Elixir.Finch Elixir.Float Elixir.Flow Elixir.Function Elixir.GenServer Elixir.GenStage
      Elixir.HTTPoison Elixir.IO Elixir.Inspect Elixir.Integer Elixir.Jason Elixir.Kernel
      Elixir.Keyword Elixir.List Elixir.Logger Elixir.Macro Elixir.Map Elixir.MapSet
      Elixir.Mint Elixir.Mix Elixir.Module Elixir.MyXQL Elixir.NaiveDateTime Elixir.NimblePool
      Elixir.Node Elixir.Oban Elixir.Path Elixir.Phoenix Elixir.Plug Elixir.Poison Elixir.Port
      Elixir.Postgrex Elixir.Process Elixir.Protocol Elixir.Quantum Elixir.Range Elixir.Record
      Elixir.Regex Elixir.Registry Elixir.Req Elixir.Sentry Elixir.Stream Elixir.String
      Elixir.StringIO Elixir.Supervisor Elixir.Swoosh Elixir.System Elixir.Task
      Elixir.Telemetry Elixir.Tesla Elixir.ThousandIsland Elixir.Time Elixir.Tuple
      Elixir.Tzdata Elixir.URI Elixir.Version Enum Enumerable ExUnit Exception File Finch
      Float Flow Function GenServer GenStage HTTPoison IO Inspect Integer Jason Kernel Keyword
      List Logger Macro Map MapSet Mint Mix Module MyXQL NaiveDateTime NimblePool Node Oban
      Path Phoenix Plug Poison Port Postgrex Process Protocol Quantum Range Record Regex
      Registry Req Sentry Stream String StringIO Supervisor Swoosh System Task Telemetry Tesla
      ThousandIsland Time Tuple Tzdata URI Version application cow_http cowboy cowboy_handler
      cowboy_http cowboy_http2 cowboy_router cowboy_stream cowboy_stream_h cowboy_websocket
      crypto elixir elixir_compiler erl_eval erlang erts_internal ets file gen gen_event
      gen_server gen_statem gen_tcp hackney inet init io io_lib jiffy lists logger maps
      poolboy prim_file proc_lib ranch_acceptor ranch_conns_sup rpc ssl string supervisor sys
      telemetry timer unicode
      """;

  private static final String ELIXIR_FOLDERS =
      """
      deps/ lib/elixir/lib/ lib/erlang/lib/ erlang/lib/ elixir/lib/elixir/
      """;

  // Dart and Flutter

  private static final String DART_STARTS =
      """
      dart: org-dartlang-sdk: package:flutter/ package:flutter_bloc/ package:bloc/
      package:dio/ package:http/ package:provider/ package:riverpod/ package:flutter_riverpod/
      package:get/ package:go_router/ package:sentry* third_party/dart/sdk/ lib/ui/
      """;

  private static final String DART_FOLDERS =
      """
      .pub-cache/ packages/flutter/ pub.dev/ third_party/dart/sdk/ lib/_internal/
      dart-sdk/lib/
      """;

  // Perl

  private static final String PERL_FOLDERS =
      """
      usr/share/perl/ usr/share/perl5/ usr/lib/*/perl*/ usr/local/share/perl/ usr/local/lib/
      lib/perl5/ local/lib/perl5/ vendor/
      """;
}
