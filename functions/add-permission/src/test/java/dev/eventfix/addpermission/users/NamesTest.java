package dev.eventfix.addpermission.users;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "ann",
        "users.admin",
        "Ann Smith",
        "O'Neil",
        "#",
        ".",
        ":call",
        "\"",
        "\\",
        "a@b",
        "ß",
        "José",
        "Jose\u0301",
        "日本語",
        "\uD83D\uDC4D",
        "\uD835\uDCB3",
        "a\u00a0b",
        "a\u3000b"
      })
  void ordinaryNamesHaveNoFault(String name) {
    assertThat(Names.fault(name)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "   ", "\u3000", "\t\n"})
  void aNameIsNotEmpty(String name) {
    assertThat(Names.fault(name)).isEqualTo("is empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" a", "a ", "\u00a0a", "a\u00a0", "\u00a0", "\u2003a", "a\u202f", "\u1680a"})
  void blanksOfEveryKindStandInTheMiddleOnly(String name) {
    assertThat(Names.fault(name)).isEqualTo("begins or ends with a blank");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000",
        "\u001b[31m",
        "a\nb",
        "a\tb",
        "a\u007f",
        "a\u0085b",
        "a\u200bb",
        "a\u202eb",
        "a\u2028b",
        "\ufeffa",
        "a\u00adb",
        "a\u2800b",
        "a\u3164b",
        "a\ue000",
        // Lone halves of a pair, and a pair the wrong way round.
        "\ud83d",
        "a\udc4d",
        "\ud83da",
        "\udc4d\ud83d",
        // Beyond the first 65,536: a tag, a musical format character, private use.
        "a\udb40\udc41",
        "a\ud834\udd73",
        "a\udbc0\udc00"
      })
  void whatIsNotSeenIsRefused(String name) {
    assertThat(Names.fault(name)).isEqualTo("has control or invisible characters");
  }

  @Test
  void charactersAreCountedAsPeopleCountThem() {
    assertThat(Names.fault("a".repeat(255))).isNull();
    assertThat(Names.fault("\uD83D\uDC4D".repeat(255))).isNull();
    assertThat(Names.fault("a".repeat(256))).isEqualTo("is longer than 255 characters");
    assertThat(Names.fault("\uD83D\uDC4D".repeat(256))).isEqualTo("is longer than 255 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann@example.com", "a@b", "ann+x@example.com", "ü@例え.jp"})
  void ordinaryAddressesHaveNoFault(String email) {
    assertThat(Names.emailFault(email)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ann", "@", "@example.com", "ann@", "ann@b@c", "@@"})
  void anAddressHasOneAtWithSomethingOnBothSides(String email) {
    assertThat(Names.emailFault(email)).isEqualTo("is not an e-mail address");
  }

  @Test
  void anAddressIsANameToo() {
    assertThat(Names.emailFault("ann@example.com ")).isEqualTo("begins or ends with a blank");
    assertThat(Names.emailFault("a\u200bnn@example.com"))
        .isEqualTo("has control or invisible characters");
    assertThat(Names.emailFault("a".repeat(255) + "@b")).isEqualTo("is longer than 255 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0fae2a27-0a4e-4e0f-9f6b-7a6f52e8b1c3",
        "0FAE2A27-0A4E-4E0F-9F6B-7A6F52E8B1C3",
        "00000000-0000-0000-0000-000000000000"
      })
  void aUsernameHasNotTheFormOfAnId(String username) {
    assertThat(Names.usernameFault(username)).isEqualTo("has the form of an id");
    assertThat(Names.fault(username)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann",
        "0fae2a27-0a4e-4e0f-9f6b-7a6f52e8b1c",
        "0fae2a27-0a4e-4e0f-9f6b-7a6f52e8b1cg",
        "0fae2a2700a4e-4e0f-9f6b-7a6f52e8b1c3"
      })
  void otherUsernamesAreNames(String username) {
    assertThat(Names.usernameFault(username)).isNull();
  }

  @Test
  void aUsernameIsANameToo() {
    assertThat(Names.usernameFault(" ann")).isEqualTo("begins or ends with a blank");
  }

  /** Not as Turkish would have it, though the tests run in Turkish too. */
  @Test
  void addressesAreComparedWithoutCaseInEveryLocale() {
    assertThat(Names.comparable("ISTANBUL@EXAMPLE.COM")).isEqualTo("istanbul@example.com");
    assertThat(Names.comparable("ÄÖÜ@Example.com")).isEqualTo("äöü@example.com");
    assertThat(Names.comparable("ısparta@example.com")).isNotEqualTo("isparta@example.com");
  }
}
