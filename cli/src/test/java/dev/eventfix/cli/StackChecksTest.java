package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.cli.Invocation.Result;
import dev.eventfix.dynamodblocal.DynamoDbLocal;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** {@code check --stack} and {@code check --function}, against an account on this machine. */
final class StackChecksTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String QUEUE = FakeAccount.STACK + "-suggest-fix";
  private static DynamoDbLocal local;
  private static Map<?, ?> template;

  private final Invocation invocation = new Invocation();
  private FakeAccount account;

  @BeforeAll
  static void start() throws IOException {
    template = DeploymentTemplate.packaged();
    local = DynamoDbLocal.inMemory();
    local.createTable("eventfix");
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  @BeforeEach
  void openAccount() throws IOException {
    account = new FakeAccount(template, Map.of("EVENTFIX_TABLE_NAME", "eventfix"));
    invocation.environment.putAll(
        Map.of(
            "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "hunter2",
            "AWS_SESSION_TOKEN", "token",
            "AWS_REGION", FakeAccount.REGION,
            "AWS_ENDPOINT_URL", account.server.url(),
            "AWS_ENDPOINT_URL_DYNAMODB", local.endpoint().toString(),
            // The launcher's own settings are not the deployment's.
            "EVENTFIX_LLM_TEMPERATURE", "hot"));
  }

  @AfterEach
  void closeAccount() {
    account.close();
  }

  private Result run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("check", "--json"));
    all.addAll(List.of(arguments));
    return invocation.run(all.toArray(new String[0]));
  }

  private Result check() {
    return run("--stack", FakeAccount.STACK);
  }

  private static List<JsonNode> rows(Result result) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : result.out().lines().toList()) {
      rows.add(MAPPER.readTree(line));
    }
    return rows;
  }

  /** As {@code failed: stack: it is deployed: why}, of what is not ok. */
  private static List<String> findings(Result result) throws IOException {
    List<String> findings = new ArrayList<>();
    for (JsonNode row : rows(result)) {
      if (!row.path("result").asText().equals("ok")) {
        findings.add(
            "%s: %s: %s: %s"
                .formatted(
                    row.path("result").asText(),
                    row.path("service").asText(),
                    row.path("check").asText(),
                    row.path("detail").asText()));
      }
    }
    return findings;
  }

  private void assertFailed(String service, String check, String... parts) throws IOException {
    Result result = check();
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(findings(result))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("failed: " + service + ": " + check + ": ")
        .contains(parts);
  }

  private void assertDoubtful(String permission) throws IOException {
    Result result = check();
    assertThat(result.exitCode()).isZero();
    assertThat(findings(result))
        .isNotEmpty()
        .allSatisfy(
            finding ->
                assertThat(finding)
                    .startsWith("doubtful: ")
                    .endsWith("your credentials may not " + permission));
  }

  @Test
  void allIsWellInAStackThatIs() throws Exception {
    Result result = check();
    assertThat(findings(result)).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    List<String> asked = new ArrayList<>();
    rows(result)
        .forEach(
            row -> asked.add(row.path("service").asText() + ": " + row.path("check").asText()));
    assertThat(asked)
        .contains(
            "stack: it is deployed",
            "stack: it has every resource",
            "describe-event: it is ready",
            "describe-event role: its actions are allowed",
            "suggest-fix role: its actions are allowed",
            "add-permission role: its actions are allowed",
            "queue fixes-suggest-fix: it has its dead-letter queue",
            "queue fixes-suggest-fix: records stay away long enough",
            "queue fixes-suggest-fix: it invokes suggest-fix",
            "queue fixes-suggest-fix: suggest-fix is told of it",
            "queue fixes-suggest-fix-dead-letters: it exists",
            "queue fixes-add-permission: it invokes add-permission",
            "table: it exists, with its keys",
            "table: expired items are deleted",
            "settings: add-permission")
        .doesNotHaveDuplicates();
  }

  @Test
  void everyRequestIsSigned() {
    check();
    assertThat(account.server.requests())
        .isNotEmpty()
        .allSatisfy(
            request -> {
              assertThat(request.header("Authorization"))
                  .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                  .containsPattern(
                      "/(eu-central-1/(cloudformation|sqs|lambda)|us-east-1/iam)/aws4_request")
                  .contains("SignedHeaders=", "host;", "Signature=");
              assertThat(request.header("X-amz-security-token")).isEqualTo("token");
              assertThat(request.toString()).doesNotContain("hunter2");
            });
  }

  /** What is asked of IAM is what template.yaml gives: there is no second list. */
  @Test
  void everyActionOfTheTemplateIsAsked() {
    check();
    TreeSet<String> asked = new TreeSet<>();
    List<String> keys = new ArrayList<>();
    for (WireServer.Request request : account.server.requests()) {
      for (int i = 1; request.field("ActionNames.member." + i) != null; i++) {
        asked.add(request.field("ActionNames.member." + i));
      }
      if (request.field("ContextEntries.member.1.ContextKeyName") != null) {
        keys.add(
            request.field("ContextEntries.member.1.ContextKeyName")
                + " "
                + request.field("ContextEntries.member.1.ContextKeyType")
                + " "
                + request.field("ContextEntries.member.1.ContextKeyValues.member.1")
                + " "
                + request.field("ResourceArns.member.1"));
      }
    }
    assertThat(asked)
        .contains("dynamodb:Query", "sqs:ReceiveMessage", "logs:PutLogEvents")
        .doesNotContain("ssm:GetParameters", "kms:Decrypt", "sqs:SendMessage");
    assertThat(keys)
        .containsExactlyInAnyOrder(
            "dynamodb:LeadingKeys stringList claim#check arn:aws:dynamodb:eu-central-1:123456789012:table/eventfix",
            "dynamodb:LeadingKeys stringList suggestion#check arn:aws:dynamodb:eu-central-1:123456789012:table/eventfix",
            "dynamodb:LeadingKeys stringList budget#check arn:aws:dynamodb:eu-central-1:123456789012:table/eventfix",
            "dynamodb:LeadingKeys stringList options arn:aws:dynamodb:eu-central-1:123456789012:table/eventfix",
            "dynamodb:LeadingKeys stringList user arn:aws:dynamodb:eu-central-1:123456789012:table/eventfix",
            "dynamodb:LeadingKeys stringList email arn:aws:dynamodb:eu-central-1:123456789012:table/eventfix");
  }

  @Test
  void whatAParameterBringsIsCheckedToo() throws Exception {
    account.parameters.put("OpenAiApiKeyParameter", "/eventfix/key");
    account.parameters.put("OpenAiApiKeyKmsKeyArn", "arn:aws:kms:eu-central-1:123456789012:key/1");
    check();
    List<String> asked = new ArrayList<>();
    for (WireServer.Request request : account.server.requests()) {
      asked.add(
          request.field("ActionNames.member.1") + " " + request.field("ResourceArns.member.1"));
    }
    assertThat(asked)
        .contains(
            "ssm:GetParameters arn:aws:ssm:eu-central-1:123456789012:parameter/eventfix/key",
            "kms:Decrypt arn:aws:kms:eu-central-1:123456789012:key/1");
    account.parameters.put("WebhookSecretParameter", "hook");
    assertThat(findings(check()).getFirst())
        .startsWith("failed: stack: it has every resource: it lacks ")
        .contains("WebhookQueue");
  }

  @Test
  void theWebhooksQueueIsCheckedWhereThereIsOne() throws Exception {
    account.addWebhooks();
    Result result = check();
    assertThat(findings(result)).isEmpty();
    assertThat(result.out())
        .contains("\"queue fixes-webhook\"", "\"queue fixes-webhook-dead-letters\"");
    account.queue("fixes-webhook").put("VisibilityTimeout", "30");
    assertFailed("queue fixes-webhook", "records stay away long enough", "30 s", "210 s");
  }

  @ParameterizedTest
  @CsvSource({
    "dynamodb:Query, suggest-fix role",
    "dynamodb:PutItem, suggest-fix role",
    "ssm:GetParameters, suggest-fix role"
  })
  void anActionThatIsDeniedFails(String action, String role) throws Exception {
    account.parameters.put("OpenAiApiKeyParameter", "key");
    account.denied.add(action);
    assertFailed(role, "its actions are allowed", "denied: " + action + " on arn:aws:");
  }

  @Test
  void aQueueWithoutADeadLetterQueueFails() throws Exception {
    account.queue(QUEUE).remove("RedrivePolicy");
    assertFailed("queue " + QUEUE, "it has its dead-letter queue", "it has none");
  }

  @Test
  void anotherDeadLetterQueueFails() throws Exception {
    account.queue(QUEUE).put("RedrivePolicy", FakeAccount.redrive("elsewhere", 5));
    assertFailed("queue " + QUEUE, "it has its dead-letter queue", ":elsewhere and not");
  }

  @Test
  void anotherNumberOfTriesFails() throws Exception {
    account.queue(QUEUE).put("RedrivePolicy", FakeAccount.redrive(QUEUE + "-dead-letters", 2));
    assertFailed("queue " + QUEUE, "it has its dead-letter queue", "after 2 tries and not after 5");
  }

  @Test
  void recordsThatComeBackTooSoonFail() throws Exception {
    account.queue(QUEUE).put("VisibilityTimeout", "209");
    assertFailed("queue " + QUEUE, "records stay away long enough", "209 s", "210 s");
    account.queue(QUEUE).put("VisibilityTimeout", "210");
    assertThat(check().exitCode()).isZero();
  }

  @Test
  void aQueueThatItsFunctionIsNotToldOfFails() throws Exception {
    account
        .variables("fixes-SuggestFix")
        .put("EVENTFIX_SUGGESTIONS_QUEUE_ARN", "arn:aws:sqs:a:1:q");
    assertFailed("queue " + QUEUE, "suggest-fix is told of it", "its records are refused");
  }

  @Test
  void aQueueThatIsMissingFails() throws Exception {
    account.queues.remove(QUEUE);
    assertFailed("queue " + QUEUE, "it has its dead-letter queue", "there is no such queue");
  }

  @Test
  void aDeadLetterQueueThatIsMissingFails() throws Exception {
    account.queues.remove(QUEUE + "-dead-letters");
    assertFailed("queue " + QUEUE + "-dead-letters", "it exists", "there is no such queue");
  }

  @Test
  void deadLettersAreDoubtful() throws Exception {
    account.queue(QUEUE + "-dead-letters").put("ApproximateNumberOfMessages", "3");
    Result result = check();
    assertThat(result.exitCode()).isZero();
    assertThat(findings(result)).hasSize(1).first().asString().contains("about 3 records");
  }

  @ParameterizedTest
  @CsvSource({"'', nothing takes its records", "Disabled, is Disabled"})
  void aQueueThatInvokesNobodyFails(String state, String part) throws Exception {
    account.mappingState = state;
    Result result = check();
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(findings(result))
        .hasSize(2)
        .allSatisfy(finding -> assertThat(finding).contains("it invokes", part));
  }

  /** A version is the function as it was once: changed settings do not reach it. */
  @Test
  void aQueueThatInvokesAVersionFails() throws Exception {
    account.mappingQualifier = ":live";
    Result result = check();
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(findings(result))
        .hasSize(2)
        .allSatisfy(finding -> assertThat(finding).contains("it invokes", "deploy again"));
  }

  @ParameterizedTest
  @CsvSource({
    "UPDATE_ROLLBACK_COMPLETE, doubtful",
    "UPDATE_IN_PROGRESS, doubtful",
    "ROLLBACK_COMPLETE, failed",
    "DELETE_FAILED, failed"
  })
  void aStackThatIsNotDeployedIsTold(String status, String outcome) throws Exception {
    account.status = status;
    assertThat(findings(check())).containsExactly(outcome + ": stack: it is deployed: " + status);
  }

  @Test
  void aStackThatIsNotThereFails() throws Exception {
    Result result = run("--stack", "nothere");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(findings(result))
        .containsExactly(
            "failed: stack: it is deployed: there is no stack nothere in this region: check its"
                + " name and --region");
  }

  @Test
  void aResourceThatIsNotThereFails() throws Exception {
    account.resources.remove("AddPermissionQueue");
    Result result = check();
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(findings(result))
        .contains(
            "failed: stack: it has every resource: it lacks AddPermissionQueue: deploy this"
                + " version");
  }

  @Test
  void aFunctionThatIsNotReadyIsTold() throws Exception {
    account.function("fixes-SuggestFix").put("LastUpdateStatus", "Failed");
    assertFailed("suggest-fix", "it is ready", "last update Failed");
    account.function("fixes-SuggestFix").put("LastUpdateStatus", "InProgress");
    assertThat(findings(check())).hasSize(1).first().asString().startsWith("doubtful: suggest-fix");
    account.function("fixes-SuggestFix").put("LastUpdateStatus", "Successful");
    account.function("fixes-SuggestFix").put("Role", "arn:aws:iam::123456789012:role/admin");
    assertFailed("suggest-fix", "it is ready", "runs as arn:aws:iam::123456789012:role/admin");
  }

  @Test
  void theFunctionsOwnSettingsAreChecked() throws Exception {
    account.variables("fixes-SuggestFix").put("EVENTFIX_TABLE_NAME", "nothere");
    Result result = check();
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("names no table");
  }

  @Test
  void aSecretThatTheCallerMayNotReadIsDoubtful() throws Exception {
    account.variables("fixes-SuggestFix").put("EVENTFIX_LLM_OPENAI_API_KEY", "ssm:/eventfix/key");
    account.server.answer(
        "POST /",
        request ->
            "AmazonSSM.GetParameters".equals(request.header("X-amz-target"))
                ? new WireServer.Answer(400, "{\"__type\":\"AccessDeniedException\"}")
                : null);
    Result result = check();
    assertThat(result.exitCode()).isZero();
    assertThat(findings(result).getFirst())
        .startsWith("doubtful: settings: suggest-fix: llm.openai.api_key")
        .contains("cannot be had from ssm:/eventfix/key", "access is denied");
  }

  @Test
  void whatTheTableLacksIsTold() throws Exception {
    try (DynamoDbClient client =
        DynamoDbClient.builder()
            .endpointOverride(URI.create(local.endpoint().toString()))
            .region(Region.of("local"))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(AwsCrtHttpClient.builder().build())
            .build()) {
      client.createTable(
          CreateTableRequest.builder()
              .tableName("odd-keys")
              .attributeDefinitions(
                  AttributeDefinition.builder()
                      .attributeName("id")
                      .attributeType(ScalarAttributeType.S)
                      .build())
              .keySchema(
                  KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .build());
    }
    invocation.environment.remove("EVENTFIX_LLM_TEMPERATURE");
    Result result = run("--table", "odd-keys");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(findings(result))
        .hasSize(2)
        .anySatisfy(
            finding ->
                assertThat(finding)
                    .startsWith("failed: table: it exists, with its keys: its keys are id HASH S"))
        .anySatisfy(
            finding ->
                assertThat(finding)
                    .startsWith("doubtful: table: expired items are deleted: time to live is off"));
  }

  @ParameterizedTest
  @CsvSource({
    "DescribeStacks, cloudformation:DescribeStacks",
    "ListStackResources, cloudformation:ListStackResources",
    "SimulatePrincipalPolicy, iam:SimulatePrincipalPolicy",
    "GetQueueAttributes, sqs:GetQueueAttributes",
    "GetFunctionConfiguration, lambda:GetFunctionConfiguration",
    "ListEventSourceMappings, lambda:ListEventSourceMappings"
  })
  void whatTheCallerMayNotAskIsDoubtful(String action, String permission) throws Exception {
    account.notAllowed.add(action);
    assertDoubtful(permission);
  }

  @Test
  void aTableThatTheCallerMayNotAskAboutIsDoubtful() throws Exception {
    invocation.environment.put("AWS_ENDPOINT_URL_DYNAMODB", account.server.url());
    account.server.answer(
        "POST /",
        request ->
            String.valueOf(request.header("X-amz-target")).startsWith("DynamoDB_20120810.")
                ? new WireServer.Answer(
                    400,
                    "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\","
                        + "\"message\":\"not authorized\"}")
                : null);
    Result result = check();
    assertThat(result.exitCode()).isZero();
    assertThat(findings(result))
        .containsExactly(
            "doubtful: table: it exists, with its keys: not known: the credentials in use may not"
                + " dynamodb:DescribeTable",
            "doubtful: table: expired items are deleted: not known: the credentials in use may not"
                + " dynamodb:DescribeTimeToLive");
  }

  @Test
  void oneFunctionIsFoundByItsNameOrArn() throws Exception {
    for (String name :
        List.of(
            "fixes-AddPermission",
            "arn:aws:lambda:eu-central-1:123456789012:function:fixes-AddPermission")) {
      Result result = run("--function", name);
      assertThat(findings(result)).isEmpty();
      assertThat(result.exitCode()).isZero();
      assertThat(result.out())
          .contains("\"add-permission role\"", "\"stack\"")
          .doesNotContain("suggest-fix role", "describe-event role");
    }
    Result result = run("--function", "nothere");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(findings(result)).hasSize(1).first().asString().contains("no stack of this region");
  }

  @Test
  void aServiceThatIsDownIsTold() throws Exception {
    account.close();
    Result result = check();
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(findings(result))
        .hasSize(1)
        .first()
        .asString()
        .contains("no answer came from " + account.server.url());
  }

  @Test
  void aServiceThatFailsIsAskedAgain() throws Exception {
    int[] failures = {1};
    account.server.answer(
        "POST /",
        request ->
            failures[0]-- > 0
                ? new WireServer.Answer(
                    400, "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>")
                : null);
    assertThat(check().exitCode()).isZero();
  }

  @Test
  void withoutARegionNobodyIsAsked() {
    invocation.environment.remove("AWS_REGION");
    Result result = check();
    assertThat(result).isEqualTo(new Result(1, "", "eventfix: " + LauncherRegion.MISSING + "\n"));
    assertThat(account.server.requests()).isEmpty();
  }

  @Test
  void theRegionMayBeTheDefaultOne() {
    invocation.environment.put("AWS_DEFAULT_REGION", invocation.environment.remove("AWS_REGION"));
    assertThat(check().exitCode()).isZero();
  }
}
