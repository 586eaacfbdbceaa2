package dev.eventfix.addpermission.users;

import static dev.eventfix.store.LocalTable.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.addpermission.users.Creation.Created;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.FaultyHttpClient;
import dev.eventfix.store.FaultyHttpClient.Fate;
import dev.eventfix.store.LocalTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many callers at once, on a table that decides. */
final class RacesTest {

  private static final int THREADS = 64;

  @RegisterExtension private final LocalTable local = new LocalTable();

  private UserStore users = new InMemoryUserStore();

  @BeforeEach
  void useTheTable() {
    users = new DynamoDbUserStore(local.table());
  }

  private static Deadline soon() {
    return Deadline.inMillis(60_000);
  }

  private User superuser(String username, @Nullable String email) {
    return ((Created) users.create(username, email, true, soon())).user();
  }

  /** What one of the callers does, who are numbered from 0. */
  private interface Caller<T> {
    T call(int number);
  }

  /** Lets all of them begin at the same moment. */
  private static <T> List<T> race(Caller<T> caller) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<T>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        calls.add(
            threads.submit(
                () -> {
                  start.await();
                  return caller.call(number);
                }));
      }
    }
    List<T> results = new ArrayList<>();
    for (Future<T> call : calls) {
      results.add(call.get());
    }
    return results;
  }

  /** Every name's item is that of a user who is there, and every user has those items. */
  private void assertNamesAndUsersAgree() {
    TreeSet<String> expected = new TreeSet<>();
    TreeSet<String> names = new TreeSet<>();
    local
        .items()
        .forEach(
            (key, item) -> {
              if (key.startsWith("user/")) {
                String id = attribute(item, "id").s();
                expected.add("username/" + attribute(item, "username").s() + " of " + id);
                if (item.containsKey("email")) {
                  String email = attribute(item, "email").s().toLowerCase(Locale.ROOT);
                  expected.add("email/" + email + " of " + id);
                }
              } else {
                names.add(key + " of " + attribute(item, "user_id").s());
              }
            });
    assertThat(names).isEqualTo(expected);
  }

  @Test
  void ofAllWhoAddThePermissionOneIsToldSo() throws Exception {
    User ann = superuser("ann", null);
    List<Grant> grants = race(number -> users.grant(ann.id(), "users.admin", soon()));
    assertThat(Collections.frequency(grants, Grant.ADDED)).isEqualTo(1);
    assertThat(Collections.frequency(grants, Grant.HELD)).isEqualTo(THREADS - 1);
    assertThat(users.list(10, null, soon()).getFirst().permissions())
        .containsExactly("users.admin");
  }

  @Test
  void differentPermissionsAreAllAdded() throws Exception {
    User ann = superuser("ann", null);
    assertThat(race(number -> users.grant(ann.id(), "p" + number, soon())))
        .containsOnly(Grant.ADDED);
    assertThat(users.list(10, null, soon()).getFirst().permissions()).hasSize(THREADS);
  }

  @Test
  void asOftenAsItIsTakenAwayItWasAdded() throws Exception {
    User ann = superuser("ann", null);
    List<Object> results =
        race(
            number ->
                number % 2 == 0
                    ? users.grant(ann.id(), "p", soon())
                    : users.revoke(ann.id(), "p", soon()));
    int held = users.list(10, null, soon()).getFirst().permissions().size();
    assertThat(Collections.frequency(results, Grant.ADDED))
        .isEqualTo(Collections.frequency(results, Removal.REMOVED) + held);
  }

  @Test
  void whoIsRemovedMeanwhileGainsNothingAndLeavesNothing() throws Exception {
    User ann = superuser("ann", "ann@example.com");
    List<Object> results =
        race(
            number ->
                number % 8 == 3
                    ? users.remove(ann.id(), soon())
                    : users.grant(ann.id(), "p" + number, soon()));
    assertThat(Collections.frequency(results, Removal.REMOVED)).isEqualTo(1);
    assertThat(results).isSubsetOf(Grant.ADDED, Grant.NO_USER, Removal.REMOVED, Removal.NO_USER);
    assertThat(local.items()).isEmpty();
  }

  @Test
  void ofAllWithOneUsernameOneIsCreated() throws Exception {
    List<Creation> creations =
        race(number -> users.create("ann", "ann" + number + "@example.com", true, soon()));
    List<User> created = created(creations);
    assertThat(created).hasSize(1);
    assertThat(Collections.frequency(creations, new Creation.UsernameTaken()))
        .isEqualTo(THREADS - 1);
    assertThat(local.items()).hasSize(3).containsKey("user/" + created.getFirst().id());
    assertNamesAndUsersAgree();
  }

  @Test
  void ofAllWithOneEmailOneIsCreatedWhateverTheCapitals() throws Exception {
    List<Creation> creations =
        race(
            number -> {
              char[] email = "istanbul@example.com".toCharArray();
              for (int i = 0; i < 6; i++) {
                boolean capital = (number >> i & 1) == 1;
                email[i] = capital ? Character.toUpperCase(email[i]) : email[i];
              }
              return users.create("user" + number, new String(email), true, soon());
            });
    assertThat(created(creations)).hasSize(1);
    assertThat(Collections.frequency(creations, new Creation.EmailTaken())).isEqualTo(THREADS - 1);
    assertThat(local.items()).hasSize(3).containsKey("email/istanbul@example.com");
    assertNamesAndUsersAgree();
  }

  @Test
  void namesThatComeAndGoBelongToWhoIsThere() throws Exception {
    List<List<String>> histories =
        race(
            number -> {
              List<String> history = new ArrayList<>();
              for (int i = 0; i < 2; i++) {
                String username = "user" + (number + i) % 3;
                String email = "mail" + (number + i) % 2 + "@example.com";
                Creation creation = users.create(username, email, true, soon());
                history.add(creation.getClass().getSimpleName());
                if (creation instanceof Created made) {
                  users.grant(made.user().id(), "p", soon());
                  history.add(users.remove(made.user().id(), soon()).name());
                }
              }
              return history;
            });
    assertThat(histories.stream().flatMap(List::stream)).contains("Created", "REMOVED");
    // Nobody else knew the ids of those who were created, so each was there to be removed.
    assertThat(histories.stream().flatMap(List::stream)).doesNotContain("NO_USER");
    assertThat(local.items()).isEmpty();
  }

  /**
   * What DynamoDB Local never does by itself: conflicts, and answers that are lost. Never more than
   * two of them in a row meet one caller, so that all calls end well.
   */
  private void makeTheNetworkBad() {
    ThreadLocal<Integer> turns =
        ThreadLocal.withInitial(() -> ThreadLocalRandom.current().nextInt(4));
    local
        .network()
        .otherwise(
            call -> {
              if (call.operation().equals("BatchGetItem")) {
                return call.pass();
              }
              turns.set(turns.get() + 1);
              Fate fate =
                  switch (turns.get() % 4) {
                    case 0 -> FaultyHttpClient.loseAnswer();
                    case 1 ->
                        call.operation().equals("TransactWriteItems")
                            ? FaultyHttpClient.cancel("TransactionConflict")
                            : FaultyHttpClient.error("TransactionConflictException");
                    default -> FaultyHttpClient.pass();
                  };
              return fate.of(call);
            });
  }

  @Test
  void onABadNetworkOneIsToldThatItAddedToo() throws Exception {
    User ann = superuser("ann", null);
    makeTheNetworkBad();
    List<Grant> grants = race(number -> users.grant(ann.id(), "users.admin", soon()));
    assertThat(Collections.frequency(grants, Grant.ADDED)).isEqualTo(1);
    assertThat(Collections.frequency(grants, Grant.HELD)).isEqualTo(THREADS - 1);
  }

  @Test
  void onABadNetworkNamesBelongToWhoIsThereToo() throws Exception {
    makeTheNetworkBad();
    List<String> outcomes =
        race(
            number -> {
              Creation creation =
                  users.create(
                      "user" + number % 5, "m" + number % 7 + "@example.com", true, soon());
              return number % 3 != 0 && creation instanceof Created made
                  ? users.remove(made.user().id(), soon()).name()
                  : creation.getClass().getSimpleName();
            });
    // Who comes first is left to chance, but somebody does.
    assertThat(outcomes).containsAnyOf("Created", "REMOVED").doesNotContain("NO_USER");
    assertNamesAndUsersAgree();
    long left = local.items().keySet().stream().filter(key -> key.startsWith("user/")).count();
    assertThat(Collections.frequency(outcomes, "Created")).isEqualTo((int) left);
  }

  @Test
  void whatIsLeftOfComingAndGoingAgrees() throws Exception {
    race(
        number -> {
          Creation creation =
              users.create("user" + number % 5, "mail" + number % 7 + "@example.com", true, soon());
          if (number % 3 != 0 && creation instanceof Created made) {
            users.remove(made.user().id(), soon());
          }
          return number;
        });
    assertNamesAndUsersAgree();
  }

  private static List<User> created(List<Creation> creations) {
    return creations.stream()
        .flatMap(creation -> creation instanceof Created made ? Stream.of(made.user()) : null)
        .toList();
  }
}
