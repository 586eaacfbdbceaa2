package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {

  private static TextTable table(boolean mayBeCut) {
    TextTable table =
        new TextTable(
            List.of(
                new TextTable.Column(StyledText.plain("Name"), false, mayBeCut),
                new TextTable.Column(StyledText.plain("Count"), true, false),
                new TextTable.Column(StyledText.plain("Id"), false, false)));
    table.add(cells("a name of some length", "7", "first"));
    table.add(cells("b", "12", "second"));
    return table;
  }

  private static List<StyledText> cells(String... texts) {
    return List.of(texts).stream().map(StyledText::plain).toList();
  }

  private static List<String> lines(TextTable table, int width) {
    return table.lines(width).stream().map(line -> line.toString().stripTrailing()).toList();
  }

  @Test
  void columnsAreAligned() {
    assertThat(lines(table(true), 36))
        .containsExactly(
            "Name                   Count  Id",
            "─────────────────────  ─────  ──────",
            "a name of some length      7  first",
            "b                         12  second");
  }

  @Test
  void whatMayBeCutIsCutWhereItDoesNotFit() {
    assertThat(lines(table(true), 30))
        .containsExactly(
            "Name             Count  Id",
            "───────────────  ─────  ──────",
            "a name of some…      7  first",
            "b                   12  second");
  }

  @Test
  void cellsAreListedWhereNothingMoreMayBeCut() {
    List<String> listed =
        List.of(
            "Name: a name of some",
            "length",
            "Count: 7",
            "Id: first",
            "",
            "Name: b",
            "Count: 12",
            "Id: second");
    assertThat(lines(table(true), 22)).isEqualTo(listed);
    assertThat(lines(table(false), 22)).isEqualTo(listed);
    assertThat(lines(table(false), 35)).contains("Name: a name of some length");
  }
}
