package dev.eventfix.store;

import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.configuration.ServiceCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.crt.http.HttpException;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** What can be found out about the table by asking DynamoDB how it is laid out. */
final class TableCheck {

  /** For one question, tries included: a start-up in debug has ten seconds in all. */
  private static final Duration QUESTION_TIMEOUT = Duration.ofSeconds(3);

  private static final AwsRequestOverrideConfiguration LIMITS =
      AwsRequestOverrideConfiguration.builder().apiCallTimeout(QUESTION_TIMEOUT).build();

  private TableCheck() {}

  static List<ServiceCheck> of(Table table, TableSettings settings, TableClient connection) {
    List<ServiceCheck> checks = new ArrayList<>();
    checks.add(
        new Asking("it exists, with its keys", "DescribeTable", table) {
          @Override
          Result ask() {
            return keys(
                settings,
                connection
                    .get()
                    .describeTable(
                        DescribeTableRequest.builder()
                            .tableName(settings.name())
                            .overrideConfiguration(LIMITS)
                            .build())
                    .table());
          }
        });
    checks.add(
        new Asking("expired items are deleted", "DescribeTimeToLive", table) {
          @Override
          Result ask() {
            return timeToLive(
                connection
                    .get()
                    .describeTimeToLive(
                        DescribeTimeToLiveRequest.builder()
                            .tableName(settings.name())
                            .overrideConfiguration(LIMITS)
                            .build())
                    .timeToLiveDescription());
          }
        });
    return checks;
  }

  /** A check that fails when the table does not answer it. */
  private abstract static class Asking implements ServiceCheck {
    private final String name;
    private final String operation;
    private final Table table;

    Asking(String name, String operation, Table table) {
      this.name = name;
      this.operation = operation;
      this.table = table;
    }

    abstract Result ask();

    @Override
    public String name() {
      return name;
    }

    @Override
    public Result run() {
      try {
        return ask();
      } catch (DynamoDbException | SdkClientException | HttpException e) {
        if (e instanceof DynamoDbException && Table.code(e).equals("AccessDeniedException")) {
          // Functions have no use for it, so their roles do not have it.
          return new Result.Doubtful(
              "not known: the credentials in use may not dynamodb:" + operation);
        }
        RuntimeException failure = table.failure(operation, e);
        return new Result.Failed(
            failure instanceof TableUnavailableException
                    || failure instanceof MisconfiguredException
                ? String.valueOf(failure.getMessage())
                : "DynamoDB refused the question: " + Table.code(e));
      }
    }
  }

  static ServiceCheck.Result keys(TableSettings settings, TableDescription table) {
    // As "pk HASH S", in the order of the keys' names.
    TreeSet<String> found = new TreeSet<>();
    for (KeySchemaElement key : table.keySchema()) {
      for (AttributeDefinition attribute : table.attributeDefinitions()) {
        if (attribute.attributeName().equals(key.attributeName())) {
          found.add(
              key.attributeName()
                  + " "
                  + key.keyTypeAsString()
                  + " "
                  + attribute.attributeTypeAsString());
        }
      }
    }
    List<String> wanted =
        List.of(TableSchema.PARTITION_KEY + " HASH S", TableSchema.SORT_KEY + " RANGE S");
    if (!List.copyOf(found).equals(wanted)) {
      return new ServiceCheck.Result.Failed(
          "its keys are "
              + String.join(", ", found)
              + ", not "
              + String.join(", ", wanted)
              + ": name a table that template.yaml or ./eventfix table made");
    }
    String status = table.tableStatusAsString();
    return "ACTIVE".equals(status)
        ? new ServiceCheck.Result.Passed(settings.name())
        : new ServiceCheck.Result.Doubtful(settings.name() + " is " + status + ": try again later");
  }

  static ServiceCheck.Result timeToLive(TimeToLiveDescription description) {
    boolean on =
        description.timeToLiveStatus() == TimeToLiveStatus.ENABLED
            || description.timeToLiveStatus() == TimeToLiveStatus.ENABLING;
    if (!on) {
      return new ServiceCheck.Result.Doubtful(
          "time to live is off: nothing that has expired is used, but it stays and costs (switch it"
              + " on for the attribute "
              + TableSchema.TIME_TO_LIVE
              + ")");
    }
    return TableSchema.TIME_TO_LIVE.equals(description.attributeName())
        ? new ServiceCheck.Result.Passed("by " + TableSchema.TIME_TO_LIVE)
        : new ServiceCheck.Result.Failed(
            "time to live looks at another attribute than "
                + TableSchema.TIME_TO_LIVE
                + ": nothing that has expired is deleted");
  }
}
