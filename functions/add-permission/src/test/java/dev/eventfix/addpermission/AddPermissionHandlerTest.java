package dev.eventfix.addpermission;

import static dev.eventfix.addpermission.Invoker.QUEUE;
import static dev.eventfix.addpermission.Invoker.body;
import static dev.eventfix.addpermission.Invoker.httpApi;
import static dev.eventfix.addpermission.Invoker.pipe;
import static dev.eventfix.addpermission.Invoker.queue;
import static dev.eventfix.addpermission.Invoker.request;
import static dev.eventfix.addpermission.Invoker.restApi;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.eventfix.addpermission.users.DynamoDbUserStore;
import dev.eventfix.addpermission.users.UserStore;
import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.runtime.Surroundings;
import dev.eventfix.store.LocalTable;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The handler as it is deployed, on a table. */
final class AddPermissionHandlerTest {

  @RegisterExtension private final LocalTable local = new LocalTable();

  @Test
  void lambdaFindsAPublicHandlerWithoutArguments() throws Exception {
    assertThat(
            Class.forName("dev.eventfix.addpermission.AddPermissionHandler")
                .getConstructor()
                .newInstance())
        .isInstanceOf(RequestStreamHandler.class);
  }

  @Test
  void everyTriggerAddsToTheTable() throws Exception {
    UserStore users = new DynamoDbUserStore(local.table());
    users.create("ann", "ann@example.com", true, Deadline.inMillis(20_000));
    Invoker invoker = new Invoker(local.environment());

    assertThat(invoker.invoke(request("ann", "direct")).path("added").asBoolean()).isTrue();
    JsonNode http = invoker.invoke(httpApi(request("ANN@example.com", "http")));
    assertThat(http.path("statusCode").asInt()).isEqualTo(201);
    assertThat(body(http).path("added").asBoolean()).isTrue();
    assertThat(invoker.invoke(restApi(request("ann", "http"))).path("statusCode").asInt())
        .isEqualTo(200);
    assertThat(
            invoker.invoke(
                queue(
                    request("ann", "queue"),
                    "no JSON",
                    request("ann", "queue"),
                    request("bob", "q"))))
        .hasToString(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"id-1\"},{\"itemIdentifier\":\"id-3\"}]}");
    assertThat(invoker.invoke(pipe(request("ann", "pipe"))).path(0).path("added").asBoolean())
        .isTrue();
    assertThat(users.list(1, null, Deadline.inMillis(20_000)).getFirst().permissions())
        .containsExactly("direct", "http", "pipe", "queue");
  }

  /** Whoever may write to any queue that is mapped to the function must not give power away. */
  @Test
  void recordsOfAQueueThatItWasNotToldOfAreRefused() throws Exception {
    UserStore users = new DynamoDbUserStore(local.table());
    users.create("ann", "ann@example.com", true, Deadline.inMillis(20_000));
    Invoker invoker = new Invoker(local.environment());
    for (String strange :
        List.of(QUEUE + "-2", "arn:aws:sqs:eu-central-1:1:q", "", "ann's words")) {
      assertThat(invoker.invoke(queue(request("ann", "strange")).replace(QUEUE, strange)))
          .hasToString("{\"batchItemFailures\":[{\"itemIdentifier\":\"id-0\"}]}");
    }
    assertThat(
            invoker
                .invoke(pipe(request("ann", "strange")).replace(QUEUE, QUEUE + "-2"))
                .path(0)
                .path("type")
                .asText())
        .isEqualTo("urn:eventfix:problem:refused-record");
    assertThat(users.list(1, null, Deadline.inMillis(20_000)).getFirst().permissions()).isEmpty();
    assertThat(invoker.lines())
        .contains("\"level\":\"WARN\"", "\"queue\":\"" + QUEUE + "-2\"", "\"refused_records\":1")
        .doesNotContain("ann's words");
  }

  @Test
  void settingsOfTheWrongFormAreToldTogether() {
    assertThatThrownBy(
            () ->
                AddPermission.coldStart(
                        new Surroundings(
                            Map.of("EVENTFIX_LOGGING_LEVEL", "loud"),
                            Map.of("colour", "red"),
                            new ByteArrayOutputStream()))
                    .get())
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContainingAll(
            "table.name (EVENTFIX_TABLE_NAME) is missing: name the table that has the users",
            "logging.level",
            "colour is no setting");
  }
}
