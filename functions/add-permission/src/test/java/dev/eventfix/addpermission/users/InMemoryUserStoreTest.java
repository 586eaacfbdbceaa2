package dev.eventfix.addpermission.users;

/** The fake keeps the contract too. */
final class InMemoryUserStoreTest extends UserStoreContract {

  private final InMemoryUserStore users = new InMemoryUserStore();

  @Override
  UserStore users() {
    return users;
  }

  @Override
  void failNextWrite(InMemoryUserStore.Failing when) {
    users.failNextWrite(when);
  }

  @Override
  void fill(User user) {
    users.fill(user.id());
  }
}
