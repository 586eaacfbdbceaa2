package dev.eventfix.addpermission;

import static dev.eventfix.addpermission.Invoker.body;
import static dev.eventfix.addpermission.Invoker.httpApi;
import static dev.eventfix.addpermission.Invoker.pipe;
import static dev.eventfix.addpermission.Invoker.queue;
import static dev.eventfix.addpermission.Invoker.request;
import static dev.eventfix.addpermission.Invoker.restApi;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventfix.addpermission.users.Creation.Created;
import dev.eventfix.addpermission.users.InMemoryUserStore;
import dev.eventfix.addpermission.users.User;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.runtime.Application;
import dev.eventfix.runtime.ColdStart;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.telemetry.Log;
import dev.eventfix.telemetry.LogLevel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is answered through each trigger, with users in memory. */
final class AddPermissionTest {

  private final InMemoryUserStore users = new InMemoryUserStore();
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final Invoker invoker =
      new Invoker(
          new ColdStart<>(
              () ->
                  new Application(
                      new AddPermission(users),
                      null,
                      new Log(lines, LogLevel.INFO),
                      Metrics.emf("add-permission", lines, Map.of()))));

  private static Deadline soon() {
    return Deadline.inMillis(60_000);
  }

  private User create(String username, @Nullable String email, boolean superuser) {
    return ((Created) users.create(username, email, superuser, soon())).user();
  }

  private Set<String> permissions(User user) {
    User now = users.get(user.id(), soon());
    return now == null ? Set.of() : now.permissions();
  }

  private String logged() {
    return lines.toString(StandardCharsets.UTF_8);
  }

  private static void assertProblem(JsonNode problem, String name, int status) {
    assertThat(problem.path("type").asText()).isEqualTo("urn:eventfix:problem:" + name);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
  }

  /** The same refusal in each trigger's form; a record goes back. */
  private void assertRefused(String asked, String name, int status) throws Exception {
    for (String event : List.of(httpApi(asked), restApi(asked))) {
      JsonNode answer = invoker.invoke(event);
      assertThat(answer.path("statusCode").asInt()).isEqualTo(status);
      assertThat(answer.path("headers").path("Content-Type").asText())
          .isEqualTo("application/problem+json");
      assertProblem(body(answer), name, status);
    }
    assertProblem(invoker.invoke(asked), name, status);
    JsonNode piped = invoker.invoke(pipe(asked)).path(0);
    assertThat(piped.path("message_id").asText()).isEqualTo("id-0");
    assertProblem(piped, name, status);
    assertThat(invoker.invoke(queue(asked)))
        .hasToString("{\"batchItemFailures\":[{\"itemIdentifier\":\"id-0\"}]}");
    assertThat(logged()).contains("\"outcome\":\"" + name + "\"");
  }

  @Test
  void theAnswerHasTheMembersOfTheContractInTheirOrder() throws Exception {
    User ann = create("ann", "Ann@example.com", true);
    assertThat(invoker.invoke(request("ann@EXAMPLE.com", "users.admin")))
        .hasToString(
            "{\"user\":\"ann@EXAMPLE.com\",\"user_id\":\""
                + ann.id()
                + "\",\"permission\":\"users.admin\",\"added\":true,\"message\":\"ann@EXAMPLE.com now"
                + " has the permission users.admin.\"}");
    assertThat(invoker.invoke(request("ann", "users.admin")))
        .hasToString(
            "{\"user\":\"ann\",\"user_id\":\""
                + ann.id()
                + "\",\"permission\":\"users.admin\",\"added\":false,\"message\":\"ann had the"
                + " permission users.admin already.\"}");
    assertThat(permissions(ann)).containsExactly("users.admin");
  }

  @Test
  void aGatewayIsAnsweredCreatedAndThenOk() throws Exception {
    create("ann", null, true);
    String asked = request("ann", "users.admin");
    JsonNode first = invoker.invoke(httpApi(asked));
    assertThat(first.path("statusCode").asInt()).isEqualTo(201);
    assertThat(first.path("headers").path("Content-Type").asText()).isEqualTo("application/json");
    assertThat(body(first).path("added").asBoolean()).isTrue();
    JsonNode second = invoker.invoke(restApi(asked));
    assertThat(second.path("statusCode").asInt()).isEqualTo(200);
    assertThat(body(second).path("added").asBoolean(true)).isFalse();
    assertThat(invoker.invoke(restApi(request("ann", "b"))).path("statusCode").asInt())
        .isEqualTo(201);
  }

  @Test
  void whoIsNotThereIsNotFound() throws Exception {
    create("ann", null, true);
    assertRefused(request("Ann", "users.admin"), "user-not-found", 404);
  }

  @Test
  void whoIsSeveralIsAmbiguous() throws Exception {
    create("ann@example.com", null, true);
    create("ann", "ann@example.com", true);
    assertRefused(request("ann@example.com", "users.admin"), "user-ambiguous", 409);
  }

  @Test
  void whoIsNoSuperuserGainsNothing() throws Exception {
    User bob = create("bob", null, false);
    assertRefused(request("bob", "users.admin"), "user-not-superuser", 422);
    assertThat(permissions(bob)).isEmpty();
  }

