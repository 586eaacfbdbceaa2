package dev.eventfix.cli;

import dev.eventfix.cli.CheckRow.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds a stack against template.yaml: what is there, what each role is allowed, how each queue is
 * wired. Only asks. What the caller may not ask is doubtful.
 */
final class StackChecks {

  static final String STACK = "stack";

  private static final String CLOUDFORMATION = "cloudformation";
  private static final String CLOUDFORMATION_VERSION = "2010-05-15";
  private static final String IAM_VERSION = "2010-05-08";

  /** A stack has at most 500 resources, of which a page has 100. */
  private static final int MAX_PAGES = 10;

  /** What stands for a wildcard of the template in a question about what is allowed. */
  private static final String ANY = "check";

  /** A deployed function: its name among ours, and the variables that it is given. */
  record Deployed(String function, Map<String, String> variables) {}

  private final AwsApi aws;
  private final Map<?, ?> template;
  private final Consumer<CheckRow> rows;

  StackChecks(AwsApi aws, Map<?, ?> template, Consumer<CheckRow> rows) {
    this.aws = aws;
    this.template = template;
    this.rows = rows;
  }

  // Which stack

  /**
   * The stack that a function is of, or null when that was not found out, which then was told.
   *
   * @param function its name or ARN
   */
  @Nullable Owner owner(String function) {
    int name = function.indexOf(":function:");
    String bare = name < 0 ? function : function.substring(name + ":function:".length());
    int qualifier = bare.indexOf(':');
    bare = qualifier < 0 ? bare : bare.substring(0, qualifier);
    long start = System.nanoTime();
    AwsReply reply =
        aws.query(
            CLOUDFORMATION,
            CLOUDFORMATION_VERSION,
            "DescribeStackResources",
            Map.of("PhysicalResourceId", bare));
    if (reply instanceof AwsReply.Answered answered) {
      for (XmlTree resource :
          result(answered, "DescribeStackResources").members("StackResources")) {
        if (resource.text("PhysicalResourceId").equals(bare)) {
          return new Owner(resource.text("StackName"), resource.text("LogicalResourceId"));
        }
      }
    }
    notAsked(
        bare,
        "its stack",
        "cloudformation:DescribeStackResources",
        reply,
        start,
        "no stack of this region has such a function: check its name and --region");
    return null;
  }

  /** The stack's name, and the function's logical id in it. */
  record Owner(String stack, String id) {}

  /**
   * Checks a stack.
   *
   * @param only the logical ids of the functions to look at; empty for all
   * @return those of the functions whose variables are known
   */
  List<Deployed> run(String name, Set<String> only) {
    StackFacts facts = facts(name);
    if (facts == null) {
      return List.of();
    }
    DeploymentTemplate deployment = new DeploymentTemplate(template, facts);
    complete(deployment, facts);
    List<Deployed> deployed = new ArrayList<>();
    for (String id : deployment.resources(DeploymentTemplate.FUNCTION).keySet()) {
      if ((only.isEmpty() || only.contains(id)) && facts.physicalIds().containsKey(id)) {
        function(id, deployment, facts, deployed);
      }
    }
    return deployed;
  }

  private @Nullable StackFacts facts(String name) {
    long start = System.nanoTime();
    AwsReply reply =
        aws.query(
            CLOUDFORMATION, CLOUDFORMATION_VERSION, "DescribeStacks", Map.of("StackName", name));
    List<XmlTree> stacks =
        reply instanceof AwsReply.Answered answered
            ? result(answered, "DescribeStacks").members("Stacks")
            : List.of();
    if (stacks.isEmpty()) {
      notAsked(
          STACK,
          "it is deployed",
          "cloudformation:DescribeStacks",
          reply,
          start,
          "there is no stack " + name + " in this region: check its name and --region");
      return null;
    }
    XmlTree stack = stacks.getFirst();
    row(
        STACK,
        "it is deployed",
        state(stack.text("StackStatus")),
        start,
        stack.text("StackStatus"));
    Map<String, String> parameters = new LinkedHashMap<>();
    for (XmlTree parameter : stack.members("Parameters")) {
      parameters.put(parameter.text("ParameterKey"), parameter.text("ParameterValue"));
    }
    Map<String, String> ids = physicalIds(name);
    return ids == null
        ? null
        : new StackFacts(stack.text("StackName"), stack.text("StackId"), parameters, ids);
  }

