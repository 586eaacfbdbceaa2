package dev.eventfix.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventfix.cli.WireServer.Answer;
import dev.eventfix.cli.WireServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An account with one stack of template.yaml in it, all well until a test says otherwise. Speaks as
 * CloudFormation, IAM, SQS and Lambda do.
 */
final class FakeAccount implements AutoCloseable {

  static final String REGION = "eu-central-1";
  static final String STACK = "fixes";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String ACCOUNT = "123456789012";
  private static final String ID =
      "arn:aws:cloudformation:" + REGION + ":" + ACCOUNT + ":stack/" + STACK + "/1";

  final WireServer server = new WireServer();

  /** Logical and physical ids. */
  final Map<String, String> resources = new LinkedHashMap<>();

  final Map<String, String> parameters = new LinkedHashMap<>();

  /** Attributes of queues, by their names. */
  final Map<String, ObjectNode> queues = new LinkedHashMap<>();

  final Map<String, ObjectNode> functions = new LinkedHashMap<>();

  /** Actions that IAM denies to every role. */
  final Set<String> denied = new TreeSet<>();

  /** Actions that whoever asks may not do: GetQueueAttributes. */
  final Set<String> notAllowed = new TreeSet<>();

  String status = "UPDATE_COMPLETE";
  String mappingState = "Enabled";

  /** What the queues' functions are invoked by, as in :live. */
  String mappingQualifier = "";

  private final Map<?, ?> template;
  private final Map<String, String> variables;

  /** An account whose functions have these variables. */
  FakeAccount(Map<?, ?> template, Map<String, String> variables) throws IOException {
    this.template = template;
    this.variables = variables;
    server.answer("", this::answer);
    add(false);
  }

  /** Adds what the template only makes when it is given webhooks' secret. */
  void addWebhooks() {
    parameters.put("WebhookSecretParameter", "hook");
    add(true);
    variables(STACK + "-SuggestFix")
        .put("EVENTFIX_WEBHOOK_QUEUE_ARN", arn("webhook"))
        // Itself and not its name, which nobody fetches here: no warning of production is wanted.
        .put("EVENTFIX_WEBHOOK_SECRET", "hook")
        .put("EVENTFIX_STAGE", "development");
  }

  private void add(boolean conditional) {
    for (Object id : AnswerTree.map(template.get("Resources")).keySet()) {
      String logical = String.valueOf(id);
      Map<?, ?> resource = AnswerTree.map(AnswerTree.map(template.get("Resources")).get(id));
      if ((resource.get("Condition") != null) == conditional) {
        add(logical, resource);
      }
    }
  }

  private void add(String logical, Map<?, ?> resource) {
    Map<?, ?> properties = AnswerTree.map(resource.get("Properties"));
    String physical = logical.equals("Table") ? "eventfix" : STACK + "-" + logical;
    if (DeploymentTemplate.QUEUE.equals(resource.get("Type"))) {
      String name =
          AnswerTree.text(AnswerTree.map(properties.get("QueueName")).get("Fn::Sub"))
              .replace("${AWS::StackName}", STACK);
      physical = server.url() + "/" + ACCOUNT + "/" + name;
      ObjectNode attributes = MAPPER.createObjectNode();
      attributes.put(
          "VisibilityTimeout",
          properties.get("VisibilityTimeout") == null
              ? "30"
              : AnswerTree.text(properties.get("VisibilityTimeout")));
      attributes.put("ApproximateNumberOfMessages", "0");
      if (properties.get("RedrivePolicy") != null) {
        attributes.put("RedrivePolicy", redrive(name + "-dead-letters", 5));
      }
      queues.put(name, attributes);
    }
    if (DeploymentTemplate.FUNCTION.equals(resource.get("Type"))) {
      ObjectNode function = MAPPER.createObjectNode();
      function.put("FunctionName", physical);
      function.put("Timeout", (int) AnswerTree.number(properties.get("Timeout")));
      function.put("State", "Active").put("LastUpdateStatus", "Successful");
      function.put("Role", "arn:aws:iam::" + ACCOUNT + ":role/" + STACK + "-" + logical + "Role");
      ObjectNode given = function.putObject("Environment").putObject("Variables");
      variables.forEach(given::put);
      given.put("EVENTFIX_SUGGESTIONS_QUEUE_ARN", arn("suggest-fix"));
      given.put("EVENTFIX_PERMISSIONS_QUEUE_ARN", arn("add-permission"));
      functions.put(physical, function);
    }
    resources.put(logical, physical);
  }

  private static String arn(String queue) {
    return "arn:aws:sqs:%s:%s:%s-%s".formatted(REGION, ACCOUNT, STACK, queue);
  }

  static String redrive(String target, int count) {
    return "{\"deadLetterTargetArn\":\"arn:aws:sqs:%s:%s:%s\",\"maxReceiveCount\":%d}"
        .formatted(REGION, ACCOUNT, target, count);
  }

  ObjectNode queue(String name) {
    return get(queues, name);
  }

  ObjectNode function(String name) {
    return get(functions, name);
  }

  /** The variables that a function is given. */
  ObjectNode variables(String function) {
    return (ObjectNode) function(function).path("Environment").path("Variables");
  }

  private static <T> T get(Map<String, T> map, String name) {
    T value = map.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }

  private Answer answer(Request request) {
    String target = request.header("X-amz-target");
    String action = request.field("Action");
    if (target != null) {
      return sqs(target, request.body());
    }
    return action == null ? lambda(request.line()) : query(action, request);
  }

  // CloudFormation and IAM

