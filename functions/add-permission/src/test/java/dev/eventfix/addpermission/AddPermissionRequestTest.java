package dev.eventfix.addpermission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.addpermission.AddPermissionRequest.Reading;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddPermissionRequestTest {

  private static Reading read(byte[] body, Map<String, String> parameters) {
    return AddPermissionRequest.read(body, parameters);
  }

  private static AddPermissionRequest understood(String body, Map<String, String> parameters) {
    Reading reading = read(body.getBytes(UTF_8), parameters);
    assertThat(reading).isInstanceOf(Reading.Understood.class);
    return ((Reading.Understood) reading).request();
  }

  private static Problem refused(byte[] body, Map<String, String> parameters) {
    Reading reading = read(body, parameters);
    assertThat(reading).isInstanceOf(Reading.Refused.class);
    return ((Reading.Refused) reading).problem();
  }

  private static Problem refused(String body) {
    return refused(body.getBytes(UTF_8), Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"user\":\"ann\",\"permission\":\"users.admin\"}",
        " {\n\"permission\" : \"users.admin\", \"user\" : \"ann\" } ",
        "{\"user\":null,\"user\":\"ann\",\"permission\":\"users.admin\",\"permission\":null}",
        "{\"user\":\"bob\",\"user\":\"\\u0061nn\",\"permission\":\"users.admin\"}"
      })
  void theFieldsAreTaken(String body) {
    assertThat(understood(body, Map.of()))
        .isEqualTo(new AddPermissionRequest("ann", "users.admin"));
  }

  @Test
  void theQueryOverridesTheBody() {
    assertThat(
            understood(
                "{\"user\":\"bob\",\"permission\":\"p\"}", Map.of("user", "ann@example.com")))
        .isEqualTo(new AddPermissionRequest("ann@example.com", "p"));
    assertThat(understood("{}", Map.of("user", "ann", "permission", "p")))
        .isEqualTo(new AddPermissionRequest("ann", "p"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | user is missing; permission is missing.",
        "{'user': null, 'permission': null} | user is missing; permission is missing.",
        "{'user': 'ann'} | permission is missing.",
        "{'user': 7, 'permission': 'p'} | user must be a text.",
        "{'user': true, 'permission': ['p']} | user must be a text; permission must be a text.",
        "{'user': {'user': 'ann'}, 'permission': 'p'} | user must be a text.",
        "{'user': 7, 'user': 'ann', 'permission': 'p'} | user must be a text.",
        "{'user': '', 'permission': '  '} | user is empty; permission is empty.",
        "{'user': 'ann ', 'permission': ' p'} | user begins or ends with a blank; permission begins"
            + " or ends with a blank.",
        "{'user': 'a\\u0000', 'permission': '\\ud800'} | user has control or invisible characters;"
            + " permission has control or invisible characters.",
        "{'user': 'ann', 'permission': 'p', 'SECRET': 'SECRET'} | (another field) is not known;"
            + " known are user, permission.",
        "{'User': 'ann', 'permission': 'p'} | (another field) is not known; known are user,"
            + " permission; user is missing.",
        "{'user': 'ann', 'permission': 'p'} {} | body has more than one JSON value.",
        "[] | body must be an object with the fields user and permission.",
        "[{'user': 'ann', 'permission': 'p'}] | body must be an object with the fields user and"
            + " permission.",
        "'SECRET' | body must be an object with the fields user and permission.",
        "null | body must be an object with the fields user and permission."
      })
  void whatIsAtFaultIsNamed(String body, String detail) {
    Problem problem = refused(body.replace('\'', '"'));
    assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
    assertThat(problem.detail()).isEqualTo(detail);
  }

  @Test
  void parametersAreCheckedLikeFields() {
    byte[] body = "{\"user\":\"ann\",\"permission\":\"p\"}".getBytes(UTF_8);
    assertThat(refused(body, Map.of("user", "")).detail()).isEqualTo("user is empty.");
    assertThat(refused(body, Map.of("SECRET", "SECRET")).detail())
        .isEqualTo("(another parameter) is not known; known are user, permission.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t\r "})
  void anEmptyBodyIsToldAsEmpty(String body) {
    Problem problem = refused(body);
    assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_JSON);
    assertThat(problem.detail())
        .isEqualTo("The body is empty: send an object with the fields `user` and `permission`.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"user\":\"SECRET",
        "{\"user\":\"SECRET\"",
        "{\"user\":SECRET}",
        "{'user':'SECRET'}",
        "{\"user\":\"SECRET\",}",
        "{\"user\":\"SECRET\"} SECRET",
        "user=SECRET&permission=p",
        "SECRET"
      })
  void whatIsNoJsonIsToldWithoutItsText(String body) {
    Problem problem = refused(body);
    assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_JSON);
    assertThat(problem.detail()).contains("at line 1, column ").doesNotContain("SECRET");
  }

  @Test
  void whatIsNotUtf8IsNoJson() {
    byte[] body =
        "{\"user\":\"\u00e4\",\"permission\":\"p\"}"
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(refused(body, Map.of()).type()).isEqualTo(ProblemType.MALFORMED_JSON);
  }

  @Test
  void depthIsLimited() {
    String deep = "[".repeat(100_000);
    Problem known = refused("{\"user\":" + deep);
    assertThat(known.type()).isEqualTo(ProblemType.INVALID_REQUEST);
    assertThat(known.detail()).isEqualTo("user is nested deeper than 500 levels.");
    assertThat(refused("{\"other\":" + deep).detail())
        .isEqualTo("body is nested deeper than 500 levels.");
  }

  @Test
  void aProblemIsShortHoweverMuchIsAtFault() {
    String body = "{" + "\"user\":1,\"a\":1,\"b\":{\"user\":1},".repeat(10_000) + "\"c\":2} {}";
    assertThat(refused(body).errors()).hasSize(4);
  }

  @Test
  void longNamesAreRefusedByTheirCharacters() {
    String longest = "\uD83D\uDC4D".repeat(255);
    assertThat(
            understood(
                "{\"user\":\"" + longest + "\",\"permission\":\"" + longest + "\"}", Map.of()))
        .isEqualTo(new AddPermissionRequest(longest, longest));
    assertThat(refused("{\"user\":\"a" + longest + "\",\"permission\":\"p\"}").detail())
        .isEqualTo("user is longer than 255 characters.");
  }
}
