package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which order an event's exceptions are told, which of them, and how they belong together. */
class ExceptionOrderTest {

  /** Each told exception: its number and type, and what it is to others. */
  private static List<String> told(String exceptions) {
    List<String> told = new ArrayList<>();
    for (JsonNode exception :
        EventFixture.tree(EventFixture.compact("{\"exception\":[" + exceptions + "]}"))
            .path("exceptions")) {
      String relation =
          exception.has("raised_during_handling_of_previous_exception") ? " cause" : "";
      relation +=
          exception.has("suppressed_by")
              ? " suppressed by " + exception.path("suppressed_by").asInt()
              : "";
      told.add(exception.path("num").asInt() + " " + exception.path("type").asText() + relation);
    }
    return told;
  }

  /**
   * Exceptions, oldest first.
   *
   * @param spelt each as its type, its id, its parent's and a kind: {@code A 1 0 c}
   */
  private static String thrown(String... spelt) {
    List<String> exceptions = new ArrayList<>();
    for (String one : spelt) {
      String[] parts = one.split(" ", -1);
      StringBuilder mechanism = new StringBuilder("{\"handled\":true");
      if (parts.length > 1 && !parts[1].equals("-")) {
        mechanism.append(",\"exception_id\":").append(parts[1]);
      }
      if (parts.length > 2 && !parts[2].equals("-")) {
        mechanism.append(",\"parent_id\":").append(parts[2]);
      }
      mechanism.append(
          switch (parts.length > 3 ? parts[3] : "") {
            case "s" -> ",\"type\":\"suppressed\"";
            case "m" -> ",\"type\":\"chained\",\"source\":\"exceptions[0]\"";
            case "g" -> ",\"is_exception_group\":true";
            case "c" -> ",\"type\":\"chained\",\"source\":\"__cause__\"";
            default -> ",\"type\":\"chained\"";
          });
      exceptions.add("{\"type\":\"" + parts[0] + "\",\"mechanism\":" + mechanism + "}}");
    }
    return String.join(",", exceptions);
  }

  @Test
  void whatWasSuppressedIsToldLastAndByWhom() {
    assertThat(told(thrown("Close 1 0 s", "Top 0 -")))
        .containsExactly("1 Top", "2 Close suppressed by 1");
    assertThat(told(thrown("Cause 2 0", "Close 1 0 s", "Top 0 -")))
        .containsExactly("1 Top", "2 Cause cause", "3 Close suppressed by 1");
    assertThat(told(thrown("Close 2 1 s", "Cause 1 0", "Top 0 -")))
        .containsExactly("1 Top", "2 Cause cause", "3 Close suppressed by 2");
  }

  @Test
  void whatWasSuppressedIsTheFirstToGo() {
    assertThat(told(thrown("Rollback 3 2 s", "Root 2 1", "Middle 1 0", "Top 0 -")))
        .containsExactly("1 Top", "2 Middle cause", "3 Root cause");
    assertThat(told(thrown("Root 4 3", "Deep 3 1", "Close 2 0 s", "Middle 1 0", "Top 0 -")))
        .containsExactly("1 Top", "2 Middle cause", "4 Root");
    assertThat(told(thrown("S2 2 0 s", "S1 1 0 s", "Top 0 -")))
        .containsExactly("1 Top", "2 S1 suppressed by 1", "3 S2 suppressed by 1");
  }

  @Test
  void theCauseOfASuppressedExceptionStandsBehindIt() {
    assertThat(told(thrown("WhyClose 2 1", "Close 1 0 s", "Top 0 -")))
        .containsExactly("1 Top", "2 Close suppressed by 1", "3 WhyClose cause");
  }

  @Test
  void withoutIdsTheOneBeforeSuppressedIt() {
    assertThat(told(thrown("Close - - s", "Top")))
        .containsExactly("1 Top", "2 Close suppressed by 1");
    assertThat(told(thrown("Root", "Close - - s", "Top")))
        .containsExactly("1 Top", "2 Root cause", "3 Close suppressed by 1");
    assertThat(told(thrown("Close 7 - s", "Top 0 -")))
        .containsExactly("1 Top", "2 Close suppressed by 1");
  }