  private Answer query(String action, Request request) {
    if (notAllowed.contains(action)) {
      return error(403, "AccessDenied", "User is not authorized to perform this");
    }
    return switch (action) {
      case "DescribeStacks" -> describeStacks(request);
      case "ListStackResources" -> listStackResources(request);
      case "DescribeStackResources" -> describeStackResources(request);
      case "SimulatePrincipalPolicy" -> simulate(request);
      default -> error(400, "InvalidAction", action);
    };
  }

  private Answer describeStacks(Request request) {
    if (!STACK.equals(request.field("StackName"))) {
      return error(400, "ValidationError", "Stack with id x does not exist");
    }
    StringBuilder given = new StringBuilder();
    parameters.forEach(
        (name, value) ->
            given.append(
                "<member><ParameterKey>%s</ParameterKey><ParameterValue>%s</ParameterValue></member>"
                    .formatted(name, value)));
    return result(
        "DescribeStacks",
        "<Stacks><member><StackName>%s</StackName><StackId>%s</StackId><StackStatus>%s</StackStatus><Parameters>%s</Parameters></member></Stacks>"
            .formatted(STACK, ID, status, given));
  }

  /** In pages of 20. */
  private Answer listStackResources(Request request) {
    String token = request.field("NextToken");
    int start = token == null ? 0 : Integer.parseInt(token);
    List<String> ids = new ArrayList<>(resources.keySet());
    int end = Math.min(ids.size(), start + 20);
    StringBuilder members = new StringBuilder();
    for (String id : ids.subList(start, end)) {
      members.append(
          "<member><LogicalResourceId>%s</LogicalResourceId><PhysicalResourceId>%s</PhysicalResourceId><ResourceStatus>CREATE_COMPLETE</ResourceStatus></member>"
              .formatted(id, resources.get(id)));
    }
    return result(
        "ListStackResources",
        "<StackResourceSummaries>"
            + members
            + "</StackResourceSummaries>"
            + (end < ids.size() ? "<NextToken>" + end + "</NextToken>" : ""));
  }

  private Answer describeStackResources(Request request) {
    String physical = request.field("PhysicalResourceId");
    for (Map.Entry<String, String> resource : resources.entrySet()) {
      if (resource.getValue().equals(physical)) {
        return result(
            "DescribeStackResources",
            "<StackResources><member><StackName>%s</StackName><LogicalResourceId>%s</LogicalResourceId><PhysicalResourceId>%s</PhysicalResourceId></member></StackResources>"
                .formatted(STACK, resource.getKey(), physical));
      }
    }
    return error(400, "ValidationError", "Stack for x does not exist");
  }

  private Answer simulate(Request request) {
    StringBuilder members = new StringBuilder();
    for (int i = 1; request.field("ActionNames.member." + i) != null; i++) {
      String action = request.field("ActionNames.member." + i);
      members.append(
          "<member><EvalActionName>%s</EvalActionName><EvalDecision>%s</EvalDecision></member>"
              .formatted(action, denied.contains(action) ? "implicitDeny" : "allowed"));
    }
    return result(
        "SimulatePrincipalPolicy", "<EvaluationResults>" + members + "</EvaluationResults>");
  }

  private static Answer result(String action, String xml) {
    return new Answer(
        200,
        "<%sResponse xmlns=\"http://aws.amazonaws.com/doc/\"><%sResult>%s</%sResult></%sResponse>"
            .formatted(action, action, xml, action, action));
  }

  private static Answer error(int status, String code, String message) {
    return new Answer(
        status,
        "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
            .formatted(code, message));
  }

  // SQS

  private Answer sqs(String target, String body) {
    if (notAllowed.contains("GetQueueAttributes")) {
      return new Answer(403, "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\"}");
    }
    String url = json(body).path("QueueUrl").asText();
    ObjectNode attributes = queues.get(url.substring(url.lastIndexOf('/') + 1));
    return !target.equals("AmazonSQS.GetQueueAttributes") || attributes == null
        ? new Answer(
            400,
            "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"The specified queue does not exist.\"}")
        : new Answer(200, "{\"Attributes\":" + attributes + "}");
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Lambda

  private Answer lambda(String line) {
    boolean mappings =
        line.startsWith("GET /2015-03-31/event-source-mappings/?")
            && line.contains("EventSourceArn=arn");
    String action = mappings ? "ListEventSourceMappings" : "GetFunctionConfiguration";
    if (notAllowed.contains(action)) {
      return new Answer(
          403, "{\"Message\":\"User is not authorized\",\"__type\":\"AccessDeniedException\"}");
    }
    if (mappings) {
      return new Answer(
          200,
          "{\"EventSourceMappings\":[%s]}"
              .formatted(
                  mappingState.isEmpty()
                      ? ""
                      : """
                        {"State": "Enabled", "FunctionArn": "arn:aws:lambda:a:b:function:other"},
                        {"State": "%s", "FunctionArn": "arn:aws:lambda:a:b:function:%s-%s%s",
                         "FunctionResponseTypes": ["ReportBatchItemFailures"]}
                        """
                          .formatted(
                              mappingState,
                              STACK,
                              line.contains("add-permission") ? "AddPermission" : "SuggestFix",
                              mappingQualifier)));
    }
    String path = line.substring("GET /2015-03-31/functions/".length());
    @Nullable ObjectNode function = functions.get(path.replace("/configuration", ""));
    return function == null
        ? new Answer(404, "{\"__type\":\"ResourceNotFoundException\",\"Message\":\"not found\"}")
        : new Answer(200, function.toString());
  }

  @Override
  public void close() {
    server.close();
  }
}