  private static Outcome state(String status) {
    return switch (status) {
      case "CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE" -> Outcome.OK;
      // What was there before still is.
      case "UPDATE_ROLLBACK_COMPLETE", "IMPORT_ROLLBACK_COMPLETE" -> Outcome.DOUBTFUL;
      default -> status.endsWith("_IN_PROGRESS") ? Outcome.DOUBTFUL : Outcome.FAILED;
    };
  }

  private @Nullable Map<String, String> physicalIds(String name) {
    Map<String, String> ids = new TreeMap<>();
    String next = "";
    for (int page = 0; page < MAX_PAGES; page++) {
      Map<String, String> parameters = new LinkedHashMap<>();
      parameters.put("StackName", name);
      if (!next.isEmpty()) {
        parameters.put("NextToken", next);
      }
      long start = System.nanoTime();
      AwsReply reply =
          aws.query(CLOUDFORMATION, CLOUDFORMATION_VERSION, "ListStackResources", parameters);
      if (!(reply instanceof AwsReply.Answered answered)) {
        notAsked(STACK, "its resources", "cloudformation:ListStackResources", reply, start, "");
        return null;
      }
      XmlTree result = result(answered, "ListStackResources");
      for (XmlTree resource : result.members("StackResourceSummaries")) {
        if (!resource.text("ResourceStatus").equals("DELETE_COMPLETE")) {
          ids.put(resource.text("LogicalResourceId"), resource.text("PhysicalResourceId"));
        }
      }
      next = result.text("NextToken");
      if (next.isEmpty()) {
        return ids;
      }
    }
    return ids;
  }

  private void complete(DeploymentTemplate deployment, StackFacts facts) {
    Set<String> missing = new TreeSet<>(deployment.resources("").keySet());
    missing.removeAll(facts.physicalIds().keySet());
    row(
        STACK,
        "it has every resource",
        missing.isEmpty() ? Outcome.OK : Outcome.FAILED,
        System.nanoTime(),
        missing.isEmpty()
            ? facts.physicalIds().size() + " of them"
            : "it lacks " + String.join(", ", missing) + ": deploy this version");
  }

  // Functions

  private void function(
      String id, DeploymentTemplate deployment, StackFacts facts, List<Deployed> deployed) {
    Map<?, ?> properties = deployment.properties(id);
    // As in functions/suggest-fix/target/function.
    String[] folders = AnswerTree.text(properties.get("CodeUri")).split("/", -1);
    String function = folders[1];
    String told = folders[3].equals("function") ? function : function + ", streaming";
    String physical = String.valueOf(facts.physicalIds().get(id));
    String roleId = DeploymentTemplate.named(properties.get("Role"));
    long start = System.nanoTime();
    AwsReply reply =
        aws.get("lambda", "/2015-03-31/functions/" + AwsApi.url(physical) + "/configuration");
    long timeout = AnswerTree.number(properties.get("Timeout"));
    Map<String, String> variables = null;
    if (reply instanceof AwsReply.Answered answered) {
      Map<?, ?> configuration = answered.json();
      timeout = AnswerTree.number(configuration.get("Timeout"));
      ready(told, configuration, roleId, facts, start);
      variables = variables(configuration);
      deployed.add(new Deployed(function, variables));
    } else {
      notAsked(
          told,
          "it is ready",
          "lambda:GetFunctionConfiguration",
          reply,
          start,
          "there is no function " + physical + ": deploy this version");
    }
    if (facts.physicalIds().containsKey(roleId)) {
      role(told, roleId, deployment, facts);
    }
    for (String queue : queues(id, deployment)) {
      if (facts.physicalIds().containsKey(queue)) {
        queue(told, physical, queue, timeout, deployment, facts);
        if (variables != null) {
          known(told, variables, queue, deployment, facts);
        }
      }
    }
  }

  private static Map<String, String> variables(Map<?, ?> configuration) {
    Map<String, String> variables = new LinkedHashMap<>();
    AnswerTree.map(AnswerTree.map(configuration.get("Environment")).get("Variables"))
        .forEach((name, value) -> variables.put(String.valueOf(name), AnswerTree.text(value)));
    return variables;
  }

