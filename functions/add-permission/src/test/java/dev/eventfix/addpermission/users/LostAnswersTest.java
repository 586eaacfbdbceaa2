package dev.eventfix.addpermission.users;

import static dev.eventfix.store.FaultyHttpClient.breakDown;
import static dev.eventfix.store.FaultyHttpClient.cancel;
import static dev.eventfix.store.FaultyHttpClient.error;
import static dev.eventfix.store.FaultyHttpClient.lose;
import static dev.eventfix.store.FaultyHttpClient.loseAnswer;
import static dev.eventfix.store.FaultyHttpClient.pass;
import static dev.eventfix.store.FaultyHttpClient.passAfter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.addpermission.users.Creation.Created;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.FaultyHttpClient.Fate;
import dev.eventfix.store.LocalTable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One call whose answers are lost tells the truth, whatever others do before it is tried again. */
final class LostAnswersTest {

  @RegisterExtension private final LocalTable local = new LocalTable();

  private UserStore users = new InMemoryUserStore();

  @BeforeEach
  void useTheTable() {
    users = new DynamoDbUserStore(local.table());
  }

  private static Deadline soon() {
    return Deadline.inMillis(20_000);
  }

  private User superuser(String username, @Nullable String email) {
    return ((Created) users.create(username, email, true, soon())).user();
  }

  private Grant grant(User user, String permission) {
    return users.grant(user.id(), permission, soon());
  }

  private Removal revoke(User user, String permission) {
    return users.revoke(user.id(), permission, soon());
  }

  private Set<String> permissions(User user) {
    User now = users.get(user.id(), soon());
    return now == null ? Set.of() : now.permissions();
  }

  /** What a single call of a write has to live through. */
  static List<Named<List<Fate>>> ordeals() {
    return List.of(
        Named.of("an answer", List.of(loseAnswer())),
        Named.of("three answers", List.of(loseAnswer(), loseAnswer(), loseAnswer())),
        Named.of("a request, an answer, a break-down", List.of(lose(), loseAnswer(), breakDown())),
        Named.of("a break-down, an answer, a request", List.of(breakDown(), loseAnswer(), lose())));
  }

  @ParameterizedTest
  @MethodSource("ordeals")
  void aGrantSaysAddedOfWhatItAdded(List<Fate> ordeal) {
    User ann = superuser("ann", null);
    local.network().next(ordeal.toArray(new Fate[0]));
    assertThat(grant(ann, "p")).isEqualTo(Grant.ADDED);
    assertThat(local.network().left()).isZero();
    assertThat(grant(ann, "p")).isEqualTo(Grant.HELD);
  }

  @ParameterizedTest
  @MethodSource("ordeals")
  void aCreationSaysCreatedOfWhomItCreated(List<Fate> ordeal) {
    local.network().next(ordeal.toArray(new Fate[0]));
    User ann = superuser("ann", "ann@example.com");
    assertThat(local.network().left()).isZero();
    assertThat(users.list(10, null, soon())).containsExactly(ann);
    assertThat(local.items())
        .containsOnlyKeys("user/" + ann.id(), "username/ann", "email/ann@example.com");
  }

