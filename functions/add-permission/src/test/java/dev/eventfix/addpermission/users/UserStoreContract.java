package dev.eventfix.addpermission.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventfix.addpermission.users.InMemoryUserStore.Failing;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.TableUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of users wherever they are kept. */
abstract class UserStoreContract {

  /** The users under test: none, at first. */
  abstract UserStore users();

  /** Makes the next write of the users fail. */
  abstract void failNextWrite(Failing when);

  /** Makes a user have as many permissions as there is room for. */
  abstract void fill(User user);

  static Deadline soon() {
    return Deadline.inMillis(20_000);
  }

  User create(String username, @Nullable String email, boolean superuser) {
    Creation creation = users().create(username, email, superuser, soon());
    assertThat(creation).isInstanceOf(Creation.Created.class);
    return ((Creation.Created) creation).user();
  }

  User superuser(String username) {
    return create(username, null, true);
  }

  String found(String name) {
    Finding finding = users().find(name, soon());
    assertThat(finding).as(name).isInstanceOf(Finding.Found.class);
    return ((Finding.Found) finding).id();
  }

  Grant grant(User user, String permission) {
    return users().grant(user.id(), permission, soon());
  }

  Removal revoke(User user, String permission) {
    return users().revoke(user.id(), permission, soon());
  }

  Removal remove(User user) {
    return users().remove(user.id(), soon());
  }

  Set<String> permissions(User user) {
    User now = users().get(user.id(), soon());
    return now == null ? Set.of() : now.permissions();
  }

  void assertNobodyHas(String name) {
    assertThat(users().find(name, soon())).as(name).isEqualTo(new Finding.Nobody());
  }

  // Creating and finding

  @Test
  void aUserIsFoundByIdUsernameAndEmail() {
    User ann = create("ann", "Ann@Example.com", true);
    create("bob", "bob@example.com", false);

    assertThat(found(ann.id())).isEqualTo(ann.id());
    assertThat(found("ann")).isEqualTo(ann.id());
    assertThat(found("Ann@Example.com")).isEqualTo(ann.id());
    assertThat(users().get(ann.id(), soon()))
        .isEqualTo(new User(ann.id(), "ann", "Ann@Example.com", true, Set.of()));
  }

  @Test
  void whoIsNotThereIsNotFound() {
    assertNobodyHas("ann");
    assertThat(users().get("ann", soon())).isNull();
    assertThat(users().remove("ann", soon())).isEqualTo(Removal.NO_USER);
    assertThat(users().grant("ann", "p", soon())).isEqualTo(Grant.NO_USER);
    assertThat(users().revoke("ann", "p", soon())).isEqualTo(Removal.NO_USER);
  }

  @Test
  void usernamesTellCapitalsApartAndEmailsDoNot() {
    User ann = create("ann", "Ann.I@Example.com", false);
    assertNobodyHas("Ann");
    User capital = create("Ann", null, false);

    assertThat(found("Ann")).isEqualTo(capital.id());
    assertThat(found("ann.i@example.COM")).isEqualTo(ann.id());
    assertThat(users().create("anna", "ANN.I@EXAMPLE.COM", false, soon()))
        .isEqualTo(new Creation.EmailTaken());
    assertNobodyHas("anna");
  }

  @Test
  void aUsernameIsGivenOnce() {
    User ann = create("ann", "ann@example.com", true);
    assertThat(users().create("ann", "other@example.com", true, soon()))
        .isEqualTo(new Creation.UsernameTaken());
    assertThat(users().create("ann", "ann@example.com", true, soon()))
        .isEqualTo(new Creation.UsernameTaken());

    assertNobodyHas("other@example.com");
    assertThat(found("ann")).isEqualTo(ann.id());
  }

  @Test
  void oneNameOfTwoUsersIsToldToBeSeveral() {
    User byUsername = create("ann@example.com", null, false);
    User byEmail = create("ann", "Ann@example.com", false);

    assertThat(users().find("ann@example.com", soon())).isEqualTo(new Finding.Several());
    assertThat(found(byUsername.id())).isEqualTo(byUsername.id());
    assertThat(found(byEmail.id())).isEqualTo(byEmail.id());
  }

  @Test
  void oneUserWithOneNameForTwoThingsIsOne() {
    User ann = create("ann@example.com", "ann@example.com", false);
    assertThat(found("ann@example.com")).isEqualTo(ann.id());
  }

