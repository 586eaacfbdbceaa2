package dev.eventfix.cli;

import dev.eventfix.addpermission.users.DynamoDbUserStore;
import dev.eventfix.addpermission.users.Finding;
import dev.eventfix.addpermission.users.User;
import dev.eventfix.addpermission.users.UserStore;
import dev.eventfix.store.Table;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A command for the operator that works on the table's users. */
abstract class UserCommand extends OperatorCommand {

  /** How many users a list reads and lays out at a time. */
  static final int PAGE_USERS = 500;

  UserCommand(Launcher launcher) {
    super(launcher);
  }

  @Override
  String what() {
    return "the users";
  }

  @Override
  final int run(Table opened) {
    return run(new DynamoDbUserStore(opened));
  }

  /** Does the work; returns the exit code. */
  abstract int run(UserStore users);

  /** The user that goes by that name; null when there is none or several, which then was told. */
  @Nullable User find(UserStore users, String name) {
    Finding finding = users.find(name, deadline());
    if (finding instanceof Finding.Several) {
      fail("several users go by " + name + ": give an id, which users list shows");
      return null;
    }
    User user = finding instanceof Finding.Found found ? users.get(found.id(), deadline()) : null;
    if (user == null) {
      noUser(name);
    }
    return user;
  }

  /** Tells that there is no such user. */
  int noUser(String name) {
    return fail(
        "nobody has the id, username or e-mail " + name + ": users list shows who there is");
  }

  /** Hands over all users, page by page, unless nobody reads the output any more. */
  void eachPage(UserStore users, Consumer<List<User>> page) {
    String last = null;
    while (!isUnread()) {
      List<User> read = users.list(PAGE_USERS, last, deadline());
      if (read.isEmpty()) {
        return;
      }
      page.accept(read);
      last = read.getLast().id();
    }
  }
}
