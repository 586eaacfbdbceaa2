package dev.eventfix.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.addpermission.users.Grant;
import dev.eventfix.addpermission.users.User;
import dev.eventfix.addpermission.users.UserStore;
import dev.eventfix.wire.JsonObject;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code eventfix permissions}. */
@Command(
    name = "permissions",
    description = "Lists, adds and removes superusers' permissions, for the operator.")
final class PermissionsCommand extends CommandGroup {

  /**
   * A user's permission as JSON.
   *
   * @param outcome the name of a field that tells what came of it, or null
   */
  private record Permission(
      User user, String permission, @Nullable String outcome, boolean isOutcome)
      implements JsonObject {

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("user_id", user.id());
      json.writeStringField("username", user.username());
      json.writeStringField("permission", permission);
      if (outcome != null) {
        json.writeBooleanField(outcome, isOutcome);
      }
    }
  }

  /** {@code eventfix permissions list}. */
  @Command(name = "list", description = "Lists the permissions of one user, or of all.")
  static final class ListThem extends UserCommand {

    private static final List<TextTable.Column> COLUMNS =
        List.of(UsersCommand.column("Username", true), UsersCommand.column("Permission", true));

    @Option(names = "--user", paramLabel = "NAME", description = "An id, username or e-mail.")
    private @Nullable String user;

    private boolean any;

    ListThem(Launcher launcher) {
      super(launcher);
    }

    @Override
    @Nullable String fault() {
      return fault("--user", user);
    }

    @Override
    int run(UserStore users) {
      if (user == null) {
        eachPage(users, this::print);
      } else {
        User found = find(users, user);
        if (found == null) {
          return ExitCode.SOFTWARE;
        }
        print(List.of(found));
      }
      if (!any && !json()) {
        print(
            (user == null ? "Nobody has a permission" : user + " has no permission")
                + " yet: permissions add gives one.");
      }
      return ExitCode.OK;
    }

    private void print(List<User> page) {
      TextTable table = new TextTable(COLUMNS);
      for (User each : page) {
        for (String permission : each.permissions()) {
          if (json()) {
            print(new Permission(each, permission, null, false));
          } else {
            table.add(List.of(StyledText.plain(each.username()), StyledText.plain(permission)));
          }
        }
      }
      if (!table.isEmpty()) {
        any = true;
        print(table);
      }
    }
  }

  /** One user and one permission. */
  abstract static class OnePermission extends UserCommand {

    @Option(
        names = "--user",
        required = true,
        paramLabel = "NAME",
        description = "An id, username or e-mail.")
    private String user = "";

    @Option(
        names = "--permission",
        required = true,
        paramLabel = "NAME",
        description = "For example users.admin.")
    private String permission = "";

    OnePermission(Launcher launcher) {
      super(launcher);
    }

    @Override
    @Nullable String fault() {
      String fault = fault("--user", user);
      return fault == null ? fault("--permission", permission) : fault;
    }

    @Override
    int run(UserStore users) {
      User found = find(users, user);
      return found == null ? ExitCode.SOFTWARE : run(users, found, permission);
    }

    abstract int run(UserStore users, User found, String permission);

    /** Tells a success. */
    int succeed(User found, String permission, String outcome, boolean isOutcome, String sentence) {
      if (json()) {
        print(new Permission(found, permission, outcome, isOutcome));
      } else {
        print(sentence);
      }
      return ExitCode.OK;
    }
  }

  /** {@code eventfix permissions add}. */
  @Command(
      name = "add",
      description = "Adds a permission to a superuser's; to have it already is a success.")
  static final class Add extends OnePermission {

    Add(Launcher launcher) {
      super(launcher);
    }

    @Override
    int run(UserStore users, User found, String permission) {
      String name = found.username();
      Grant grant = users.grant(found.id(), permission, deadline());
      return switch (grant) {
        case ADDED ->
            succeed(
                found,
                permission,
                "added",
                true,
                name + " now has the permission " + permission + ".");
        case HELD ->
            succeed(
                found,
                permission,
                "added",
                false,
                name + " had the permission " + permission + " already.");
        case NO_USER -> noUser(name);
        case NOT_SUPERUSER ->
            fail(
                name
                    + " is no superuser, and only superusers can have permissions: remove the user"
                    + " and create it again with --superuser");
        case TOO_MANY ->
            fail(
                "the permissions of "
                    + name
                    + " fill all of the 400 KB that an item may have: remove some");
      };
    }
  }

  /** {@code eventfix permissions remove}. */
  @Command(
      name = "remove",
      description = "Removes a permission from a user's; not to have it is a failure.")
  static final class Remove extends OnePermission {

    Remove(Launcher launcher) {
      super(launcher);
    }

    @Override
    int run(UserStore users, User found, String permission) {
      String name = found.username();
      return switch (users.revoke(found.id(), permission, deadline())) {
        case REMOVED ->
            succeed(
                found,
                permission,
                "removed",
                true,
                name + " no longer has the permission " + permission + ".");
        case NOT_HELD ->
            fail(
                name
                    + " does not have the permission "
                    + permission
                    + ": permissions list shows those there are");
        case NO_USER -> noUser(name);
      };
    }
  }
}
