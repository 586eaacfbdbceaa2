package dev.eventfix.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableServerTest {

  @Test
  void preparesAndTellsWhatTheFunctionsFindAndDo(@TempDir Path folder) {
    try (TableServer table = TableServer.start(folder)) {
      String id = table.createSuperuser("ada");
      assertThat(table.hasPermission(id, "users.admin")).isFalse();
      assertThat(table.hasPermission("nobody", "users.admin")).isFalse();

      assertThat(table.suggestionItems("kept")).isZero();
      table.keepSuggestion("kept", "0".repeat(32), "text");
      assertThat(table.suggestionItems("kept")).isEqualTo(1);

      assertThat(table.settings())
          .containsKeys("EVENTFIX_TABLE_NAME", "SSL_CERT_FILE")
          .hasEntrySatisfying(
              "EVENTFIX_TABLE_ENDPOINT_URL",
              url -> assertThat(url).matches("https://localhost:[0-9]+"));
    }
  }
}
