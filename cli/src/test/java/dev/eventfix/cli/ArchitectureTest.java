package dev.eventfix.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may use whom: the project's layout, held over the classes of all modules. */
final class ArchitectureTest {

  private static final Path ROOT = Path.of(System.getProperty("eventfix.root"));
  private static final List<Path> MODULES =
      List.of(
          ROOT.resolve("shared"),
          ROOT.resolve("dynamodb-local"),
          ROOT.resolve("functions/describe-event"),
          ROOT.resolve("functions/suggest-fix"),
          ROOT.resolve("functions/add-permission"),
          ROOT.resolve("cli"));

  private static final JavaClasses MAIN = scan("target/classes");
  private static final JavaClasses TESTS = scan("target/test-classes");

  private static JavaClasses scan(String folder) {
    List<Location> locations = new ArrayList<>();
    for (Path module : MODULES) {
      Path classes = module.resolve(folder);
      if (Files.isDirectory(classes)) {
        locations.add(Location.of(classes));
      }
    }
    return new ClassFileImporter().importLocations(locations);
  }

  @Test
  void theScanFindsTheProject() {
    // Far fewer would mean that the rules below hold over nothing.
    assertThat(MAIN.size()).isGreaterThan(80);
    assertThat(TESTS.size()).isGreaterThan(20);
    for (String room :
        List.of(
            "runtime",
            "configuration",
            "telemetry",
            "metrics",
            "wire",
            "event",
            "store",
            "describeevent",
            "suggestfix",
            "addpermission",
            "dynamodblocal",
            "cli")) {
      assertThat(MAIN.that(resideInAPackage("dev.eventfix." + room)).size()).as(room).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          configuration | wire
          metrics       |
          wire          |
          event         | configuration wire
          telemetry     | configuration metrics wire
          runtime       | configuration telemetry metrics wire
          store         | configuration
          describeevent | configuration telemetry metrics wire event runtime
          suggestfix    | configuration telemetry metrics wire event runtime store suggestfix.provider suggestfix.rules suggestfix.answer suggestfix.http suggestfix.openai suggestfix.anthropic suggestfix.bedrock suggestfix.vertex suggestfix.preview suggestfix.suggestions suggestfix.budget suggestfix.options suggestfix.delivery
          addpermission | configuration telemetry metrics wire runtime store addpermission.users
          addpermission.users | wire runtime store
          dynamodblocal | store
          suggestfix.answer   | wire
          suggestfix.provider | configuration event wire runtime
          suggestfix.rules    | event wire suggestfix.provider
          suggestfix.http     | configuration wire runtime suggestfix.provider
          suggestfix.openai   | configuration wire runtime suggestfix.provider suggestfix.http
          suggestfix.anthropic | configuration wire runtime suggestfix.provider suggestfix.http
          suggestfix.vertex    | configuration wire runtime suggestfix.provider suggestfix.http
          suggestfix.preview   | event wire suggestfix.provider
          suggestfix.bedrock  | configuration runtime suggestfix.provider suggestfix.http
          suggestfix.suggestions | store wire runtime suggestfix.provider
          suggestfix.budget      | configuration store runtime
          suggestfix.options     | configuration event store runtime
          suggestfix.delivery    | configuration metrics wire runtime suggestfix.provider suggestfix.suggestions
          """,
      delimiter = '|')
  void aRoomUsesOnlyTheRoomsItMay(String room, String allowed) {
    List<String> rooms = new ArrayList<>(List.of("dev.eventfix." + room));
    for (String name : allowed == null ? new String[0] : allowed.split(" ")) {
      rooms.add("dev.eventfix." + name);
    }
    noClasses()
        .that()
        .resideInAPackage("dev.eventfix." + room)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.eventfix..")
                .and(not(resideInAnyPackage(rooms.toArray(new String[0])))))
        .check(MAIN);
  }

  @Test
  void describingIsConfiguredInOnePlace() {
    noClasses()
        .that()
        .resideInAPackage("dev.eventfix.event")
        .and(not(named("RedactionSettings")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.eventfix.configuration")
        .check(MAIN);
  }

  @Test
  void packagesAreFlat() {
    classes()
        .should()
        .resideInAnyPackage(
            "dev.eventfix.runtime",
            "dev.eventfix.configuration",
            "dev.eventfix.telemetry",
            "dev.eventfix.metrics",
            "dev.eventfix.wire",
            "dev.eventfix.event",
            "dev.eventfix.store",
            "dev.eventfix.describeevent",
            "dev.eventfix.suggestfix",
            "dev.eventfix.suggestfix.answer",
            "dev.eventfix.suggestfix.provider",
            "dev.eventfix.suggestfix.rules",
            "dev.eventfix.suggestfix.http",
            "dev.eventfix.suggestfix.openai",
            "dev.eventfix.suggestfix.anthropic",
            "dev.eventfix.suggestfix.vertex",
            "dev.eventfix.suggestfix.preview",
            "dev.eventfix.suggestfix.bedrock",
            "dev.eventfix.suggestfix.suggestions",
            "dev.eventfix.suggestfix.budget",
            "dev.eventfix.suggestfix.options",
            "dev.eventfix.suggestfix.delivery",
            "dev.eventfix.addpermission",
            "dev.eventfix.addpermission.users",
            "dev.eventfix.dynamodblocal",
            "dev.eventfix.cli")
        .check(MAIN);
  }

  @Test
  void lambdaTypesStayInTheRuntimeAndTheHandlers() {
    noClasses()
        .that(
            not(resideInAPackage("dev.eventfix.runtime"))
                .and(not(named("Handler")))
                // The launcher invokes the handlers, so it has to give them a context.
                .and(not(resideInAPackage("dev.eventfix.cli"))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.amazonaws..")
        .check(MAIN);
  }

  /** The packages hold no other of these classes: see lambda.events.classes in the parent's pom. */
  @Test
  void ofLambdasEventsOnlyThePackagedOnesAreUsed() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("com.amazonaws.services.lambda.runtime.events..")
                .and(
                    not(
                        nameMatching(
                            ".*\\.events\\."
                                + "(APIGatewayProxyRequestEvent|APIGatewayV2HTTPEvent|SQSEvent)"
                                + "([$].*)?"))))
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("org.joda..")
        .check(MAIN);
  }

  @Test
  void theAwsSdkStaysWithTheTableTheSecretsAndTheProviders() {
    noClasses()
        .that(
            not(resideInAnyPackage(
                    "dev.eventfix.store",
                    "dev.eventfix.suggestfix.http",
                    // The signer, for a proof of who a function is.
                    "dev.eventfix.suggestfix.vertex",
                    "dev.eventfix.suggestfix.bedrock",
                    "dev.eventfix.suggestfix.suggestions",
                    "dev.eventfix.suggestfix.delivery",
                    // DynamoDB Local speaks in the SDK's own types.
                    "dev.eventfix.dynamodblocal"))
                // With its nested classes; it is loaded for a reference only.
                .and(not(nameStartingWith("dev.eventfix.configuration.AwsSecrets")))
                // It asks about a deployment, for the operator.
                .and(not(named("AwsApi")))
                // It reads people's profiles as AWS's own tools do.
                .and(not(named("LauncherRegion"))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon.awssdk..")
        .check(MAIN);
  }

  @Test
  void theSentrySdkStaysInTheTelemetry() {
    noClasses()
        .that(not(resideInAPackage("dev.eventfix.telemetry")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.sentry..")
        .check(MAIN);
  }

  @Test
  void describingTouchesNothingOutside() {
    noClasses()
        .that()
        .resideInAPackage("dev.eventfix.event")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.(File|RandomAccess|Print).*")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(MAIN);
  }

  @Test
  void functionsReadNoJsonByReflection() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.fasterxml.jackson.databind..", "com.fasterxml.jackson.annotation..")
        .check(MAIN);
  }

  @Test
  void coldStartsPayForNoRegularExpressions() {
    noClasses()
        .that(not(resideInAPackage("dev.eventfix.cli")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.regex..")
        .check(MAIN);
  }

  /** In sources: in classes, try-with-resources is a catch of Throwable too. */
  @Test
  void onlyTheEndpointTheColdStartAndTheReportsCatchEveryFault() throws IOException {
    Pattern everything =
        Pattern.compile(
            "(?m)^ *} catch \\([^)]*\\b(Throwable|Exception|RuntimeException|Error)\\b[^)]*\\)");
    Set<String> catching = new TreeSet<>();
    for (Path module : MODULES) {
      try (Stream<Path> sources = Files.walk(module.resolve("src/main/java"))) {
        for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
          if (everything.matcher(Files.readString(source)).find()) {
            catching.add(String.valueOf(source.getFileName()));
          }
        }
      }
    }
    // Starting and stopping Jetty is declared to throw any exception, and so is making an item of
    // an envelope. A back end for metrics and a stream for log lines are anybody's. A report of a
    // failure must never become a failure, nor one target's that of another.
    assertThat(catching)
        .containsExactly(
            "ColdStart.java",
            "DynamoDbLocal.java",
            "Endpoint.java",
            "EnvelopeCodec.java",
            "HttpTransport.java",
            "Log.java",
            "MetricsQueue.java",
            "MultiplexingTransport.java",
            "Reporter.java",
            "Startup.java");
  }

  @Test
  void everyTestMethodIsRun() {
    methods()
        .that()
        .areDeclaredInClassesThat(holdTests())
        .and()
        .haveRawReturnType(void.class)
        .and()
        .haveRawParameterTypes(new Class<?>[0])
        .and()
        .areNotStatic()
        .and()
        .areNotPrivate()
        .should(beAnnotatedForJunit())
        .check(TESTS);
  }

  private static DescribedPredicate<JavaClass> holdTests() {
    return DescribedPredicate.describe(
        "hold tests",
        (JavaClass type) ->
            type.getSimpleName().endsWith("Test")
                || type.getSimpleName().endsWith("Contract")
                || type.isAnnotatedWith(Nested.class));
  }

  private static DescribedPredicate<JavaClass> named(String suffix) {
    return DescribedPredicate.describe(
        "are named *" + suffix, (JavaClass type) -> type.getSimpleName().endsWith(suffix));
  }

  private static ArchCondition<JavaMethod> beAnnotatedForJunit() {
    return new ArchCondition<>("carry a test or life-cycle annotation") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean runs = false;
        for (Class<? extends java.lang.annotation.Annotation> annotation :
            List.of(
                Test.class,
                ParameterizedTest.class,
                RepeatedTest.class,
                TestFactory.class,
                TestTemplate.class,
                BeforeEach.class,
                AfterEach.class,
                BeforeAll.class,
                AfterAll.class)) {
          runs |= method.isAnnotatedWith(annotation);
        }
        if (!runs) {
          events.add(SimpleConditionEvent.violated(method, method.getFullName() + " is never run"));
        }
      }
    };
  }
}