  @Test
  void usersAreListedInPages() {
    List<User> created = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      created.add(create("user " + i, null, i % 2 == 0));
    }
    List<User> listed = new ArrayList<>(users().list(3, null, soon()));
    assertThat(listed).hasSize(3);
    listed.addAll(users().list(3, listed.getLast().id(), soon()));
    listed.addAll(users().list(3, listed.getLast().id(), soon()));

    assertThat(listed).containsExactlyInAnyOrderElementsOf(created);
    assertThat(listed).isSortedAccordingTo((a, b) -> a.id().compareTo(b.id()));
    assertThat(users().list(3, listed.getLast().id(), soon())).isEmpty();
    assertThat(users().list(100, null, soon())).isEqualTo(listed);
  }

  // Removing

  @Test
  void aRemovedUserLeavesTheNamesToOthers() {
    User ann = create("ann", "ann@example.com", true);
    grant(ann, "reports.read");
    assertThat(remove(ann)).isEqualTo(Removal.REMOVED);
    assertThat(remove(ann)).isEqualTo(Removal.NO_USER);

    for (String name : List.of(ann.id(), "ann", "ann@example.com")) {
      assertNobodyHas(name);
    }
    assertThat(grant(ann, "reports.read")).isEqualTo(Grant.NO_USER);
    User next = create("ann", "ANN@example.com", true);
    assertThat(next.id()).isNotEqualTo(ann.id());
    assertThat(found("ann@example.com")).isEqualTo(next.id());
    assertThat(permissions(next)).isEmpty();
  }

  @Test
  void removingOneUserTouchesNoOther() {
    User ann = create("ann", "ann@example.com", true);
    User bob = create("ann@example.com", "bob@example.com", true);
    remove(bob);
    assertThat(found("ann@example.com")).isEqualTo(ann.id());
    assertThat(found("ann")).isEqualTo(ann.id());
  }

  // Permissions

  @Test
  void aPermissionIsAddedOnce() {
    User ann = superuser("ann");
    assertThat(grant(ann, "users.admin")).isEqualTo(Grant.ADDED);
    assertThat(grant(ann, "users.admin")).isEqualTo(Grant.HELD);
    assertThat(grant(ann, "Users.Admin")).isEqualTo(Grant.ADDED);
    assertThat(permissions(ann)).containsExactly("Users.Admin", "users.admin");
  }

  @Test
  void onlySuperusersGainPermissions() {
    User bob = create("bob", null, false);
    assertThat(grant(bob, "users.admin")).isEqualTo(Grant.NOT_SUPERUSER);
    assertThat(permissions(bob)).isEmpty();
  }

  @Test
  void aPermissionIsTakenAwayOnceAndMayComeBack() {
    User ann = superuser("ann");
    assertThat(revoke(ann, "users.admin")).isEqualTo(Removal.NOT_HELD);
    grant(ann, "users.admin");
    grant(ann, "reports.read");
    assertThat(revoke(ann, "users.admin")).isEqualTo(Removal.REMOVED);
    assertThat(revoke(ann, "users.admin")).isEqualTo(Removal.NOT_HELD);
    assertThat(permissions(ann)).containsExactly("reports.read");
    assertThat(grant(ann, "users.admin")).isEqualTo(Grant.ADDED);
  }

  @Test
  void whoHasTooManyPermissionsStaysUsable() {
    User ann = superuser("ann");
    grant(ann, "a");
    fill(ann);

    assertThat(grant(ann, "one more")).isEqualTo(Grant.TOO_MANY);
    assertThat(permissions(ann)).contains("a").doesNotContain("one more");
    assertThat(grant(ann, "a")).isEqualTo(Grant.HELD);
    assertThat(found("ann")).isEqualTo(ann.id());
    assertThat(revoke(ann, "a")).isEqualTo(Removal.REMOVED);
    assertThat(grant(ann, "b")).isEqualTo(Grant.ADDED);
    assertThat(users().list(10, null, soon())).hasSize(1);
    assertThat(remove(ann)).isEqualTo(Removal.REMOVED);
    assertNobodyHas("ann");
  }

  // Names

  static List<String> oddNames() {
    List<String> names =
        new ArrayList<>(
            List.of(
                "#",
                "#permission",
                ":call",
                ".",
                "a.b.c",
                "a[0]",
                "''",
                "\"",
                "\\",
                "$",
                "%s",
                "*",
                "permissions",
                "pk",
                "superuser",
                "SET",
                "a b",
                "x = :true OR y",
                "0",
                "null",
                "{}",
                "id#user",
                "Straße",
                "İıIi",
                "日本語",
                "𝒳",
                "👍",
                "a".repeat(255)));
    names.add("𝒳".repeat(255));
    names.add("İ".repeat(255));
    return names;
  }

  @ParameterizedTest
  @MethodSource("oddNames")
  void namesAreTakenAsTheyAre(String name) {
    assertThat(Names.fault(name)).isNull();
    User ann = create(name, null, true);
    String part = name.substring(0, Math.min(name.length(), 200));
    User other = create(part + "@example.com", part + "@example.org", true);

    assertThat(found(name)).isEqualTo(ann.id());
    assertThat(found(part + "@EXAMPLE.org")).isEqualTo(other.id());
    assertThat(grant(ann, name)).isEqualTo(Grant.ADDED);
    assertThat(grant(ann, name)).isEqualTo(Grant.HELD);
    assertThat(permissions(ann)).containsExactly(name);
    assertThat(permissions(other)).isEmpty();
    assertThat(revoke(ann, name)).isEqualTo(Removal.REMOVED);
    assertThat(remove(ann)).isEqualTo(Removal.REMOVED);
    assertNobodyHas(name);
  }

  // Failing

  private static void assertUnavailable(Supplier<?> call) {
    assertThatThrownBy(call::get)
        .isInstanceOf(TableUnavailableException.class)
        .hasMessageEndingWith("Try again.");
  }

  @Test
  void whatFailedBeforeAnythingWasWrittenMayBeTriedAgain() {
    failNextWrite(Failing.BEFORE);
    assertUnavailable(() -> users().create("ann", "ann@example.com", true, soon()));
    User ann = create("ann", "ann@example.com", true);

    failNextWrite(Failing.BEFORE);
    assertUnavailable(() -> grant(ann, "p"));
    assertThat(grant(ann, "p")).isEqualTo(Grant.ADDED);

    failNextWrite(Failing.BEFORE);
    assertUnavailable(() -> revoke(ann, "p"));
    assertThat(revoke(ann, "p")).isEqualTo(Removal.REMOVED);

    failNextWrite(Failing.BEFORE);
    assertUnavailable(() -> remove(ann));
    assertThat(remove(ann)).isEqualTo(Removal.REMOVED);
  }

  @Test
  void whatFailedAfterItWasWrittenIsFoundDoneByTheNextCall() {
    failNextWrite(Failing.AFTER);
    assertUnavailable(() -> users().create("ann", "ann@example.com", true, soon()));
    assertThat(users().create("ann", "ann@example.com", true, soon()))
        .isEqualTo(new Creation.UsernameTaken());
    User ann = users().list(1, null, soon()).getFirst();

    failNextWrite(Failing.AFTER);
    assertUnavailable(() -> grant(ann, "p"));
    assertThat(grant(ann, "p")).isEqualTo(Grant.HELD);

    failNextWrite(Failing.AFTER);
    assertUnavailable(() -> revoke(ann, "p"));
    assertThat(revoke(ann, "p")).isEqualTo(Removal.NOT_HELD);

    failNextWrite(Failing.AFTER);
    assertUnavailable(() -> remove(ann));
    assertThat(remove(ann)).isEqualTo(Removal.NO_USER);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1_000})
  void aMomentThatIsPastIsNoTime(long millis) {
    User ann = superuser("ann");
    Deadline past = Deadline.inMillis(millis);
    assertUnavailable(() -> users().find("ann", past));
    assertUnavailable(() -> users().get(ann.id(), past));
    assertUnavailable(() -> users().list(1, null, past));
    assertUnavailable(() -> users().create("bob", null, true, past));
    assertUnavailable(() -> users().grant(ann.id(), "p", past));
    assertUnavailable(() -> users().revoke(ann.id(), "p", past));
    assertUnavailable(() -> users().remove(ann.id(), past));

    assertNobodyHas("bob");
    assertThat(found("ann")).isEqualTo(ann.id());
    assertThat(permissions(ann)).isEmpty();
  }
}