  private void ready(
      String function, Map<?, ?> configuration, String roleId, StackFacts facts, long start) {
    String state = AnswerTree.text(configuration.get("State"));
    String update = AnswerTree.text(configuration.get("LastUpdateStatus"));
    String role = AnswerTree.text(configuration.get("Role"));
    String wanted = String.valueOf(facts.physicalIds().get(roleId));
    String fault =
        state.equals("Failed") || update.equals("Failed")
            ? "state " + state + ", last update " + update + ": deploy again"
            : !role.endsWith("/" + wanted)
                ? "it runs as " + role + " and not as the stack's " + wanted + ": deploy again"
                : AnswerTree.map(configuration.get("Environment")).containsKey("Error")
                    ? "its variables cannot be decrypted: see the key that they are encrypted with"
                    : null;
    boolean settled =
        (state.isEmpty() || state.equals("Active") || state.equals("Inactive"))
            && !update.equals("InProgress");
    row(
        function,
        "it is ready",
        fault != null ? Outcome.FAILED : settled ? Outcome.OK : Outcome.DOUBTFUL,
        start,
        fault != null ? fault : settled ? "" : state + ", " + update + ": try again later");
  }

  /** The queues whose records invoke the function. */
  private static List<String> queues(String id, DeploymentTemplate deployment) {
    List<String> queues = new ArrayList<>();
    for (Object value : AnswerTree.map(deployment.properties(id).get("Events")).values()) {
      Map<?, ?> event = AnswerTree.map(value);
      if ("SQS".equals(event.get("Type"))) {
        queues.add(DeploymentTemplate.named(AnswerTree.map(event.get("Properties")).get("Queue")));
      }
    }
    for (String mapping : deployment.resources(DeploymentTemplate.MAPPING).keySet()) {
      Map<?, ?> properties = deployment.properties(mapping);
      String invoked = DeploymentTemplate.named(properties.get("FunctionName"));
      if (invoked.equals(id)) {
        queues.add(DeploymentTemplate.named(properties.get("EventSourceArn")));
      }
    }
    return queues;
  }

  // Roles

  /** Asks IAM about each action that the template gives the role, on what it gives it for. */
  private void role(
      String function, String roleId, DeploymentTemplate deployment, StackFacts facts) {
    long start = System.nanoTime();
    String service = function + " role";
    String check = "its actions are allowed";
    String arn = facts.roleArn(String.valueOf(facts.physicalIds().get(roleId)));
    int asked = 0;
    Set<String> denied = new TreeSet<>();
    for (Object policy : AnswerTree.list(deployment.properties(roleId).get("Policies"))) {
      Object document = deployment.resolve(AnswerTree.map(policy).get("PolicyDocument"));
      for (Object value : AnswerTree.list(AnswerTree.map(document).get("Statement"))) {
        Map<?, ?> statement = AnswerTree.map(value);
        List<String> actions = texts(statement.get("Action"));
        AwsReply reply =
            aws.query(AwsApi.IAM, IAM_VERSION, "SimulatePrincipalPolicy", question(arn, statement));
        if (!(reply instanceof AwsReply.Answered answered)) {
          notAsked(
              service,
              check,
              "iam:SimulatePrincipalPolicy",
              reply,
              start,
              "there is no role " + arn + ": deploy again");
          return;
        }
        asked += actions.size();
        Set<String> allowed = new TreeSet<>();
        for (XmlTree result :
            result(answered, "SimulatePrincipalPolicy").members("EvaluationResults")) {
          if (result.text("EvalDecision").equals("allowed")) {
            allowed.add(result.text("EvalActionName"));
          }
        }
        for (String action : actions) {
          if (!allowed.contains(action)) {
            denied.add(action + " on " + String.join(", ", texts(statement.get("Resource"))));
          }
        }
      }
    }
    Set<String> unknown = deployment.takeUnknown();
    if (!unknown.isEmpty()) {
      row(
          service,
          check,
          Outcome.DOUBTFUL,
          start,
          "template.yaml names what the stack does not tell: " + String.join(", ", unknown));
      return;
    }
    row(
        service,
        check,
        denied.isEmpty() ? Outcome.OK : Outcome.FAILED,
        start,
        denied.isEmpty()
            ? asked + " of them"
            : "denied: "
                + String.join("; ", denied)
                + " (deploy again, and see permissions boundaries and the organisation's"
                + " policies)");
  }

  private static Map<String, String> question(String role, Map<?, ?> statement) {
    Map<String, String> question = new LinkedHashMap<>();
    question.put("PolicySourceArn", role);
    members(question, "ActionNames.member.", texts(statement.get("Action")));
    List<String> resources = new ArrayList<>();
    for (String resource : texts(statement.get("Resource"))) {
      if (!resource.equals("*")) {
        resources.add(example(resource));
      }
    }
    members(question, "ResourceArns.member.", resources);
    int entry = 0;
    for (Map.Entry<?, ?> operator : AnswerTree.map(statement.get("Condition")).entrySet()) {
      if (operator.getKey().equals("Null")) {
        continue;
      }
      for (Map.Entry<?, ?> key : AnswerTree.map(operator.getValue()).entrySet()) {
        String prefix = "ContextEntries.member." + ++entry + ".";
        question.put(prefix + "ContextKeyName", String.valueOf(key.getKey()));
        question.put(
            prefix + "ContextKeyType",
            String.valueOf(operator.getKey()).startsWith("For") ? "stringList" : "string");
        question.put(
            prefix + "ContextKeyValues.member.1", example(texts(key.getValue()).getFirst()));
      }
    }
    return question;
  }

