package dev.eventfix.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What CloudFormation tells of a stack.
 *
 * @param id the stack's ARN
 * @param parameters by name, as they were given
 * @param physicalIds by logical id
 */
record StackFacts(
    String name, String id, Map<String, String> parameters, Map<String, String> physicalIds) {

  /** One of the parts between the ARN's colons, counted from 0. */
  private String part(int index) {
    String[] parts = id.split(":", -1);
    return index < parts.length ? parts[index] : "";
  }

  String region() {
    return part(3);
  }

  /** The value of a name that every template knows, or null. */
  @Nullable String pseudoParameter(String name) {
    return switch (name) {
      case "AWS::Partition" -> part(1);
      case "AWS::Region" -> region();
      case "AWS::AccountId" -> part(4);
      case "AWS::StackName" -> name();
      case "AWS::StackId" -> id;
      case "AWS::URLSuffix" -> region().startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
      default -> null;
    };
  }

  /** The ARN of a resource in the stack's account and region. */
  String arn(String service, String resource) {
    return "arn:" + part(1) + ":" + service + ":" + region() + ":" + part(4) + ":" + resource;
  }

  /** Roles are in no region. */
  String roleArn(String name) {
    return "arn:" + part(1) + ":iam::" + part(4) + ":role/" + name;
  }
}
