package dev.eventfix.cli;

import static dev.eventfix.cli.TemplateNode.attribute;
import static dev.eventfix.cli.TemplateNode.ref;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.event.RedactionSettings;
import dev.eventfix.metrics.Metric;
import dev.eventfix.runtime.Endpoint;
import dev.eventfix.store.Key;
import dev.eventfix.store.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The deployment's template, samconfig.toml and their documentation, held against the code. */
final class TemplateTest {

  private static final Path ROOT = Path.of(System.getProperty("eventfix.root"));
  private static final TemplateNode TEMPLATE = read();
  private static final TemplateNode RESOURCES = TEMPLATE.at("Resources");
  private static final JavaClasses CLASSES = classes();

  private static final String FUNCTION = "AWS::Serverless::Function";
  private static final String LOG_GROUP = "AWS::Logs::LogGroup";
  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String ALARM = "AWS::CloudWatch::Alarm";
  private static final String MAPPING = "AWS::Lambda::EventSourceMapping";

  /** The second deployment of one function's code, in a runtime of our own. */
  private static final String STREAM = "SuggestFixStream";

  /** Settings of the first that the second has none of: no queue's records come to it. */
  private static final Pattern OF_QUEUES =
      Pattern.compile("EVENTFIX_(WEBHOOK_.*|SUGGESTIONS_QUEUE_.*)");

  /** Settings that a deployment leaves to others, and to whom. */
  private static final Map<String, String> SET_BY_OTHERS =
      Map.of(
          "table.region", "Lambda sets AWS_REGION, its usual variable",
          "sentry.traces_sample_rates", "the options file has it, for it is a map");

  /** Methods of the table's client, and actions, that read. */
  private static final Set<String> READS =
      Set.of("batchGetItem", "describeTable", "describeTimeToLive", "getItem", "query", "scan");

  /** How a write of one item begins, by its kind. */
  private static final Set<String> WRITES = Set.of("put", "update", "delete");

  /** Each place with a wildcard. A new one is a new permission: think, then write it down. */
  private static final Map<String, String> WILDCARDS = wildcards();

  private static Map<String, String> wildcards() {
    Map<String, String> wildcards = new TreeMap<>();
    for (String function :
        List.of("DescribeEvent", "SuggestFix", "SuggestFixStream", "AddPermission")) {
      // The streams of one log group.
      wildcards.put(
          function + "Role: Log: Resource",
          "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${%sLogs}:*"
              .formatted(function));
      // X-Ray has no resources to name.
      wildcards.put(function + "Role: Trace: Resource", "*");
    }
    // Partition keys that begin with these.
    for (String role : List.of("SuggestFixRole", "SuggestFixStreamRole")) {
      wildcards.put(role + ": ClaimQuestions: Condition", "claim#*");
      wildcards.put(role + ": KeepSuggestions: Condition", "suggestion#*");
      wildcards.put(role + ": CountWhatIsUsed: Condition", "budget#*");
    }
    // The six characters with which AWS ends a secret's ARN.
    Map.of(
            "ReadTheKey", "OpenAiApiKeySecret",
            "ReadTheWebhookSecret", "WebhookSecretSecret",
            "ReadOldWebhookSecret", "WebhookPreviousSecretSecret")
        .forEach(
            (sid, parameter) ->
                wildcards.put(
                    "SuggestFixRole: " + sid + "FromSecretsManager: Resource",
                    "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:${"
                        + parameter
                        + "}-??????"));
    wildcards.put(
        "SuggestFixStreamRole: ReadTheKeyFromSecretsManager: Resource",
        "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:${"
            + "OpenAiApiKeySecret}-??????");
    // A denial, to everyone but one role.
    wildcards.put("WebhookQueuePolicy: OnlyTheRoute: Principal", "*");
    for (String queue :
        List.of(
            "SuggestFixQueue",
            "SuggestFixDeadLetterQueue",
            "AddPermissionQueue",
            "AddPermissionDeadLetterQueue",
            "WebhookQueue",
            "WebhookDeadLetterQueue")) {
      // A denial: of everything, to everyone who comes without TLS.
      wildcards.put(queue + "Policy: OnlyTls: Principal", "*");
      wildcards.put(queue + "Policy: OnlyTls: Action", "sqs:*");
    }
    return wildcards;
  }