  @ParameterizedTest
  @MethodSource("ordeals")
  void aRemovalSaysRemovedOfWhomItRemoved(List<Fate> ordeal) {
    User ann = superuser("ann", "ann@example.com");
    local.network().onWrite(ordeal);
    assertThat(users.remove(ann.id(), soon())).isEqualTo(Removal.REMOVED);
    assertThat(local.network().left()).isZero();
    assertThat(local.items()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ordeals")
  void aRevokeSaysRemovedOfWhatItRemoved(List<Fate> ordeal) {
    User ann = superuser("ann", null);
    grant(ann, "p");
    local.network().next(ordeal.toArray(new Fate[0]));
    assertThat(revoke(ann, "p")).isEqualTo(Removal.REMOVED);
    assertThat(local.network().left()).isZero();
    assertThat(permissions(ann)).isEmpty();
  }

  @Test
  void aLostRefusalIsARefusal() {
    User ann = superuser("ann", null);
    grant(ann, "p");
    local.network().next(loseAnswer());
    assertThat(grant(ann, "p")).isEqualTo(Grant.HELD);
    local.network().next(loseAnswer());
    assertThat(users.create("ann", null, true, soon())).isEqualTo(new Creation.UsernameTaken());
    local.network().next(loseAnswer());
    assertThat(revoke(ann, "q")).isEqualTo(Removal.NOT_HELD);
  }

  @Test
  void ofTwoWhoAddThePermissionTheFirstIsToldSo() {
    User ann = superuser("ann", null);
    AtomicReference<Grant> other = new AtomicReference<>();
    local.network().next(loseAnswer(() -> other.set(grant(ann, "p"))));
    assertThat(grant(ann, "p")).isEqualTo(Grant.ADDED);
    assertThat(other).hasValue(Grant.HELD);
  }

  @Test
  void whoIsRemovedBeforeTheNextTryIsNotThere() {
    User ann = superuser("ann", null);
    local.network().next(loseAnswer(() -> users.remove(ann.id(), soon())));
    assertThat(grant(ann, "p")).isEqualTo(Grant.NO_USER);
    assertThat(local.items()).isEmpty();
  }

  @Test
  void whoIsRemovedBetweenTheLookUpAndTheWriteGainsNothing() {
    User ann = superuser("ann", null);
    local.network().next(passAfter(() -> users.remove(ann.id(), soon())));
    assertThat(grant(ann, "p")).isEqualTo(Grant.NO_USER);
    assertThat(local.items()).isEmpty();
  }

  @Test
  void ofTwoWhoCreateTheFirstIsToldSo() {
    AtomicReference<Creation> other = new AtomicReference<>();
    local.network().next(loseAnswer(() -> other.set(users.create("ann", null, false, soon()))));
    User ann = superuser("ann", "ann@example.com");
    assertThat(other).hasValue(new Creation.UsernameTaken());
    assertThat(users.list(10, null, soon())).containsExactly(ann);
  }

  @Test
  void aNameThatIsTakenAgainBeforeTheNextTryStaysWithItsNewUser() {
    User ann = superuser("ann", "ann@example.com");
    AtomicReference<User> next = new AtomicReference<>();
    local
        .network()
        .onWrite(List.of(loseAnswer(() -> next.set(superuser("ann", "ann@example.com")))));
    assertThat(users.remove(ann.id(), soon())).isEqualTo(Removal.REMOVED);
    assertThat(local.items())
        .containsOnlyKeys("user/" + next.get().id(), "username/ann", "email/ann@example.com");
    assertThat(users.find("ann", soon())).isEqualTo(new Finding.Found(next.get().id()));
  }

  @Test
  void ofTwoWhoRemoveTheFirstIsToldSo() {
    User ann = superuser("ann", null);
    AtomicReference<Removal> other = new AtomicReference<>();
    local.network().onWrite(List.of(loseAnswer(() -> other.set(users.remove(ann.id(), soon())))));
    assertThat(users.remove(ann.id(), soon())).isEqualTo(Removal.REMOVED);
    assertThat(other).hasValue(Removal.NO_USER);
  }

  @Test
  void aRevokeIsRememberedThroughOthers() {
    User ann = superuser("ann", null);
    grant(ann, "p");
    grant(ann, "q");
    local
        .network()
        .next(
            loseAnswer(
                () -> {
                  assertThat(revoke(ann, "q")).isEqualTo(Removal.REMOVED);
                  assertThat(grant(ann, "p")).isEqualTo(Grant.ADDED);
                }));
    assertThat(revoke(ann, "p")).isEqualTo(Removal.REMOVED);
    // What was added after it was taken away stays.
    assertThat(permissions(ann)).containsExactly("p");
  }

  @Test
  void whatOthersAreChangingIsTriedAgain() {
    Fate[] busy = {
      error("TransactionConflictException"),
      error("TransactionConflictException"),
      error("TransactionConflictException"),
      pass()
    };
    User ann = superuser("ann", null);
    local.network().next(busy);
    assertThat(grant(ann, "p")).isEqualTo(Grant.ADDED);

    local
        .network()
        .next(
            cancel("None", "TransactionConflict", "None"),
            cancel("TransactionConflict", "None", "TransactionConflict"),
            cancel("ThrottlingError", "None", "None"),
            cancel("None", "None", "ProvisionedThroughputExceeded"),
            loseAnswer());
    User bob = superuser("bob", "bob@example.com");
    assertThat(users.find("bob@example.com", soon())).isEqualTo(new Finding.Found(bob.id()));

    local.network().onWrite(List.of(cancel("None", "TransactionConflict"), loseAnswer()));
    assertThat(users.remove(ann.id(), soon())).isEqualTo(Removal.REMOVED);
    local.network().next(cancel("TransactionConflict"), loseAnswer());
    assertThat(revoke(bob, "p")).isEqualTo(Removal.NOT_HELD);
  }

  @Test
  void aNameThatIsTakenIsTakenThoughOthersAreChangingItToo() {
    local.network().next(cancel("None", "ConditionalCheckFailed", "TransactionConflict"));
    assertThat(users.create("ann", "ann@example.com", true, soon()))
        .isEqualTo(new Creation.UsernameTaken());
    local.network().next(cancel("TransactionConflict", "None", "ConditionalCheckFailed"));
    assertThat(users.create("ann", "ann@example.com", true, soon()))
        .isEqualTo(new Creation.EmailTaken());
    local.network().next(cancel("None", "ConditionalCheckFailed", "ConditionalCheckFailed"));
    assertThat(users.create("ann", "ann@example.com", true, soon()))
        .isEqualTo(new Creation.UsernameTaken());
  }
}
