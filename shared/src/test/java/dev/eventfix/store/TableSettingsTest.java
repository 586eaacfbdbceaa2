package dev.eventfix.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.configuration.Settings;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TableSettingsTest {

  private static Settings settings(Map<String, String> given) {
    return Settings.read(Map.of(), given);
  }

  private static void assertFault(Map<String, String> given, String fault) {
    Settings settings = settings(given);
    TableSettings.read(settings);
    assertThatThrownBy(settings::requireNoFaults)
        .isInstanceOf(MisconfiguredException.class)
        .hasMessage(fault);
  }

  @Test
  void withoutANameThereIsNoTable() {
    Settings settings =
        settings(Map.of("table.region", "eu-central-1", "table.endpoint_url", "http://127.0.0.1"));
    assertThat(TableSettings.read(settings)).isNull();
    assertThatCode(settings::requireNoFaults).doesNotThrowAnyException();
  }

  @Test
  void aTableThatThereMustBeIsMissed() {
    Settings settings = settings(Map.of());
    assertThat(TableSettings.require(settings, "the users")).isNotNull();
    assertThatThrownBy(settings::requireNoFaults)
        .hasMessage(
            "table.name (EVENTFIX_TABLE_NAME) is missing: name the table that has the users");
    assertThat(
            TableSettings.require(
                settings(Map.of("table.name", "eventfix", "table.region", "eu-central-1")), "it"))
        .isEqualTo(new TableSettings("eventfix", "eu-central-1", null));
  }

  @Test
  void theWorldsOwnVariablesAreRead() {
    Settings settings =
        Settings.read(
            Map.of(
                "EVENTFIX_TABLE_NAME",
                "eventfix",
                "AWS_REGION",
                "eu-central-1",
                "AWS_ENDPOINT_URL_DYNAMODB",
                "http://localhost:8000"),
            Map.of());
    assertThat(TableSettings.read(settings))
        .isEqualTo(
            new TableSettings("eventfix", "eu-central-1", URI.create("http://localhost:8000")));
  }

  @Test
  void aTableOfAwsIsInARegion() {
    assertFault(
        Map.of("table.name", "eventfix"),
        "table.region (EVENTFIX_TABLE_REGION) is missing: name the AWS region that table.name is"
            + " in (the launcher takes --region, AWS_DEFAULT_REGION and your profile's, too)");
    Settings local =
        settings(Map.of("table.name", "a.b", "table.endpoint_url", "http://127.0.0.1:1"));
    assertThat(TableSettings.read(local))
        .isEqualTo(new TableSettings("a.b", "local", URI.create("http://127.0.0.1:1")));
    assertThatCode(local::requireNoFaults).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"eu central 1", "eu-central-1.evil.example", "eu/1", "eu#", "é", "evil.example/#"})
  void aRegionIsPartOfAHostName(String region) {
    assertFault(
        Map.of("table.name", "eventfix", "table.region", region),
        "table.region (command line) must be an AWS region, for example eu-central-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "a b", "arn:aws:dynamodb:eu-central-1:1:table/a", "täble"})
  void aTableHasAName(String name) {
    assertFault(
        Map.of("table.name", name, "table.region", "eu-central-1"),
        "table.name (command line) must be 3 to 255 letters, digits, underscores, dashes and"
            + " dots");
  }

  @Test
  void aTableHasANameOfSomeLength() {
    assertThat(TableSettings.read(settings(Map.of("table.name", "a".repeat(255))))).isNotNull();
    assertFault(
        Map.of("table.name", "a".repeat(256), "table.region", "eu-central-1"),
        "table.name (command line) must be 3 to 255 letters, digits, underscores, dashes and"
            + " dots");
  }

  @Test
  void allFaultsAreToldTogether() {
    Settings settings =
        settings(
            Map.of(
                "table.name", "a b", "table.region", "a b", "table.endpoint_url", "ftp://SECRET"));
    TableSettings.read(settings);
    assertThatThrownBy(settings::requireNoFaults)
        .hasMessageContainingAll("table.name (", "table.region (", "table.endpoint_url (")
        .hasMessageNotContaining("SECRET");
  }

  /** Nobody may send real credentials over a wire that others can read. */
  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8000, true",
    "HTTP://localhost:8000, true",
    "http://host.docker.internal:8000, true",
    "https://localhost:8000, false"
  })
  void onlyATableWithoutTlsIsSentNoCredentials(String url, boolean local) {
    TableSettings table =
        TableSettings.require(
            settings(Map.of("table.name", "eventfix", "table.endpoint_url", url)), "it");
    assertThat(table.isLocal()).isEqualTo(local);
    assertThat(new TableSettings("eventfix", "eu-central-1", null).isLocal()).isFalse();
  }

  @Test
  void withoutTlsOnlyPrivateServersAreAsked() {
    Settings settings =
        settings(
            Map.of("table.name", "eventfix", "table.endpoint_url", "http://dynamodb.example.com"));
    TableSettings.read(settings);
    assertThatThrownBy(settings::requireNoFaults)
        .hasMessageStartingWith("table.endpoint_url (command line) must start with https://");
  }
}