  private static TemplateNode read() {
    try {
      return TemplateNode.read(ROOT.resolve("template.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaClasses classes() {
    List<Path> folders = new ArrayList<>(List.of(ROOT.resolve("shared/target/classes")));
    for (String module : functionModules()) {
      folders.add(ROOT.resolve(module + "/target/classes"));
    }
    return new ClassFileImporter().importPaths(folders);
  }

  private static List<String> functionModules() {
    return Pattern.compile("<module>(functions/[^<]+)</module>")
        .matcher(file("pom.xml"))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static String file(String name) {
    try {
      return Files.readString(ROOT.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, TemplateNode> ofType(String type) {
    Map<String, TemplateNode> found = new TreeMap<>();
    RESOURCES
        .members()
        .forEach(
            (id, resource) -> {
              if (resource.at("Type").text().equals(type)) {
                found.put(id, resource);
              }
            });
    assertThat(found).as(type).isNotEmpty();
    return found;
  }

  static Set<String> functions() {
    return ofType(FUNCTION).keySet();
  }

  /** A function's properties, those for all functions included. */
  private static TemplateNode function(String id) {
    return RESOURCES.at(id, "Properties").over(TEMPLATE.at("Globals", "Function"));
  }

  private static Map<String, TemplateNode> events(String function, String type) {
    Map<String, TemplateNode> events = new TreeMap<>();
    function(function)
        .at("Events")
        .members()
        .forEach(
            (name, event) -> {
              if (event.at("Type").text().equals(type)) {
                events.put(name, event.at("Properties"));
              }
            });
    return events;
  }

  /** The name in {@code {"Ref": name}}. */
  private static String referred(TemplateNode node) {
    return node.at("Ref").text();
  }

  /** The name in {@code {"Fn::GetAtt": [name, "Arn"]}}. */
  private static String ofArn(TemplateNode node) {
    List<String> parts = node.at("Fn::GetAtt").texts();
    assertThat(parts).as(node.path()).hasSize(2).last().isEqualTo("Arn");
    return parts.getFirst();
  }

  // ------------------------------------------------------------------------ the template and code

  private static String module(String function) {
    String folder = function(function).at("CodeUri").text();
    assertThat(folder)
        .as(function)
        .matches(
            "functions/[a-z-]+/target/"
                + (function.equals(STREAM) ? "stream-function" : "function"));
    return folder.substring(0, folder.indexOf("/target/"));
  }

  /** The class that the function's code begins with. */
  private static String entry(String function) {
    String handler = function(function).at("Handler").text();
    if (!function.equals(STREAM)) {
      return handler;
    }
    assertThat(handler).isEqualTo("bootstrap");
    Matcher main =
        Pattern.compile(" (dev\\.eventfix\\.[A-Za-z.]+)\\s*$")
            .matcher(file(module(function) + "/src/image/bootstrap"));
    assertThat(main.find()).isTrue();
    return main.group(1);
  }

  static List<String> handlers() {
    return functions().stream().filter(function -> !function.equals(STREAM)).toList();
  }

  @Test
  void everyModuleOfAFunctionIsDeployedOnce() {
    List<String> deployed = new ArrayList<>();
    for (String function : handlers()) {
      String module = module(function);
      deployed.add(module);
      assertThat(file(module + "/pom.xml"))
          .as("lays out the package folder")
          .contains("<function.package.skip>false</function.package.skip>");
    }
    assertThat(deployed).containsExactlyInAnyOrderElementsOf(functionModules());
  }

  @ParameterizedTest
  @MethodSource("handlers")
  void theHandlerIsInThePackageAndLambdaCanMakeIt(String function) {
    String module = module(function);
    String name = function(function).at("Handler").text();
    assertThat(ROOT.resolve(module + "/target/classes/" + name.replace('.', '/') + ".class"))
        .exists();
    JavaClass handler = CLASSES.get(name);
    assertThat(handler.getModifiers()).contains(JavaModifier.PUBLIC);
    assertThat(handler.isAssignableTo(RequestStreamHandler.class)).isTrue();
    assertThat(handler.tryGetConstructor())
        .hasValueSatisfying(
            (JavaConstructor constructor) ->
                assertThat(constructor.getModifiers()).contains(JavaModifier.PUBLIC));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyFunctionRunsAsItWasTested(String id) {
    TemplateNode function = function(id);
    boolean own = id.equals(STREAM);
    assertThat(function.at("Runtime").text()).isEqualTo(own ? "provided.al2023" : "java25");
    assertThat(function.at("Architectures").value())
        .isEqualTo(
            List.of(
                own
                    ? Map.of(
                        "Fn::If",
                        List.of("HasStream", ref("StreamArchitecture"), ref("Architecture")))
                    : ref("Architecture")));
    assertThat(function.at("MemorySize").value()).isEqualTo(ref("MemorySize"));
    assertThat(function.at("Tracing").text()).isEqualTo("Active");
    assertThat(RESOURCES.at(id, "Metadata", "SkipBuild").value()).isEqualTo(true);
    TemplateNode architecture = TEMPLATE.at("Parameters", "Architecture");
    assertThat(architecture.at("Default").text()).isEqualTo("arm64");
    assertThat(architecture.at("AllowedValues").texts()).containsExactly("arm64", "x86_64");
  }

  /**
   * A version is what a function was when it was published: SAM publishes one when the template's
   * text changes, and not when a parameter does. So everything invokes the function itself.
   */
  @Test
  void nothingInvokesAVersion() {
    TEMPLATE.scalars(
        scalar -> {
          assertThat(scalar.path())
              .as("a version or an alias")
              .doesNotContain("AutoPublish", "SnapStart", "ProvisionedConcurrency", "Deployment");
          assertThat(String.valueOf(scalar.value()))
              .as(scalar.path())
              .doesNotMatch("[A-Za-z]+\\.(Alias|Version)|AWS::Lambda::(Alias|Version)");
        });
  }

  /** SAM puts a global list before a function's own: both would be there. */
  @Test
  void noListIsGlobal() {
    TEMPLATE
        .at("Globals", "Function")
        .members()
        .forEach((name, value) -> assertThat(value.value()).as(name).isNotInstanceOf(List.class));
  }

  @Test
  void theSecondDeploymentIsTheFirstOneWithoutQueues() {
    assertThat(entry(STREAM)).isEqualTo("dev.eventfix.suggestfix.StreamingMain");
    assertThat(module(STREAM)).isEqualTo(module("SuggestFix"));
    assertThat(function(STREAM).at("Timeout").value())
        .isEqualTo(function("SuggestFix").at("Timeout").value());
    assertThat(function(STREAM).at("Events").exists()).isFalse();
    Map<String, @Nullable Object> first = new TreeMap<>();
    variables("SuggestFix")
        .forEach(
            (name, value) -> {
              if (!OF_QUEUES.matcher(name).matches()) {
                first.put(name, value.value());
              }
            });
    Map<String, @Nullable Object> second = new TreeMap<>();
    variables(STREAM).forEach((name, value) -> second.put(name, value.value()));
    assertThat(second).isEqualTo(first);
    for (Map.Entry<String, TemplateNode> statement : permissions(STREAM).entrySet()) {
      if (!statement.getKey().equals("Log")) {
        assertThat(statement.getValue().value())
            .isEqualTo(permission("SuggestFix", statement.getKey()).value());
      }
    }
  }

  @Test
  void theSecondDeploymentIsThereForWhoBuiltItsImage() {
    assertThat(TEMPLATE.at("Conditions", "HasStream").value())
        .isEqualTo(
            Map.of(
                "Fn::Not", List.of(Map.of("Fn::Equals", List.of(ref("StreamArchitecture"), "")))));
    assertThat(defaultOf("StreamArchitecture")).isEmpty();
    assertThat(TEMPLATE.at("Parameters", "StreamArchitecture", "AllowedValues").texts())
        .containsExactly("", "arm64", "x86_64");
  }

  /** The names SAM makes up for what belongs to an event; sam itself tells of it late. */
  @Test
  void noEventMakesAResourceOfAnotherOnesName() {
    List<String> ids = new ArrayList<>(RESOURCES.members().keySet());
    for (String function : functions()) {
      events(function, "SQS").keySet().forEach(event -> ids.add(function + event));
      events(function, "HttpApi")
          .keySet()
          .forEach(event -> ids.add(function + event + "Permission"));
    }
    assertThat(ids).doesNotHaveDuplicates();
  }

  // -------------------------------------------------------------------------------------- settings

  private static Map<String, TemplateNode> variables(String function) {
    return function(function).at("Environment", "Variables").members();
  }

  /** Looked for once each: it takes seconds. */
  private static final Map<String, List<JavaAccess<?>>> ACCESSES = new ConcurrentHashMap<>();

  private static List<JavaAccess<?>> accesses(String function) {
    return ACCESSES.computeIfAbsent(function, TemplateTest::findAccesses);
  }

  /** What the handler's code reaches of the code that is in its package. */
  private static List<JavaAccess<?>> findAccesses(String function) {
    JavaClasses packaged =
        CLASSES.that(
            DescribedPredicate.describe(
                "are in the package",
                type ->
                    type.getSource()
                        .orElseThrow()
                        .getUri()
                        .getPath()
                        .matches(".*/(shared|" + module(function) + ")/target/classes/.*")));
    List<JavaAccess<?>> accesses = new ArrayList<>();
    JavaClass handler = CLASSES.get(entry(function));
    for (JavaCodeUnit unit : ReachableCode.from(packaged, handler)) {
      accesses.addAll(unit.getAccessesFromSelf());
    }
    return accesses;
  }

  /** The settings that the handler's code names. */
  private static Set<String> read(String function) {
    Set<String> variables = new TreeSet<>();
    for (JavaAccess<?> access : accesses(function)) {
      if (access instanceof JavaFieldAccess
          && access.getTargetOwner().isEquivalentTo(Setting.class)
          && !access.getOriginOwner().isEquivalentTo(Setting.class)) {
        Setting setting = Setting.valueOf(access.getTarget().getName());
        if (!SET_BY_OTHERS.containsKey(setting.key())) {
          variables.add(setting.variable());
        }
      }
    }
    return variables;
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionIsGivenTheSettingsItReadsAndNoOthers(String function) {
    Set<String> read = read(function);
    if (function.equals(STREAM)) {
      read.removeIf(OF_QUEUES.asMatchPredicate());
    }
    assertThat(new TreeSet<>(variables(function).keySet())).isEqualTo(read);
  }

  @ParameterizedTest
  @EnumSource
  void everySettingCanBeSet(Setting setting) {
    Set<String> given = new TreeSet<>();
    functions().forEach(function -> given.addAll(variables(function).keySet()));
    if (SET_BY_OTHERS.containsKey(setting.key())) {
      assertThat(given).doesNotContain(setting.variable());
    } else {
      assertThat(given).contains(setting.variable());
    }
  }

  /** An empty variable counts as not given, so the default may stand in either place. */
  @ParameterizedTest
  @MethodSource("functions")
  void aParametersDefaultIsTheSettings(String function) {
    Map<String, String> defaults = new TreeMap<>();
    for (Setting setting : Setting.values()) {
      defaults.put(setting.variable(), Objects.requireNonNullElse(setting.deployedDefault(), ""));
    }
    variables(function)
        .forEach(
            (name, value) -> {
              assertThat(name).startsWith("EVENTFIX_");
              assertThat(defaults).containsKey(name);
              if (value.at("Ref").exists() && TEMPLATE.at("Parameters", referred(value)).exists()) {
                assertThat(defaultOf(referred(value))).as(name).isEqualTo(defaults.get(name));
              }
            });
  }

  /** What the docs promise to be left for values that are longer than their defaults. */
  private static final int BYTES_LEFT = 2_000;

  /** The longest names that CloudFormation makes of a stack's, for its table and its queues. */
  private static final String TABLE_NAME = "t".repeat(80);

  private static final String QUEUE_ARN = "q".repeat(150);

  /** A variable's value, where a parameter's stands for it as given. */
  private static String resolved(TemplateNode value, Function<String, String> parameters) {
    if (value.value() instanceof String text) {
      return text;
    }
    if (value.at("Ref").exists()) {
      String name = referred(value);
      return TEMPLATE.at("Parameters", name).exists() ? parameters.apply(name) : TABLE_NAME;
    }
    if (value.at("Fn::GetAtt").exists()) {
      return QUEUE_ARN;
    }
    if (value.at("Fn::Sub").exists()) {
      return Pattern.compile("\\$\\{(\\w+)}")
          .matcher(value.at("Fn::Sub").text())
          .replaceAll(name -> parameters.apply(name.group(1)));
    }
    List<TemplateNode> branches = value.at("Fn::If").elements();
    String one = resolved(branches.get(1), parameters);
    String other = resolved(branches.get(2), parameters);
    return one.length() > other.length() ? one : other;
  }

  private static int bytes(String function, Function<String, String> parameters) {
    Map<String, String> all = new TreeMap<>();
    variables(function).forEach((name, value) -> all.put(name, resolved(value, parameters)));
    return EnvironmentSize.bytes(all);
  }

  /** A parameter's longest value, as far as a character is a byte. */
  private static int longest(String parameter) {
    TemplateNode definition = TEMPLATE.at("Parameters", parameter);
    if (definition.at("AllowedValues").exists()) {
      return definition.at("AllowedValues").elements().stream()
          .mapToInt(value -> String.valueOf(value.value()).length())
          .max()
          .orElseThrow();
    }
    return definition.at("Type").text().equals("Number")
        ? String.valueOf(definition.at("MaxValue").number()).length()
        : definition.at("MaxLength").number();
  }

  /** Together they may not: the docs tell what to do then. */
  @ParameterizedTest
  @MethodSource("functions")
  void eachParametersLongestValueFitsAmongAFunctionsVariables(String function) {
    assertThat(bytes(function, TemplateTest::defaultOf))
        .isLessThan(EnvironmentSize.MAX_BYTES - BYTES_LEFT);
    for (String parameter : TEMPLATE.at("Parameters").members().keySet()) {
      assertThat(
              bytes(
                  function,
                  name -> name.equals(parameter) ? "x".repeat(longest(name)) : defaultOf(name)))
          .as(parameter)
          .isLessThanOrEqualTo(EnvironmentSize.MAX_BYTES);
    }
  }

  @Test
  void theDocsTellWhatToDoWhenVariablesDoNotFit() {
    assertThat(file("docs/operations.md"))
        .contains("4,096 bytes", "at least 2,000", "`exceeded the 4KB limit`", "options file");
  }

  /** With what a deployment sets by default, longer lists than variables take. */
  @Test
  void anOptionsFileTakesWhatVariablesDoNot(@TempDir Path folder) throws IOException {
    String end = "k".repeat(60);
    StringBuilder text = new StringBuilder("redaction.keys: [");
    for (int i = 0; i < 50; i++) {
      text.append(i == 0 ? "" : ", ").append('k').append(100 + i).append(end);
    }
    Map<String, String> environment = new TreeMap<>();
    variables("DescribeEvent")
        .forEach((name, value) -> environment.put(name, resolved(value, TemplateTest::defaultOf)));
    Path file = Files.writeString(folder.resolve("eventfix.yaml"), text.append("]\n"));
    environment.put("EVENTFIX_CONF", file.toString());
    Settings settings = Settings.read(environment, Map.of());
    RedactionSettings.read(settings);
    assertThat(settings.faults()).isEmpty();
    assertThat(settings.source(Setting.REDACTION_KEYS)).startsWith(file.toString());
  }

  private static String defaultOf(String parameter) {
    return String.valueOf(TEMPLATE.at("Parameters", parameter, "Default").value());
  }

  @Test
  void theTableIsTheStacksOwnUnlessAnotherIsServed() {
    for (String function : List.of("SuggestFix", STREAM, "AddPermission")) {
      assertThat(variables(function).get("EVENTFIX_TABLE_NAME"))
          .extracting(TemplateNode::value)
          .isEqualTo(
              Map.of(
                  "Fn::If", List.of("HasTableEndpointUrl", LocalTable.DEFAULT_NAME, ref("Table"))));
      assertThat(variables(function).get("EVENTFIX_TABLE_ENDPOINT_URL"))
          .extracting(TemplateNode::value)
          .isEqualTo(ref("TableEndpointUrl"));
    }
    assertThat(defaultOf("TableEndpointUrl")).isEmpty();
    assertThat(TEMPLATE.at("Conditions", "HasTableEndpointUrl").value())
        .isEqualTo(
            Map.of("Fn::Not", List.of(Map.of("Fn::Equals", List.of(ref("TableEndpointUrl"), "")))));
  }

  /** A parameter without quotes that is a fraction reaches no function under sam local. */
  @Test
  void noDefaultIsAFraction() {
    TEMPLATE
        .at("Parameters")
        .scalars(
            scalar -> assertThat(scalar.value()).as(scalar.path()).isNotInstanceOf(Double.class));
  }

  // --------------------------------------------------------------------------------------- secrets

  @ParameterizedTest
  @CsvSource({
    "EVENTFIX_LLM_OPENAI_API_KEY, OpenAiApiKey, OneKeyForTheModel",
    "EVENTFIX_WEBHOOK_SECRET, WebhookSecret, OneSecretForWebhooks",
    "EVENTFIX_WEBHOOK_PREVIOUS_SECRET, WebhookPreviousSecret, OnePreviousSecretForWebhooks"
  })
  void aSecretIsGivenByNameOnly(String variable, String name, String rule) {
    assertThat(variables("SuggestFix").get(variable))
        .extracting(TemplateNode::value)
        .isEqualTo(
            Map.of(
                "Fn::If",
                List.of(
                    "Has" + name + "Parameter",
                    Map.of("Fn::Sub", "ssm:${" + name + "Parameter}"),
                    Map.of(
                        "Fn::If",
                        List.of(
                            "Has" + name + "Secret",
                            Map.of("Fn::Sub", "secretsmanager:${" + name + "Secret}"),
                            "")))));
    assertThat(
            TEMPLATE
                .at("Rules", rule, "Assertions")
                .elements()
                .getFirst()
                .at("Assert", "Fn::Or")
                .value())
        .isEqualTo(
            List.of(
                Map.of("Fn::Equals", List.of(ref(name + "Parameter"), "")),
                Map.of("Fn::Equals", List.of(ref(name + "Secret"), ""))));
    for (String kind : List.of("Parameter", "Secret")) {
      assertThat(TEMPLATE.at("Parameters", name + kind, "AllowedPattern").text())
          .isEqualTo(TEMPLATE.at("Parameters", "OpenAiApiKey" + kind, "AllowedPattern").text());
    }
  }

  @Test
  void everySecretOfTheSettingsIsOne() {
    Set<String> secrets = new TreeSet<>();
    for (Setting setting : Setting.values()) {
      // Whoever holds a DSN can only send to it; and describe-event has nothing to fetch one with.
      if (setting.isSecret() && !setting.key().endsWith("dsn")) {
        secrets.add(setting.variable());
      }
    }
    assertThat(secrets)
        .containsExactly(
            "EVENTFIX_LLM_ANTHROPIC_API_KEY",
            "EVENTFIX_LLM_OPENAI_API_KEY",
            "EVENTFIX_WEBHOOK_PREVIOUS_SECRET",
            "EVENTFIX_WEBHOOK_SECRET");
    for (String function : functions()) {
      for (Setting setting : Setting.values()) {
        assertThat(variables(function).keySet()).doesNotContain("" + setting.usualVariable());
      }
    }
  }

  @Test
  void nothingLooksLikeASecret() {
    Pattern secret =
        Pattern.compile(
            "sk-[A-Za-z0-9]|AKIA|ASIA|-----BEGIN|[A-Za-z0-9+/]{40}|[0-9a-f]{32}|NoEcho"
                // Any account's number but that of AWS's own examples.
                + "|\\b(?!123456789012)[0-9]{12}\\b");
    for (String file : List.of("template.yaml", "samconfig.toml", "docs/operations.md")) {
      assertThat(file(file)).as(file).doesNotContainPattern(secret);
    }
    Pattern taken =
        Pattern.compile(
            TEMPLATE.at("Parameters", "OpenAiApiKeyParameter", "AllowedPattern").text());
    assertThat(List.of("", "name", "/eventfix/key", "/eventfix/key-1.2_3"))
        .allMatch(taken.asPredicate());
    assertThat(
            List.of(
                "/",
                "//name",
                "/a//b",
                "a/",
                "a/b",
                "arn:aws:ssm:eu-west-1:1:parameter/a",
                "a b",
                "*"))
        .noneMatch(taken.asPredicate());
    Pattern named =
        Pattern.compile(TEMPLATE.at("Parameters", "OpenAiApiKeySecret", "AllowedPattern").text());
    assertThat(List.of("", "name", "eventfix/key", "a+b"))
        .filteredOn(named.asPredicate())
        .hasSize(3);
    assertThat(List.of("/name", "*", "a?", "arn:aws:secretsmanager:a:1:secret:b"))
        .noneMatch(named.asPredicate());
  }

  // ------------------------------------------------------------------------------------------ logs

  @ParameterizedTest
  @MethodSource("functions")
  void everyFunctionHasItsLogGroup(String function) {
    TemplateNode logging = function(function).at("LoggingConfig");
    assertThat(logging.at("LogFormat").text()).isEqualTo("JSON");
    // Anything above would drop debug lines although logging.level asks for them.
    assertThat(logging.at("ApplicationLogLevel").text()).isEqualTo("DEBUG");
    assertThat(referred(logging.at("LogGroup"))).isEqualTo(function + "Logs");
    assertThat(ofType(LOG_GROUP)).containsKey(function + "Logs");
  }

  @Test
  void everyLogGroupForgets() {
    Set<String> names = new TreeSet<>();
    ofType(LOG_GROUP)
        .forEach(
            (id, group) -> {
              assertThat(group.at("Properties", "RetentionInDays").value())
                  .as(id)
                  .isEqualTo(ref("LogRetentionDays"));
              names.add(group.at("Properties", "LogGroupName", "Fn::Sub").text());
            });
    assertThat(names)
        .hasSameSizeAs(ofType(LOG_GROUP).keySet())
        .allMatch(n -> n.contains("${AWS::StackName}"));
  }

  // ------------------------------------------------------------------------------------------- API

  @Test
  void everyRouteNeedsASignature() {
    TemplateNode api = RESOURCES.at("Api", "Properties");
    assertThat(api.at("Auth").value())
        .isEqualTo(Map.of("EnableIamAuthorizer", true, "DefaultAuthorizer", "AWS_IAM"));
    assertThat(api.at("CorsConfiguration").exists()).isFalse();
    Map<String, String> routes = new TreeMap<>();
    for (String function : functions()) {
      events(function, "HttpApi")
          .forEach(
              (name, route) -> {
                assertThat(route.at("ApiId").value()).as(route.path()).isEqualTo(ref("Api"));
                assertThat(route.at("Auth").exists()).as(route.path()).isFalse();
                assertThat(route.at("PayloadFormatVersion").text()).isEqualTo("2.0");
                routes.put(route.at("Method").text() + " " + route.at("Path").text(), function);
              });
    }
    assertThat(routes)
        .isEqualTo(
            Map.of(
                "ANY /describe-event", "DescribeEvent",
                "ANY /suggest-fix", "SuggestFix",
                "ANY /add-permission", "AddPermission",
                "GET /suggestions/{event_id}", "SuggestFix"));
  }

  /** Every other way to a function would have to be thought of here. */
  @Test
  void thereIsNoOtherWayIn() {
    Set<String> types = new TreeSet<>();
    RESOURCES.members().values().forEach(resource -> types.add(resource.at("Type").text()));
    assertThat(types)
        .containsExactlyInAnyOrder(
            FUNCTION,
            LOG_GROUP,
            QUEUE,
            ALARM,
            "AWS::DynamoDB::Table",
            "AWS::IAM::Role",
            MAPPING,
            "AWS::SQS::QueuePolicy",
            "AWS::Serverless::HttpApi",
            "AWS::ApiGatewayV2::Api",
            "AWS::ApiGatewayV2::Stage",
            "AWS::ApiGatewayV2::Route",
            "AWS::ApiGatewayV2::Integration");
    assertThat(ofType("AWS::Serverless::HttpApi")).containsOnlyKeys("Api");
    for (String function : functions()) {
      // Signed, like the routes: whoever may invoke it by its address is told by IAM.
      assertThat(function(function).at("FunctionUrlConfig").value())
          .as(function)
          .isEqualTo(
              function.equals(STREAM)
                  ? Map.of("AuthType", "AWS_IAM", "InvokeMode", "RESPONSE_STREAM")
                  : null);
      function(function)
          .at("Events")
          .members()
          .values()
          .forEach(event -> assertThat(event.at("Type").text()).isIn("HttpApi", "SQS"));
    }
  }

  @Test
  void routesAreThrottledAndTheirLogTellsNoContents() {
    TemplateNode api = RESOURCES.at("Api", "Properties");
    assertThat(api.at("DefaultRouteSettings", "ThrottlingBurstLimit").value())
        .isEqualTo(ref("ApiThrottlingBurstLimit"));
    assertThat(api.at("DefaultRouteSettings", "ThrottlingRateLimit").value())
        .isEqualTo(ref("ApiThrottlingRateLimit"));
    assertThat(ofArn(api.at("AccessLogSettings", "DestinationArn"))).isEqualTo("ApiLogs");
    Matcher variables =
        Pattern.compile("\\$context\\.([a-zA-Z.]+)")
            .matcher(api.at("AccessLogSettings", "Format").text());
    Set<String> logged = new TreeSet<>();
    while (variables.find()) {
      logged.add(variables.group(1));
    }
    assertThat(logged)
        .containsExactlyInAnyOrder(
            "requestTime",
            "requestId",
            "routeKey",
            "httpMethod",
            "status",
            "identity.userArn",
            "responseLatency",
            "integrationLatency",
            "integrationStatus",
            "error.responseType",
            "responseLength");
  }

  // -------------------------------------------------------------------------------------- webhooks

  /** The only route without a signature of AWS's: what it takes goes on a queue, and no further. */
  @Test
  void theWebhooksRouteWritesToTheirQueue() {
    assertThat(ofType("AWS::ApiGatewayV2::Api")).containsOnlyKeys("WebhookApi");
    assertThat(RESOURCES.at("WebhookApi", "Properties", "ProtocolType").text()).isEqualTo("HTTP");
    assertThat(RESOURCES.at("WebhookApi", "Properties", "CorsConfiguration").exists()).isFalse();
    assertThat(ofType("AWS::ApiGatewayV2::Route")).containsOnlyKeys("WebhookRoute");
    assertThat(RESOURCES.at("WebhookRoute", "Properties").value())
        .isEqualTo(
            Map.of(
                "ApiId",
                ref("WebhookApi"),
                "RouteKey",
                "POST /webhooks/sentry",
                "AuthorizationType",
                "NONE",
                "Target",
                Map.of("Fn::Sub", "integrations/${WebhookIntegration}")));
    assertThat(ofType("AWS::ApiGatewayV2::Integration")).containsOnlyKeys("WebhookIntegration");
    TemplateNode integration = RESOURCES.at("WebhookIntegration", "Properties");
    assertThat(integration.at("ApiId").value()).isEqualTo(ref("WebhookApi"));
    assertThat(integration.at("IntegrationType").text()).isEqualTo("AWS_PROXY");
    assertThat(integration.at("IntegrationSubtype").text()).isEqualTo("SQS-SendMessage");
    assertThat(integration.at("PayloadFormatVersion").text()).isEqualTo("1.0");
    assertThat(ofArn(integration.at("CredentialsArn"))).isEqualTo("WebhookRole");
    assertThat(integration.at("RequestParameters", "QueueUrl").value())
        .isEqualTo(ref("WebhookQueue"));
    assertThat(integration.at("RequestParameters", "MessageBody").text())
        .isEqualTo("$request.body");
  }

  /** Attribute by attribute, the hook's headers, with names that the function looks for. */
  @Test
  void theHooksHeadersBecomeAttributes() throws IOException {
    TemplateNode attributes =
        RESOURCES.at("WebhookIntegration", "Properties", "RequestParameters", "MessageAttributes");
    JsonNode tree = new ObjectMapper().readTree(attributes.text());
    Map<String, String> headers = new TreeMap<>();
    tree.properties()
        .forEach(
            attribute -> {
              assertThat(attribute.getValue().path("DataType").asText()).isEqualTo("String");
              headers.put(attribute.getKey(), attribute.getValue().path("StringValue").asText());
            });
    assertThat(headers)
        .isEqualTo(
            Map.of(
                "Request-ID", "${request.header.request-id}",
                "Sentry-Hook-Resource", "${request.header.sentry-hook-resource}",
                "Sentry-Hook-Signature", "${request.header.sentry-hook-signature}",
                "Sentry-Hook-Timestamp", "${request.header.sentry-hook-timestamp}"));
  }

  @Test
  void webhooksAreThrottledAndTheirLogTellsNoContents() {
    assertThat(ofType("AWS::ApiGatewayV2::Stage")).containsOnlyKeys("WebhookStage");
    TemplateNode stage = RESOURCES.at("WebhookStage", "Properties");
    assertThat(stage.at("ApiId").value()).isEqualTo(ref("WebhookApi"));
    assertThat(stage.at("AutoDeploy").value()).isEqualTo(true);
    assertThat(stage.at("DefaultRouteSettings").value())
        .isEqualTo(
            Map.of(
                "ThrottlingBurstLimit", ref("WebhookThrottlingBurstLimit"),
                "ThrottlingRateLimit", ref("WebhookThrottlingRateLimit")));
    assertThat(ofArn(stage.at("AccessLogSettings", "DestinationArn"))).isEqualTo("ApiLogs");
    String signed = RESOURCES.at("Api", "Properties", "AccessLogSettings", "Format").text();
    assertThat(stage.at("AccessLogSettings", "Format").text().replace(" ", ""))
        .as("the same, but for who signed")
        .isEqualTo(
            signed.replace(" ", "").replace("\"user_arn\":\"$context.identity.userArn\",", ""));
  }

  @Test
  void onlyTheRouteMayWriteToTheWebhooksQueue() {
    // The gateway does not tell it of every role that it assumes.
    assertIsRoleOf("WebhookRole", "apigateway.amazonaws.com", "StringEqualsIfExists");
    assertThat(statements("WebhookRole")).hasSize(1);
    assertThat(statements("WebhookRole").getFirst().value())
        .isEqualTo(
            Map.of(
                "Sid", "PutOnTheQueue",
                "Effect", "Allow",
                "Action", "sqs:SendMessage",
                "Resource", attribute("WebhookQueue", "Arn")));
    List<TemplateNode> policy =
        RESOURCES.at("WebhookQueuePolicy", "Properties", "PolicyDocument", "Statement").elements();
    assertThat(policy).hasSize(2);
    assertThat(policy.getLast().value())
        .isEqualTo(
            Map.of(
                "Sid", "OnlyTheRoute",
                "Effect", "Deny",
                "Principal", "*",
                "Action", "sqs:SendMessage",
                "Resource", attribute("WebhookQueue", "Arn"),
                "Condition",
                    Map.of(
                        "ArnNotEquals",
                        Map.of("aws:PrincipalArn", attribute("WebhookRole", "Arn")))));
  }

  @Test
  void theFunctionReadsTheWebhooksQueueAndKnowsItByItsArn() {
    assertThat(ofType(MAPPING)).containsOnlyKeys("SuggestFixWebhooks");
    TemplateNode records = events("SuggestFix", "SQS").values().iterator().next();
    assertThat(RESOURCES.at("SuggestFixWebhooks", "Properties").value())
        .isEqualTo(
            Map.of(
                "FunctionName",
                ref("SuggestFix"),
                "EventSourceArn",
                attribute("WebhookQueue", "Arn"),
                "BatchSize",
                1,
                "FunctionResponseTypes",
                List.of("ReportBatchItemFailures"),
                "ScalingConfig",
                Objects.requireNonNull(records.at("ScalingConfig").value())));
    assertThat(variables("SuggestFix").get("EVENTFIX_WEBHOOK_QUEUE_ARN"))
        .extracting(TemplateNode::value)
        .isEqualTo(Map.of("Fn::If", List.of("HasWebhooks", attribute("WebhookQueue", "Arn"), "")));
  }

  /** A function refuses records of a queue that it is not told of. */
  @ParameterizedTest
  @CsvSource({
    "SuggestFix, EVENTFIX_SUGGESTIONS_QUEUE_ARN",
    "AddPermission, EVENTFIX_PERMISSIONS_QUEUE_ARN"
  })
  void aFunctionIsToldOfItsQueue(String function, String variable) {
    TemplateNode records = events(function, "SQS").values().iterator().next();
    assertThat(variables(function).get(variable))
        .extracting(TemplateNode::value)
        .isEqualTo(
            Map.of(
                "Fn::If",
                List.of(
                    "HasTableEndpointUrl",
                    "arn:aws:sqs:us-east-1:123456789012:MyQueue",
                    Objects.requireNonNull(records.at("Queue").value()))));
  }

  @Test
  void withoutASecretThereIsNothingForWebhooks() {
    assertThat(TEMPLATE.at("Conditions", "HasWebhooks").value())
        .isEqualTo(
            Map.of(
                "Fn::Or",
                List.of(
                    Map.of("Condition", "HasWebhookSecretParameter"),
                    Map.of("Condition", "HasWebhookSecretSecret"))));
    Set<String> conditional = new TreeSet<>();
    for (String section : List.of("Resources", "Outputs")) {
      TEMPLATE
          .at(section)
          .members()
          .forEach(
              (id, node) -> {
                boolean webhooks = id.startsWith("Webhook") || id.equals("SuggestFixWebhooks");
                boolean stream = id.startsWith(STREAM);
                assertThat(node.at("Condition").value())
                    .as(id)
                    .isEqualTo(webhooks ? "HasWebhooks" : stream ? "HasStream" : null);
                if (webhooks && section.equals("Resources")) {
                  conditional.add(id);
                }
              });
    }
    assertThat(conditional).hasSize(14);
    // What else names one of them does so on the same condition.
    RESOURCES.scalars(
        scalar -> {
          boolean names = scalar.path().endsWith("/Ref") || scalar.path().contains("/Fn::GetAtt/");
          if (names
              && conditional.contains(String.valueOf(scalar.value()))
              && !conditional.contains(scalar.path().split("/", -1)[1])) {
            int branch = scalar.path().indexOf("/Fn::If/1");
            assertThat(branch).as(scalar.path()).isPositive();
            TemplateNode node = TEMPLATE;
            for (String name : scalar.path().substring(0, branch).split("/", -1)) {
              node =
                  name.matches("[0-9]+")
                      ? node.elements().get(Integer.parseInt(name))
                      : node.at(name);
            }
            assertThat(node.at("Fn::If").elements().getFirst().text()).isEqualTo("HasWebhooks");
          }
        });
  }

  // ----------------------------------------------------------------------------------------- times

  private static int endpointMillis(String constant) {
    try {
      Field field = Endpoint.class.getDeclaredField(constant);
      field.setAccessible(true);
      return field.getInt(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(constant, e);
    }
  }

  /** Ours is the answer to a request that takes too long, not the gateway's or Lambda's. */
  @ParameterizedTest
  @MethodSource("functions")
  void theGatewayAndLambdaEndAfterTheCode(String function) {
    int code = endpointMillis("GATEWAY_MILLIS");
    int lambda = function(function).at("Timeout").number() * 1000 - endpointMillis("MARGIN_MILLIS");
    assertThat(lambda).isGreaterThan(code);
    events(function, "HttpApi")
        .values()
        .forEach(route -> assertThat(route.at("TimeoutInMillis").number()).isGreaterThan(code));
  }

  @Test
  void aModelHasTheTimeItIsGiven() {
    int lambda =
        function("SuggestFix").at("Timeout").number() * 1000 - endpointMillis("MARGIN_MILLIS");
    for (Setting setting : Setting.values()) {
      if (setting.key().startsWith("llm.") && setting.key().endsWith("_timeout_ms")) {
        String parameter =
            referred(Objects.requireNonNull(variables("SuggestFix").get(setting.variable())));
        assertThat(TEMPLATE.at("Parameters", parameter, "MaxValue").number())
            .as(parameter)
            .isLessThan(lambda);
      }
    }
    assertThat(Integer.parseInt("" + Setting.LLM_TOTAL_TIMEOUT.defaultValue())).isLessThan(lambda);
  }

  // ---------------------------------------------------------------------------------------- queues

  /** Each queue and the function that reads it. */
  private static Map<String, String> readers() {
    Map<String, String> readers = new TreeMap<>();
    for (String function : functions()) {
      events(function, "SQS")
          .values()
          .forEach(event -> readers.put(ofArn(event.at("Queue")), function));
    }
    for (TemplateNode mapping : ofType(MAPPING).values()) {
      readers.put(
          ofArn(mapping.at("Properties", "EventSourceArn")),
          referred(mapping.at("Properties", "FunctionName")));
    }
    return readers;
  }

  @Test
  void everyQueueIsReadOrHoldsDeadLetters() {
    assertThat(readers())
        .isEqualTo(
            Map.of(
                "SuggestFixQueue", "SuggestFix",
                "WebhookQueue", "SuggestFix",
                "AddPermissionQueue", "AddPermission"));
    assertThat(ofType(QUEUE))
        .containsOnlyKeys(
            "SuggestFixQueue",
            "SuggestFixDeadLetterQueue",
            "AddPermissionQueue",
            "AddPermissionDeadLetterQueue",
            "WebhookQueue",
            "WebhookDeadLetterQueue");
  }

  @Test
  void nothingInAQueueIsLost() {
    readers()
        .forEach(
            (id, function) -> {
              TemplateNode queue = RESOURCES.at(id, "Properties");
              int seconds = function(function).at("Timeout").number();
              assertThat(queue.at("VisibilityTimeout").number())
                  .as(id)
                  .isGreaterThanOrEqualTo(6 * seconds);
              String deadLetters = id.replace("Queue", "DeadLetterQueue");
              assertThat(queue.at("RedrivePolicy").value())
                  .isEqualTo(
                      Map.of(
                          "deadLetterTargetArn",
                          attribute(deadLetters, "Arn"),
                          "maxReceiveCount",
                          5));
              TemplateNode dead = RESOURCES.at(deadLetters, "Properties");
              assertThat(dead.at("MessageRetentionPeriod").number()).isEqualTo(14 * 24 * 60 * 60);
              // SQS counts from when a record was sent, so this is what is left to look at it.
              assertThat(
                      dead.at("MessageRetentionPeriod").number()
                          - queue.at("MessageRetentionPeriod").number())
                  .isGreaterThanOrEqualTo(7 * 24 * 60 * 60);
              assertThat(dead.at("RedriveAllowPolicy").value())
                  .isEqualTo(
                      Map.of(
                          "redrivePermission",
                          "byQueue",
                          "sourceQueueArns",
                          List.of(
                              Map.of(
                                  "Fn::Sub",
                                  "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:"
                                      + queue.at("QueueName", "Fn::Sub").text()))));
            });
  }

  @Test
  void aBatchTellsWhichOfItsRecordsFailed() {
    Map<String, Integer> batches = Map.of("SuggestFix", 1, "AddPermission", 10);
    readers()
        .values()
        .forEach(
            function -> {
              assertThat(events(function, "SQS")).hasSize(1);
              TemplateNode event = events(function, "SQS").values().iterator().next();
              assertThat(event.at("BatchSize").value()).isEqualTo(batches.get(function));
              assertThat(event.at("FunctionResponseTypes").texts())
                  .containsExactly("ReportBatchItemFailures");
              assertThat(event.at("ScalingConfig").value())
                  .isEqualTo(Map.of("MaximumConcurrency", ref(function + "MaximumConcurrency")));
              assertThat(event.at("Enabled").exists()).isFalse();
              assertThat(
                      TEMPLATE
                          .at("Parameters", function + "MaximumConcurrency", "MinValue")
                          .number())
                  .as("what Lambda takes")
                  .isEqualTo(2);
            });
  }

  @Test
  void queuesAreEncryptedAndRefusePlainTransport() {
    ofType(QUEUE)
        .forEach(
            (id, queue) -> {
              assertThat(queue.at("Properties", "SqsManagedSseEnabled").value())
                  .as(id)
                  .isEqualTo(true);
              TemplateNode policy = RESOURCES.at(id + "Policy", "Properties");
              assertThat(policy.at("Queues").value()).as(id).isEqualTo(List.of(ref(id)));
              List<TemplateNode> statements = policy.at("PolicyDocument", "Statement").elements();
              assertThat(statements).as(id).hasSize(id.equals("WebhookQueue") ? 2 : 1);
              assertThat(statements.getFirst().value())
                  .isEqualTo(
                      Map.of(
                          "Sid", "OnlyTls",
                          "Effect", "Deny",
                          "Principal", "*",
                          "Action", "sqs:*",
                          "Resource", attribute(id, "Arn"),
                          "Condition", Map.of("Bool", Map.of("aws:SecureTransport", "false"))));
            });
    assertThat(ofType("AWS::SQS::QueuePolicy")).hasSameSizeAs(ofType(QUEUE));
  }

  // ----------------------------------------------------------------------------------------- table

  @Test
  void theTableIsWhatTheStoreWorksOn() {
    TemplateNode table = RESOURCES.at("Table");
    assertThat(table.at("DeletionPolicy").text()).isEqualTo("Retain");
    assertThat(table.at("UpdateReplacePolicy").text()).isEqualTo("Retain");
    assertThat(table.at("Properties").value())
        .isEqualTo(
            Map.of(
                "BillingMode",
                "PAY_PER_REQUEST",
                "AttributeDefinitions",
                List.of(
                    Map.of("AttributeName", TableSchema.PARTITION_KEY, "AttributeType", "S"),
                    Map.of("AttributeName", TableSchema.SORT_KEY, "AttributeType", "S")),
                "KeySchema",
                List.of(
                    Map.of("AttributeName", TableSchema.PARTITION_KEY, "KeyType", "HASH"),
                    Map.of("AttributeName", TableSchema.SORT_KEY, "KeyType", "RANGE")),
                "TimeToLiveSpecification",
                Map.of("AttributeName", TableSchema.TIME_TO_LIVE, "Enabled", true),
                "PointInTimeRecoverySpecification",
                Map.of("PointInTimeRecoveryEnabled", true),
                "SSESpecification",
                Map.of("SSEEnabled", true),
                "DeletionProtectionEnabled",
                ref("TableDeletionProtection")));
    assertThat(defaultOf("TableDeletionProtection")).isEqualTo("true");
  }

  // ----------------------------------------------------------------------------------- permissions

  private static List<TemplateNode> statements(String role) {
    List<TemplateNode> statements = new ArrayList<>();
    for (TemplateNode policy : RESOURCES.at(role, "Properties", "Policies").elements()) {
      for (TemplateNode statement : policy.at("PolicyDocument", "Statement").elements()) {
        statements.add(statement);
      }
    }
    return statements;
  }

  /** The statement itself, of one that is there on a condition. */
  private static TemplateNode unconditional(TemplateNode statement) {
    if (!statement.at("Fn::If").exists()) {
      return statement;
    }
    List<TemplateNode> parts = statement.at("Fn::If").elements();
    assertThat(parts).hasSize(3);
    assertThat(parts.getLast().value()).isEqualTo(ref("AWS::NoValue"));
    return parts.get(1);
  }

  private static Map<String, TemplateNode> permissions(String function) {
    Map<String, TemplateNode> permissions = new LinkedHashMap<>();
    for (TemplateNode statement : statements(function + "Role")) {
      TemplateNode plain = unconditional(statement);
      assertThat(plain.at("Effect").text()).isEqualTo("Allow");
      assertThat(permissions.put(plain.at("Sid").text(), plain)).isNull();
    }
    return permissions;
  }

  /** Of that service, and only for what it does in this account. */
  private static void assertIsRoleOf(String name, String service, String comparison) {
    TemplateNode role = RESOURCES.at(name, "Properties");
    assertThat(role.members().keySet())
        .as("no managed policy")
        .containsExactlyInAnyOrder("Description", "AssumeRolePolicyDocument", "Policies");
    assertThat(role.at("AssumeRolePolicyDocument", "Statement").value())
        .isEqualTo(
            List.of(
                Map.of(
                    "Effect",
                    "Allow",
                    "Principal",
                    Map.of("Service", service),
                    "Action",
                    "sts:AssumeRole",
                    "Condition",
                    Map.of(comparison, Map.of("aws:SourceAccount", ref("AWS::AccountId"))))));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyFunctionHasARoleOfItsOwn(String function) {
    assertThat(ofArn(function(function).at("Role"))).isEqualTo(function + "Role");
    assertThat(function(function).at("Policies").exists()).isFalse();
    assertIsRoleOf(function + "Role", "lambda.amazonaws.com", "StringEquals");
    Set<String> roles = new TreeSet<>(Set.of("WebhookRole"));
    functions().forEach(each -> roles.add(each + "Role"));
    assertThat(ofType("AWS::IAM::Role").keySet()).isEqualTo(roles);
  }

  @Test
  void everyRoleAllowsTheseActionsAndNoOthers() {
    List<String> log = List.of("logs:CreateLogStream", "logs:PutLogEvents");
    List<String> trace = List.of("xray:PutTelemetryRecords", "xray:PutTraceSegments");
    List<String> look = List.of("dynamodb:DescribeTable", "dynamodb:DescribeTimeToLive");
    List<String> take =
        List.of("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage");
    List<String> parameter = List.of("ssm:GetParameters");
    List<String> secret = List.of("secretsmanager:GetSecretValue");
    Map<String, Map<String, List<String>>> expected =
        Map.of(
            "DescribeEvent",
            Map.of("Log", log, "Trace", trace),
            "SuggestFix",
            Map.ofEntries(
                Map.entry("Log", log),
                Map.entry("Trace", trace),
                Map.entry("TakeFromTheQueue", take),
                Map.entry("TakeFromTheWebhookQueue", take),
                Map.entry(
                    "ClaimQuestions",
                    List.of("dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:UpdateItem")),
                Map.entry("KeepSuggestions", List.of("dynamodb:PutItem", "dynamodb:Query")),
                Map.entry("CountWhatIsUsed", List.of("dynamodb:UpdateItem")),
                Map.entry("ReadOptions", List.of("dynamodb:BatchGetItem")),
                Map.entry("PublishSuggestions", List.of("sns:GetTopicAttributes", "sns:Publish")),
                Map.entry("LookAtTheTable", look),
                Map.entry("ReadTheKeyFromParameterStore", parameter),
                Map.entry("ReadTheKeyFromSecretsManager", secret),
                Map.entry("DecryptTheKey", List.of("kms:Decrypt")),
                Map.entry(
                    "ReadTheOtherKeys",
                    List.of("secretsmanager:GetSecretValue", "ssm:GetParameters")),
                Map.entry(
                    "AskBedrock",
                    List.of("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream")),
                Map.entry("ReadTheWebhookSecretFromParameterStore", parameter),
                Map.entry("ReadTheWebhookSecretFromSecretsManager", secret),
                Map.entry("ReadOldWebhookSecretFromParameterStore", parameter),
                Map.entry("ReadOldWebhookSecretFromSecretsManager", secret),
                Map.entry("DecryptTheWebhookSecrets", List.of("kms:Decrypt"))),
            STREAM,
            Map.ofEntries(
                Map.entry("Log", log),
                Map.entry("Trace", trace),
                Map.entry(
                    "ClaimQuestions",
                    List.of("dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:UpdateItem")),
                Map.entry("KeepSuggestions", List.of("dynamodb:PutItem", "dynamodb:Query")),
                Map.entry("CountWhatIsUsed", List.of("dynamodb:UpdateItem")),
                Map.entry("ReadOptions", List.of("dynamodb:BatchGetItem")),
                Map.entry("PublishSuggestions", List.of("sns:GetTopicAttributes", "sns:Publish")),
                Map.entry("LookAtTheTable", look),
                Map.entry("ReadTheKeyFromParameterStore", parameter),
                Map.entry("ReadTheKeyFromSecretsManager", secret),
                Map.entry("DecryptTheKey", List.of("kms:Decrypt")),
                Map.entry(
                    "ReadTheOtherKeys",
                    List.of("secretsmanager:GetSecretValue", "ssm:GetParameters")),
                Map.entry(
                    "AskBedrock",
                    List.of("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"))),
            "AddPermission",
            Map.of(
                "Log",
                log,
                "Trace",
                trace,
                "TakeFromTheQueue",
                take,
                "LookAtTheTable",
                look,
                "GrantToUsers",
                List.of("dynamodb:UpdateItem"),
                "FindUsers",
                List.of("dynamodb:BatchGetItem")));
    assertThat(functions()).isEqualTo(expected.keySet());
    for (String function : functions()) {
      Map<String, List<String>> allowed = new TreeMap<>();
      permissions(function)
          .forEach((sid, statement) -> allowed.put(sid, statement.at("Action").texts()));
      assertThat(allowed).as(function).isEqualTo(expected.get(function));
    }
  }

  /** What a function asks of the table it may ask, and what it never asks it may not. */
  @ParameterizedTest
  @MethodSource("functions")
  void aRoleAllowsOfTheTableWhatTheCodeCalls(String function) {
    Set<String> called = new TreeSet<>();
    for (JavaAccess<?> access : accesses(function)) {
      String name = access.getTarget().getName();
      String owner = access.getTargetOwner().getSimpleName();
      if (owner.equals("DynamoDbClient") && READS.contains(name)) {
        called.add(action(name));
      } else if (owner.equals("ItemWrite")
          && WRITES.contains(name)
          && access.getTarget() instanceof CodeUnitAccessTarget target
          && !target.getRawParameterTypes().isEmpty()) {
        // One method sends writes of every kind, also in transactions: this is where the kind is
        // told.
        called.add(action(name + "Item"));
      } else if (owner.equals("DynamoDbClient") && !WRITES.contains(name.replace("Item", ""))) {
        assertThat(name).isIn("builder", "close", "transactWriteItems");
      }
    }
    Set<String> allowed = new TreeSet<>();
    for (TemplateNode statement : permissions(function).values()) {
      for (String action : statement.at("Action").texts()) {
        if (action.startsWith("dynamodb:")) {
          allowed.add(action);
        }
      }
    }
    assertThat(allowed).isEqualTo(called);
  }

  private static String action(String method) {
    return "dynamodb:" + Character.toUpperCase(method.charAt(0)) + method.substring(1);
  }

  @Test
  void everyPermissionIsForAFunctionsOwnResources() {
    readers()
        .forEach(
            (queue, function) ->
                assertThat(
                        permission(
                                function,
                                queue.startsWith("Webhook")
                                    ? "TakeFromTheWebhookQueue"
                                    : "TakeFromTheQueue")
                            .at("Resource")
                            .value())
                    .isEqualTo(attribute(queue, "Arn")));
    assertIsForKeys("SuggestFix", "ClaimQuestions", "StringLike", Key.claim("").partition() + "*");
    assertIsForKeys("SuggestFix", "KeepSuggestions", "StringLike", Key.suggestions("") + "*");
    assertIsForKeys(
        "SuggestFix",
        "CountWhatIsUsed",
        "StringLike",
        Key.budget(null, 0, 0).partition().replace("0#deployment", "*"));
    assertIsForKeys("SuggestFix", "ReadOptions", "StringEquals", Key.OPTIONS);
    assertIsForKeys("AddPermission", "GrantToUsers", "StringEquals", Key.user("").partition());
    assertIsForKeys(
        "AddPermission",
        "FindUsers",
        "StringEquals",
        Key.email("").partition(),
        Key.user("").partition(),
        Key.username("").partition());
    assertThat(permission("SuggestFix", "PublishSuggestions").at("Resource").value())
        .isEqualTo(ref("DeliveryTopicArn"));
    for (String function : List.of("SuggestFix", "AddPermission")) {
      assertThat(permission(function, "LookAtTheTable").at("Resource").value())
          .isEqualTo(attribute("Table", "Arn"));
    }
  }

  /** On items of the table with these partition keys, and on no others. */
  private static void assertIsForKeys(
      String function, String sid, String comparison, String... keys) {
    TemplateNode statement = permission(function, sid);
    assertThat(statement.at("Resource").value()).isEqualTo(attribute("Table", "Arn"));
    // Null, for ForAllValues holds of no value at all.
    assertThat(statement.at("Condition").value())
        .as(sid)
        .isEqualTo(
            Map.of(
                "ForAllValues:" + comparison,
                Map.of("dynamodb:LeadingKeys", List.of(keys)),
                "Null",
                Map.of("dynamodb:LeadingKeys", "false")));
  }

  private static TemplateNode permission(String function, String sid) {
    return Objects.requireNonNull(permissions(function).get(sid), function + " " + sid);
  }

  @Test
  void theKeyIsReadOnlyWhenItIsNamed() {
    Map<String, String> conditions = new TreeMap<>();
    for (TemplateNode statement : statements("SuggestFixRole")) {
      if (statement.at("Fn::If").exists()) {
        conditions.put(
            unconditional(statement).at("Sid").text(),
            statement.at("Fn::If").elements().getFirst().text());
      }
    }
    assertThat(conditions)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("ReadTheKeyFromParameterStore", "HasOpenAiApiKeyParameter"),
                Map.entry("ReadTheKeyFromSecretsManager", "HasOpenAiApiKeySecret"),
                Map.entry("DecryptTheKey", "HasOpenAiApiKeyKmsKey"),
                Map.entry("AskBedrock", "HasBedrockModels"),
                Map.entry("ReadTheOtherKeys", "HasModelSecretArns"),
                Map.entry("TakeFromTheWebhookQueue", "HasWebhooks"),
                Map.entry("ReadTheWebhookSecretFromParameterStore", "HasWebhookSecretParameter"),
                Map.entry("ReadTheWebhookSecretFromSecretsManager", "HasWebhookSecretSecret"),
                Map.entry(
                    "ReadOldWebhookSecretFromParameterStore", "HasWebhookPreviousSecretParameter"),
                Map.entry(
                    "ReadOldWebhookSecretFromSecretsManager", "HasWebhookPreviousSecretSecret"),
                Map.entry("DecryptTheWebhookSecrets", "HasWebhookSecretKmsKey"),
                Map.entry("PublishSuggestions", "HasDeliveryTopic")));
    Map.ofEntries(
            Map.entry("HasOpenAiApiKeyParameter", "OpenAiApiKeyParameter"),
            Map.entry("HasOpenAiApiKeySecret", "OpenAiApiKeySecret"),
            Map.entry("HasOpenAiApiKeyKmsKey", "OpenAiApiKeyKmsKeyArn"),
            Map.entry("HasBedrockModels", "BedrockModels"),
            Map.entry("HasModelSecretArns", "ModelSecretArns"),
            Map.entry("HasWebhookSecretParameter", "WebhookSecretParameter"),
            Map.entry("HasWebhookSecretSecret", "WebhookSecretSecret"),
            Map.entry("HasWebhookPreviousSecretParameter", "WebhookPreviousSecretParameter"),
            Map.entry("HasWebhookPreviousSecretSecret", "WebhookPreviousSecretSecret"),
            Map.entry("HasWebhookSecretKmsKey", "WebhookSecretKmsKeyArn"),
            Map.entry("HasDeliveryTopic", "DeliveryTopicArn"),
            Map.entry("HasAlarmTopic", "AlarmTopicArn"))
        .forEach(
            (condition, parameter) -> {
              assertThat(TEMPLATE.at("Conditions", condition).value())
                  .isEqualTo(
                      Map.of(
                          "Fn::Not", List.of(Map.of("Fn::Equals", List.of(ref(parameter), "")))));
              assertThat(defaultOf(parameter)).isEmpty();
            });
    Map.of(
            "DecryptTheKey", "OpenAiApiKeyKmsKeyArn",
            "DecryptTheWebhookSecrets", "WebhookSecretKmsKeyArn")
        .forEach(
            (sid, parameter) -> {
              TemplateNode decrypt = permission("SuggestFix", sid);
              assertThat(decrypt.at("Resource").value()).isEqualTo(ref(parameter));
              assertThat(decrypt.at("Condition", "StringEquals", "kms:ViaService").elements())
                  .hasSize(2);
            });
  }

  /** What the code asks of Bedrock is allowed on the models that are named, and on no others. */
  @Test
  void onlyTheNamedModelsOfBedrockMayBeAsked() {
    Map<String, String> actions =
        Map.of(
            "converse", "bedrock:InvokeModel",
            "converseStream", "bedrock:InvokeModelWithResponseStream");
    Set<String> called = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      for (JavaAccess<?> access : type.getAccessesFromSelf()) {
        String name = access.getTarget().getName();
        if (access.getTargetOwner().getSimpleName().equals("BedrockRuntimeAsyncClient")
            && !name.equals("builder")
            && !name.equals("close")) {
          called.add(Objects.requireNonNull(actions.get(name), name));
        }
      }
    }
    TemplateNode statement = permission("SuggestFix", "AskBedrock");
    assertThat(new TreeSet<>(statement.at("Action").texts())).isEqualTo(called);
    assertThat(statement.at("Resource").value())
        .isEqualTo(Map.of("Fn::Split", List.of(",", ref("BedrockModels"))));
    Pattern allowed =
        Pattern.compile(TEMPLATE.at("Parameters", "BedrockModels", "AllowedPattern").text());
    String model = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0";
    String profile =
        "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0";
    assertThat(List.of("", model, profile, model + "," + profile, model.replace("eu-west-1", "*")))
        .allMatch(value -> allowed.matcher(value).matches());
    assertThat(
            List.of(
                "*",
                "amazon.nova-lite-v1:0",
                model + ", " + profile,
                model + ",",
                model + ",*",
                "arn:aws:s3:::bucket"))
        .noneMatch(value -> allowed.matcher(value).matches());
  }

  /** A name with a slash before it, and one without, give an ARN with exactly one. */
  @ParameterizedTest
  @CsvSource({
    "ReadTheKey, OpenAiApiKeyParameter",
    "ReadTheWebhookSecret, WebhookSecretParameter",
    "ReadOldWebhookSecret, WebhookPreviousSecretParameter"
  })
  void theParametersArnIsRightForBothFormsOfAName(String sid, String parameter) {
    List<TemplateNode> join =
        permission("SuggestFix", sid + "FromParameterStore").at("Resource", "Fn::Join").elements();
    List<TemplateNode> split = join.getLast().at("Fn::Split").elements();
    String arn = split.getLast().at("Fn::Sub").text();
    assertThat(arn)
        .isEqualTo(
            "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/${"
                + parameter
                + "}");
    for (String name : List.of("/eventfix/key", "eventfix/key")) {
      String named = arn.replace("${" + parameter + "}", name);
      assertThat(
              String.join(
                  join.getFirst().text(), named.split(Pattern.quote(split.getFirst().text()), -1)))
          .endsWith(":parameter/eventfix/key");
    }
  }

  @Test
  void everyWildcardIsListed() {
    Map<String, String> found = new TreeMap<>();
    RESOURCES.scalars(
        scalar -> {
          String text = String.valueOf(scalar.value());
          if (text.contains("*") || text.contains("?")) {
            found.merge(where(scalar.path()), text, (one, other) -> one + ", " + other);
          }
        });
    assertThat(found).isEqualTo(WILDCARDS);
  }

  /** The resource, the statement's name and its part, of a path through a policy. */
  private static String where(String path) {
    String statement = path.replaceAll("(.*/Statement/[0-9]+(/Fn::If/1)?)/.*", "$1");
    TemplateNode node = TEMPLATE;
    for (String name : statement.split("/", -1)) {
      node =
          name.matches("[0-9]+") && node.value() instanceof List<?>
              ? node.elements().get(Integer.parseInt(name))
              : node.at(name);
    }
    if (!node.at("Sid").exists()) {
      return path;
    }
    String part = path.substring(statement.length() + 1);
    return "%s: %s: %s"
        .formatted(
            path.split("/", -1)[1],
            node.at("Sid").text(),
            part.substring(0, (part + "/").indexOf('/')));
  }

  // ---------------------------------------------------------------------------------------- alarms

  @Test
  void whatGoesWrongIsTold() {
    Set<String> watched = new TreeSet<>();
    ofType(ALARM)
        .forEach(
            (id, alarm) -> {
              TemplateNode properties = alarm.at("Properties");
              assertThat(properties.at("AlarmDescription").text()).as(id).isNotBlank();
              assertThat(properties.at("AlarmActions").value())
                  .as(id)
                  .isEqualTo(
                      Map.of(
                          "Fn::If",
                          List.of(
                              "HasAlarmTopic",
                              List.of(ref("AlarmTopicArn")),
                              ref("AWS::NoValue"))));
              assertThat(properties.at("TreatMissingData").text()).isEqualTo("notBreaching");
              assertThat(properties.at("ComparisonOperator").text())
                  .isEqualTo("GreaterThanThreshold");
              if (properties.at("Metrics").exists()) {
                watched.addAll(summands(properties));
                assertThat(properties.at("Threshold").number()).as(id).isZero();
                return;
              }
              List<TemplateNode> dimensions = properties.at("Dimensions").elements();
              assertThat(dimensions).hasSize(1);
              TemplateNode of = dimensions.getFirst().at("Value");
              watched.add(
                  "%s %s of %s"
                      .formatted(
                          properties.at("Namespace").text(),
                          properties.at("MetricName").text(),
                          of.at("Ref").exists()
                              ? referred(of)
                              : of.at("Fn::GetAtt").texts().getFirst()));
              if (!properties.at("MetricName").text().matches(".*Age.*|4xx")) {
                assertThat(properties.at("Threshold").number()).as(id).isZero();
              }
            });
    Set<String> expected =
        new TreeSet<>(
            Set.of(
                "AWS/ApiGateway 5xx of Api",
                "AWS/ApiGateway 5xx of WebhookApi",
                "AWS/ApiGateway 4xx of WebhookApi",
                "eventfix deliveries of {function=suggest-fix, result=lost}",
                "eventfix deliveries of {function=suggest-fix, result=refused}"));
    for (String function : functions()) {
      expected.add("AWS/Lambda Errors of " + function);
      expected.add("AWS/Lambda Throttles of " + function);
    }
    for (String queue : readers().keySet()) {
      expected.add("AWS/SQS ApproximateAgeOfOldestMessage of " + queue);
      expected.add(
          "AWS/SQS ApproximateNumberOfMessagesVisible of "
              + queue.replace("Queue", "DeadLetterQueue"));
    }
    assertThat(watched).isEqualTo(expected);
  }

  /** The metrics of our own that an alarm adds up. */
  private static List<String> summands(TemplateNode properties) {
    List<String> summands = new ArrayList<>();
    for (TemplateNode entry : properties.at("Metrics").elements()) {
      if (entry.at("Expression").exists()) {
        assertThat(entry.at("Expression").text()).isEqualTo("FILL(refused, 0) + FILL(lost, 0)");
        continue;
      }
      TemplateNode metric = entry.at("MetricStat", "Metric");
      Map<String, String> dimensions = new TreeMap<>();
      for (TemplateNode dimension : metric.at("Dimensions").elements()) {
        dimensions.put(dimension.at("Name").text(), dimension.at("Value").text());
      }
      assertThat(metric.at("MetricName").text()).isEqualTo(Metric.DELIVERIES.key());
      assertThat(entry.at("Id").text()).isEqualTo(dimensions.get("result"));
      assertThat(entry.at("ReturnData").value()).isEqualTo(false);
      summands.add(
          metric.at("Namespace").text()
              + " "
              + metric.at("MetricName").text()
              + " of "
              + dimensions);
    }
    return summands;
  }

  // ------------------------------------------------------------------------------- for its readers

  @Test
  void everyParameterIsDescribedGroupedAndUsed() {
    Set<String> parameters = TEMPLATE.at("Parameters").members().keySet();
    List<String> grouped = new ArrayList<>();
    for (TemplateNode group :
        TEMPLATE.at("Metadata", "AWS::CloudFormation::Interface", "ParameterGroups").elements()) {
      assertThat(group.at("Label", "default").text()).isNotBlank();
      grouped.addAll(group.at("Parameters").texts());
    }
    assertThat(grouped).containsExactlyInAnyOrderElementsOf(parameters);
    Set<String> used = new TreeSet<>();
    TEMPLATE.scalars(
        scalar -> {
          if (scalar.path().endsWith("/Ref")) {
            used.add(scalar.text());
          } else if (scalar.path().contains("Fn::Sub")) {
            Pattern.compile("\\$\\{([A-Za-z]+)}")
                .matcher(scalar.text())
                .results()
                .forEach(match -> used.add(match.group(1)));
          }
        });
    assertThat(used).containsAll(parameters);
    TEMPLATE
        .at("Parameters")
        .members()
        .forEach(
            (name, parameter) -> {
              assertThat(parameter.at("Description").text()).as(name).endsWith(".");
              assertThat(parameter.at("Default").exists()).as("%s has a default", name).isTrue();
            });
  }

  @Test
  void everyOutputIsDescribed() {
    Map<String, TemplateNode> outputs = TEMPLATE.at("Outputs").members();
    outputs.forEach(
        (name, output) -> assertThat(output.at("Description").text()).as(name).endsWith("."));
    assertThat(outputs.keySet()).contains("ApiUrl", "TableName");
    for (String function : functions()) {
      assertThat(outputs).containsKeys(function + "Function", function + "FunctionArn");
      assertThat(outputs.containsKey(function + "Url"))
          .isEqualTo(function(function).at("FunctionUrlConfig").exists());
      assertThat(ofArn(TEMPLATE.at("Outputs", function + "FunctionArn", "Value")))
          .isEqualTo(function);
    }
    for (String queue : ofType(QUEUE).keySet()) {
      assertThat(outputs).containsKeys(queue + "Url", queue + "Arn");
    }
  }

  @Test
  void theDocumentationHasEveryParameterAlarmAndOutput() {
    List<String> rows = new ArrayList<>();
    TEMPLATE
        .at("Parameters")
        .members()
        .forEach(
            (name, parameter) ->
                rows.add(
                    "| `%s` | %s | %s |"
                        .formatted(
                            name,
                            defaultOf(name).isEmpty() ? "" : "`" + defaultOf(name) + "`",
                            parameter.at("Description").text())));
    ofType(ALARM)
        .forEach(
            (name, alarm) ->
                rows.add(
                    "| `%s` | %s |"
                        .formatted(name, alarm.at("Properties", "AlarmDescription").text())));
    TEMPLATE
        .at("Outputs")
        .members()
        .forEach(
            (name, output) ->
                rows.add("| `%s` | %s |".formatted(name, output.at("Description").text())));
    List<String> documented =
        file("docs/operations.md").lines().filter(line -> line.startsWith("| `")).toList();
    assertThat(rows)
        .allSatisfy(row -> assertThat(documented).anyMatch(line -> line.startsWith(row)));
    assertThat(documented).as("no row of something that is gone").hasSameSizeAs(rows);
  }

  @Test
  void samconfigNamesWhatTheTemplateHas() {
    String samconfig = file("samconfig.toml");
    assertThat(samconfig)
        .contains("version = 0.1\n", "stack_name = \"eventfix\"\n", "resolve_s3 = true\n")
        .contains("confirm_changeset = true\n", "capabilities = \"CAPABILITY_IAM\"\n")
        // A reader pulls SAM's own image.
        .doesNotContain("skip_pull_image");
    List<String> local = new ArrayList<>();
    for (String section : samconfig.split("\n\\[", -1)) {
      if (section.startsWith("default.local_")) {
        local.add(section.substring("default.".length(), section.indexOf(".parameters]")));
        assertThat(section)
            .contains(
                "parameter_overrides = \"Architecture=x86_64"
                    + " TableEndpointUrl=http://host.docker.internal:8000\"\n")
            .contains("add_host = [\"host.docker.internal:host-gateway\"]\n")
            .contains("region = ");
      }
    }
    assertThat(local).containsExactly("local_invoke", "local_start_api", "local_start_lambda");
    assertThat(TEMPLATE.at("Parameters").members())
        .containsKeys("Architecture", "TableEndpointUrl");
  }
}
