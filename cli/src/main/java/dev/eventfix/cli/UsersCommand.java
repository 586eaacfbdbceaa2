package dev.eventfix.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.addpermission.users.Creation;
import dev.eventfix.addpermission.users.Names;
import dev.eventfix.addpermission.users.Removal;
import dev.eventfix.addpermission.users.User;
import dev.eventfix.addpermission.users.UserStore;
import dev.eventfix.wire.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code eventfix users}. */
@Command(name = "users", description = "Creates, lists and removes users, for the operator.")
final class UsersCommand extends CommandGroup {

  /** A user as JSON. */
  record Member(User user) implements JsonObject {

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("id", user.id());
      json.writeStringField("username", user.username());
      if (user.email() != null) {
        json.writeStringField("email", user.email());
      }
      json.writeBooleanField("superuser", user.superuser());
      json.writeArrayFieldStart("permissions");
      for (String permission : user.permissions()) {
        json.writeString(permission);
      }
      json.writeEndArray();
    }
  }

  /** {@code eventfix users create}. */
  @Command(name = "create", description = "Creates a user.")
  static final class Create extends UserCommand {

    @Option(
        names = "--username",
        required = true,
        paramLabel = "NAME",
        description = "Unique; capitals are told apart.")
    private String username = "";

    @Option(
        names = "--email",
        paramLabel = "ADDRESS",
        description = "Unique too; capitals are not told apart.")
    private @Nullable String email;

    @Option(names = "--superuser", description = "Only superusers can have permissions.")
    private boolean superuser;

    Create(Launcher launcher) {
      super(launcher);
    }

    @Override
    @Nullable String fault() {
      String fault = fault("--username", username, Names.usernameFault(username));
      return fault == null && email != null
          ? fault("--email", email, Names.emailFault(email))
          : fault;
    }

    @Override
    int run(UserStore users) {
      return switch (users.create(username, email, superuser, deadline())) {
        case Creation.Created created -> {
          if (json()) {
            print(new Member(created.user()));
          } else {
            print(
                "Created "
                    + username
                    + (superuser
                        ? ", a superuser; permissions add gives permissions."
                        : ", who is no superuser and can have no permissions."),
                "id " + created.user().id());
          }
          yield ExitCode.OK;
        }
        case Creation.UsernameTaken taken ->
            fail("another user has the username " + username + ": users list shows who");
        case Creation.EmailTaken taken ->
            fail("another user has the e-mail " + email + ": users list shows who");
      };
    }
  }

  /** {@code eventfix users list}. */
  @Command(name = "list", description = "Lists all users.")
  static final class ListAll extends UserCommand {

    private static final List<TextTable.Column> COLUMNS =
        List.of(
            column("Username", true),
            column("E-mail", true),
            column("Superuser", false),
            new TextTable.Column(StyledText.of("Permissions", Style.BOLD), true, false),
            column("Id", false));

    ListAll(Launcher launcher) {
      super(launcher);
    }

    @Override
    @Nullable String fault() {
      return null;
    }

    @Override
    int run(UserStore users) {
      boolean[] any = {json()};
      eachPage(
          users,
          page -> {
            any[0] = true;
            print(page);
          });
      if (!any[0]) {
        print("There is no user yet: users create makes one.");
      }
      return ExitCode.OK;
    }

    private void print(List<User> page) {
      if (json()) {
        for (User user : page) {
          print(new Member(user));
        }
        return;
      }
      TextTable table = new TextTable(COLUMNS);
      for (User user : page) {
        table.add(
            List.of(
                StyledText.plain(user.username()),
                StyledText.plain(user.email() == null ? "" : user.email()),
                StyledText.plain(user.superuser() ? "yes" : "no"),
                StyledText.plain(String.valueOf(user.permissions().size())),
                StyledText.of(user.id(), Style.DIM)));
      }
      print(table);
    }
  }

  static TextTable.Column column(String name, boolean mayBeCut) {
    return new TextTable.Column(StyledText.of(name, Style.BOLD), false, mayBeCut);
  }

  /** {@code eventfix users remove}. */
  @Command(name = "remove", description = "Removes a user, with all permissions.")
  static final class Remove extends UserCommand {

    @Spec private CommandSpec spec;

    @Option(names = "--user", paramLabel = "NAME", description = "An id, username or e-mail.")
    private @Nullable String user;

    @Option(names = "--username", paramLabel = "NAME", description = "A username.")
    private @Nullable String username;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "An e-mail.")
    private @Nullable String email;

    Remove(Launcher launcher) {
      super(launcher);
    }

    @Override
    @Nullable String fault() {
      int given = (user == null ? 0 : 1) + (username == null ? 0 : 1) + (email == null ? 0 : 1);
      if (given != 1) {
        throw new ParameterException(
            spec.commandLine(), "give one of --user, --username and --email");
      }
      String fault = fault("--user", user);
      fault = fault == null ? fault("--username", username) : fault;
      return fault == null ? fault("--email", email) : fault;
    }

    @Override
    int run(UserStore users) {
      String name = user != null ? user : username != null ? username : String.valueOf(email);
      User found = find(users, name);
      if (found == null) {
        return ExitCode.SOFTWARE;
      }
      if (!isMeant(found) || users.remove(found.id(), deadline()) != Removal.REMOVED) {
        return noUser(name);
      }
      if (json()) {
        print(new Member(found));
      } else {
        print("Removed " + found.username() + ".", "id " + found.id());
      }
      return ExitCode.OK;
    }

    private boolean isMeant(User found) {
      return (username == null || username.equals(found.username()))
          && (email == null
              || (found.email() != null
                  && email
                      .toLowerCase(Locale.ROOT)
                      .equals(found.email().toLowerCase(Locale.ROOT))));
    }
  }
}
