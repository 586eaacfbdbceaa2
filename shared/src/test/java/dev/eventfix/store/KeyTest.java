package dev.eventfix.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyTest {

  /** Whatever strangers choose, keys of two kinds are never the same. */
  @Test
  void kindsOfItemsHavePartsOfTheTableOfTheirOwn() {
    List<String> chosen = List.of("", "a", "#", "user", "claim", "suggestion#", "claim#user");
    for (String one : chosen) {
      for (String other : chosen) {
        assertThat(
                List.of(
                    Key.user(one),
                    Key.username(one),
                    Key.email(one),
                    Key.suggestion(one, other),
                    Key.claim(one)))
            .doesNotHaveDuplicates()
            .extracting(Key::partition)
            .doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void differentNamesGiveDifferentKeys() {
    assertThat(List.of(Key.suggestion("a", "b"), Key.suggestion("a#b", ""), Key.suggestion("", "")))
        .doesNotHaveDuplicates();
    assertThat(Key.suggestion("shop", "1").partition()).isEqualTo(Key.suggestions("shop"));
    assertThat(Key.user("1").partition()).isEqualTo(Key.USERS);
  }
}