  private static void members(Map<String, String> question, String prefix, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      question.put(prefix + (i + 1), values.get(i));
    }
  }

  /** Something that the pattern means. */
  private static String example(String pattern) {
    return pattern.replace("*", ANY).replace('?', 'x');
  }

  private static List<String> texts(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      return List.of(AnswerTree.text(value));
    }
    List<String> texts = new ArrayList<>();
    for (Object element : list) {
      texts.add(AnswerTree.text(element));
    }
    return texts;
  }

  // Queues

  private void queue(
      String function,
      String physicalFunction,
      String id,
      long timeout,
      DeploymentTemplate deployment,
      StackFacts facts) {
    String url = String.valueOf(facts.physicalIds().get(id));
    String service = "queue " + url.substring(url.lastIndexOf('/') + 1);
    Map<?, ?> properties = deployment.properties(id);
    Map<?, ?> redrive = AnswerTree.map(properties.get("RedrivePolicy"));
    long start = System.nanoTime();
    Map<?, ?> attributes = attributes(service, "it has its dead-letter queue", url, start);
    if (attributes != null) {
      String fault = redriveFault(attributes, redrive, deployment);
      row(
          service,
          "it has its dead-letter queue",
          fault == null ? Outcome.OK : Outcome.FAILED,
          start,
          fault == null ? "" : fault + ": deploy again");
      long visibility = decimal(attributes.get("VisibilityTimeout"));
      row(
          service,
          "records stay away long enough",
          visibility >= timeout ? Outcome.OK : Outcome.FAILED,
          start,
          visibility >= timeout
              ? visibility + " s"
              : "its visibility time-out is "
                  + visibility
                  + " s, and "
                  + function
                  + " runs up to "
                  + timeout
                  + " s: records would be worked on twice (deploy again)");
    }
    String dead = DeploymentTemplate.named(redrive.get("deadLetterTargetArn"));
    String deadUrl = facts.physicalIds().get(dead);
    if (deadUrl != null) {
      long deadStart = System.nanoTime();
      String deadService = "queue " + deadUrl.substring(deadUrl.lastIndexOf('/') + 1);
      Map<?, ?> deadAttributes = attributes(deadService, "it exists", deadUrl, deadStart);
      if (deadAttributes != null) {
        long letters = decimal(deadAttributes.get("ApproximateNumberOfMessages"));
        row(
            deadService,
            "it exists",
            letters > 0 ? Outcome.DOUBTFUL : Outcome.OK,
            deadStart,
            letters > 0
                ? "it holds about "
                    + AnswerTree.counted(letters, "records")
                    + " that "
                    + function
                    + " gave up on (docs/operations.md tells what to do)"
                : "it is empty");
      }
    }
    mapping(service, function, physicalFunction, id, deployment);
  }

  /** Whether the function is told of its queue: it refuses the records of every other one. */
  private void known(
      String function,
      Map<String, String> variables,
      String id,
      DeploymentTemplate deployment,
      StackFacts facts) {
    String url = String.valueOf(facts.physicalIds().get(id));
    boolean known = variables.containsValue(arn(id, deployment));
    row(
        "queue " + url.substring(url.lastIndexOf('/') + 1),
        function + " is told of it",
        known ? Outcome.OK : Outcome.FAILED,
        System.nanoTime(),
        known
            ? ""
            : "no variable of "
                + function
                + " names it, and so its records are refused: deploy again");
  }

  private static String arn(String id, DeploymentTemplate deployment) {
    return AnswerTree.text(deployment.resolve(Map.of("Fn::GetAtt", List.of(id, "Arn"))));
  }

  private @Nullable Map<?, ?> attributes(String service, String check, String url, long start) {
    AwsReply reply =
        aws.json(
            "sqs",
            "AmazonSQS.GetQueueAttributes",
            "{\"AttributeNames\":[\"All\"],\"QueueUrl\":\"" + url + "\"}");
    if (reply instanceof AwsReply.Answered answered) {
      return AnswerTree.map(answered.json().get("Attributes"));
    }
    notAsked(
        service,
        check,
        "sqs:GetQueueAttributes",
        reply,
        start,
        "there is no such queue: deploy this version");
    return null;
  }

  private static @Nullable String redriveFault(
      Map<?, ?> attributes, Map<?, ?> wanted, DeploymentTemplate deployment) {
    Map<?, ?> policy =
        AwsReply.json(
            AnswerTree.text(attributes.get("RedrivePolicy")).getBytes(StandardCharsets.UTF_8));
    String target = AnswerTree.text(policy.get("deadLetterTargetArn"));
    String wantedTarget = AnswerTree.text(deployment.resolve(wanted.get("deadLetterTargetArn")));
    if (target.isEmpty()) {
      return "it has none, so that what fails comes again until it is lost";
    }
    if (!target.equals(wantedTarget)) {
      return "it is " + target + " and not the stack's " + wantedTarget;
    }
    long count = decimal(policy.get("maxReceiveCount"));
    long wantedCount = AnswerTree.number(wanted.get("maxReceiveCount"));
    return count == wantedCount
        ? null
        : "records go there after " + count + " tries and not after " + wantedCount;
  }

  /** Numbers are texts in the attributes of queues. */
  private static long decimal(@Nullable Object value) {
    try {
      return Long.parseLong(AnswerTree.text(value));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void mapping(
      String service,
      String function,
      String physicalFunction,
      String id,
      DeploymentTemplate deployment) {
    String check = "it invokes " + function;
    String arn = arn(id, deployment);
    long start = System.nanoTime();
    AwsReply reply =
        aws.get("lambda", "/2015-03-31/event-source-mappings/?EventSourceArn=" + AwsApi.url(arn));
    if (!(reply instanceof AwsReply.Answered answered)) {
      notAsked(service, check, "lambda:ListEventSourceMappings", reply, start, "");
      return;
    }
    String fault = "nothing takes its records: deploy again";
    for (Object value : AnswerTree.list(answered.json().get("EventSourceMappings"))) {
      Map<?, ?> mapping = AnswerTree.map(value);
      if (!AnswerTree.text(mapping.get("FunctionArn")).endsWith(":function:" + physicalFunction)) {
        continue;
      }
      String state = AnswerTree.text(mapping.get("State"));
      fault =
          !state.equals("Enabled")
              ? "taking its records is " + state + ": enable the event source mapping"
              : !texts(mapping.get("FunctionResponseTypes")).contains("ReportBatchItemFailures")
                  ? "records that fail are not told apart (ReportBatchItemFailures): deploy again"
                  : "";
    }
    row(service, check, fault.isEmpty() ? Outcome.OK : Outcome.FAILED, start, fault);
  }

  // Rows

  private static XmlTree result(AwsReply.Answered answered, String action) {
    XmlTree root = XmlTree.read(answered.body());
    return root == null ? XmlTree.NONE : root.child(action + "Result");
  }

  private void row(String service, String check, Outcome outcome, long start, String detail) {
    rows.accept(new CheckRow(service, check, outcome, CheckRow.millisSince(start), detail));
  }

  /**
   * Tells why something is not known.
   *
   * @param permission what the caller needs to ask it
   * @param absent what it means that the service knows of no such thing
   */
  private void notAsked(
      String service, String check, String permission, AwsReply reply, long start, String absent) {
    switch (reply) {
      case AwsReply.Refused refused when refused.isDenied() ->
          row(
              service,
              check,
              Outcome.DOUBTFUL,
              start,
              "not known: your credentials may not " + permission);
      case AwsReply.Refused refused when isAbsent(refused) && !absent.isEmpty() ->
          row(service, check, Outcome.FAILED, start, absent);
      case AwsReply.Refused refused ->
          row(
              service,
              check,
              Outcome.FAILED,
              start,
              permission + " was refused with status " + refused.status() + " " + refused.error());
      case AwsReply.Unanswered unanswered ->
          row(service, check, Outcome.FAILED, start, unanswered.reason());
      case AwsReply.Answered answered ->
          row(
              service,
              check,
              Outcome.FAILED,
              start,
              absent.isEmpty() ? "the answer to " + permission + " cannot be read" : absent);
    }
  }

  private static boolean isAbsent(AwsReply.Refused refused) {
    return switch (refused.error()) {
      case "ResourceNotFoundException",
          "NoSuchEntity",
          "QueueDoesNotExist",
          "AWS.SimpleQueueService.NonExistentQueue" ->
          true;
      // CloudFormation has no name of its own for it.
      case "ValidationError" -> refused.message().contains("does not exist");
      default -> false;
    };
  }
}