  @Test
  void whoHasTooManyPermissionsIsToldSo() throws Exception {
    User ann = create("ann", null, true);
    users.fill(ann.id());
    assertRefused(request("ann", "users.admin"), "too-many-permissions", 422);
  }

  @Test
  void badNamesAreRefused() throws Exception {
    assertRefused(request("ann", "a\u0000"), "invalid-request", 400);
    assertRefused("{\"user\":", "malformed-json", 400);
    assertRefused("[]", "invalid-request", 400);
    assertRefused("", "malformed-json", 400);
    assertThat(invoker.invoke("").path("detail").asText()).contains("`user` and `permission`");
  }

  @ParameterizedTest
  @EnumSource(names = {"BEFORE", "AFTER"})
  void aTableThatCannotBeReachedIsUnavailable(InMemoryUserStore.Failing when) throws Exception {
    create("ann", null, true);
    String asked = request("ann", "users.admin");
    users.failNextWrite(when);
    JsonNode answer = invoker.invoke(httpApi(asked));
    assertThat(answer.path("statusCode").asInt()).isEqualTo(503);
    assertProblem(body(answer), "unavailable", 503);
    boolean written = when == InMemoryUserStore.Failing.AFTER;
    assertThat(invoker.invoke(asked).path("added").asBoolean()).isEqualTo(!written);

    users.failNextRead();
    assertProblem(invoker.invoke(asked), "unavailable", 503);
    users.failNextWrite(when);
    assertThat(invoker.invoke(queue(asked)).toString()).contains("id-0");
    assertThat(invoker.invoke(queue(asked))).hasToString("{\"batchItemFailures\":[]}");
  }

  @Test
  void ofABatchExactlyWhatFailedComesBack() throws Exception {
    User ann = create("ann", "ann@example.com", true);
    create("bob", null, false);
    String batch =
        queue(
            request("ann", "a"),
            request("ann@example.com", "a"),
            "{\"user\":",
            request("ann", "b"),
            request("nobody", "a"),
            request("bob", "a"),
            "{\"user\":\"ann\"}",
            request("ann", "b"));
    String failures =
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"id-2\"},{\"itemIdentifier\":\"id-4\"},"
            + "{\"itemIdentifier\":\"id-5\"},{\"itemIdentifier\":\"id-6\"}]}";
    assertThat(invoker.invoke(batch)).hasToString(failures);
    assertThat(permissions(ann)).containsExactly("a", "b");
    assertThat(logged())
        .containsSubsequence(
            "\"message_id\":\"id-0\"", "\"added\":1",
            "\"message_id\":\"id-1\"", "\"added\":0",
            "\"message_id\":\"id-4\"", "\"outcome\":\"user-not-found\"",
            "\"message_id\":\"id-7\"", "\"added\":0");
    // A queue may deliver it again.
    assertThat(invoker.invoke(batch)).hasToString(failures);
    assertThat(permissions(ann)).containsExactly("a", "b");
  }

  @Test
  void thePipesAnswersStandInTheirPlaces() throws Exception {
    create("ann", null, true);
    JsonNode answers = invoker.invoke(pipe(request("ann", "a"), "[]", request("ann", "a")));
    assertThat(answers.path(0).path("message_id").asText()).isEqualTo("id-0");
    assertThat(answers.path(0).path("added").asBoolean()).isTrue();
    assertProblem(answers.path(1), "invalid-request", 400);
    assertThat(answers.path(2).path("added").asBoolean(true)).isFalse();
  }

  @Test
  void theQueryOverridesTheBody() throws Exception {
    User ann = create("ann", null, true);
    ObjectNode event = (ObjectNode) Invoker.MAPPER.readTree(httpApi(request("bob", "a")));
    event.putObject("queryStringParameters").put("user", "ann").put("permission", "b");
    assertThat(invoker.invoke(event.toString()).path("statusCode").asInt()).isEqualTo(201);
    assertThat(permissions(ann)).containsExactly("b");
  }

  @Test
  void otherMethodsAndContentTypesAreRefused() throws Exception {
    String asked = httpApi(request("ann", "a"));
    JsonNode get = invoker.invoke(asked.replace("\"POST\"", "\"GET\""));
    assertThat(get.path("statusCode").asInt()).isEqualTo(405);
    assertThat(get.path("headers").path("Allow").asText()).isEqualTo("POST");
    JsonNode form =
        invoker.invoke(asked.replace("application/json", "application/x-www-form-urlencoded"));
    assertThat(form.path("statusCode").asInt()).isEqualTo(415);
    JsonNode rest = invoker.invoke(restApi(request("ann", "a")).replace("\"POST\"", "\"DELETE\""));
    assertThat(rest.path("statusCode").asInt()).isEqualTo(405);
  }

  @Test
  void logLinesHoldNoNames() throws Exception {
    create("ann.secret", "secret@example.com", true);
    invoker.invoke(request("ann.secret", "secret.permission"));
    invoker.invoke(request("secret@example.com", "secret.permission"));
    invoker.invoke(request("nobody.secret", "secret.permission"));
    invoker.invoke("{\"secret\":\"secret\",\"user\":7}");
    assertThat(logged()).contains("\"added\":1").doesNotContain("secret");
  }
}