  @Test
  void aLoneExceptionIsSuppressedByNobody() {
    assertThat(told(thrown("Close 1 0 s"))).containsExactly("1 Close");
  }

  @Test
  void groupMembersKeepTheirCausesWithThem() {
    // As .NET sends an AggregateException.
    assertThat(told(thrown("Inner2 4 3 c", "B 3 0 m", "Inner1 2 1 c", "A 1 0 m", "Group 0 - g")))
        .containsExactly("1 Group", "2 A", "3 Inner1 cause");
    assertThat(told(thrown("B 2 0 m", "A 1 0 m", "Group 0 - g")))
        .containsExactly("1 Group", "2 A", "3 B");
    assertThat(told(thrown("C 3 0 m", "B 2 0 m", "A 1 0 m", "Group 0 - g")))
        .containsExactly("1 Group", "2 A", "3 B");
  }

  @Test
  void theCauseOfAGroupIsNoMember() {
    assertThat(told(thrown("Member 2 0 m", "Cause 1 0 c", "Group 0 - g")))
        .containsExactly("1 Group", "2 Cause cause", "3 Member");
  }

  /** sentry-python names the first exception as the parent of every cause. */
  @Test
  void theCauseOfAMemberIsNotTheGroups() {
    assertThat(told(thrown("Other 3 0 m", "Cause 2 0 c", "Member 1 0 m", "Group 0 - g")))
        .containsExactly("1 Group", "2 Member", "3 Cause cause");
    assertThat(told(thrown("Deep 2 0 c", "Cause 1 0 c", "Top 0 -")))
        .containsExactly("1 Top", "2 Cause cause", "3 Deep cause");
  }

  @Test
  void aLongChainIsToldByItsTwoMostRecentAndItsRoot() {
    assertThat(told(thrown("E", "D", "C", "B", "A"))).containsExactly("1 A", "2 B cause", "5 E");
    assertThat(told(thrown("E 4 3", "D 3 2", "C 2 1", "B 1 0", "A 0 -")))
        .containsExactly("1 A", "2 B cause", "5 E");
  }

  @ParameterizedTest
  @CsvSource({
    "B 1 0,A 0 1,1 A,2 B cause",
    "B 1 1,A 0 -,1 A,2 B",
    "B 1 5,A 0 -,1 A,2 B",
    "B 0 0,A 0 0,1 A,2 B cause",
  })
  void idsThatCannotBeAreNoHarm(String older, String newer, String first, String second) {
    assertThat(told(thrown(older, newer))).containsExactly(first, second);
  }

  @Test
  void idsOfAllKindsLoseNoException() {
    Random random = new Random(20_261_130);
    for (int i = 0; i < 2_000; i++) {
      int size = 1 + random.nextInt(7);
      List<ErrorEvent.Thrown> thrown = new ArrayList<>();
      for (int at = 0; at < size; at++) {
        thrown.add(
            new ErrorEvent.Thrown(
                "T" + at,
                null,
                null,
                new ErrorEvent.Mechanism(
                    null,
                    random.nextInt(20) == 0 ? null : Integer.valueOf(at),
                    random.nextInt(size + 1),
                    random.nextBoolean(),
                    random.nextInt(3) == 0,
                    random.nextBoolean() ? null : "errors[1]",
                    java.util.Map.of(),
                    java.util.Map.of()),
                null,
                List.of()));
      }
      ExceptionOrder order = ExceptionOrder.of(thrown);
      List<ErrorEvent.Thrown> told = new ArrayList<>();
      for (int number = 1; number <= order.size(); number++) {
        told.add(order.thrown(number));
        assertThat(order.causeOf(number)).isLessThan(number);
        assertThat(order.suppressedBy(number)).isNotEqualTo(number);
      }
      assertThat(told).containsExactlyInAnyOrderElementsOf(thrown);
      assertThat(order.chosen(3)).hasSize(Math.min(3, size)).isSorted().startsWith(1);
    }
  }
}
