package dev.eventfix.addpermission;

import dev.eventfix.addpermission.users.DynamoDbUserStore;
import dev.eventfix.addpermission.users.Finding;
import dev.eventfix.addpermission.users.UserStore;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.runtime.Application;
import dev.eventfix.runtime.ColdStart;
import dev.eventfix.runtime.KnownQueues;
import dev.eventfix.runtime.Operation;
import dev.eventfix.runtime.Reply;
import dev.eventfix.runtime.Request;
import dev.eventfix.runtime.Startup;
import dev.eventfix.runtime.Surroundings;
import dev.eventfix.store.Table;
import dev.eventfix.store.TableSettings;
import dev.eventfix.store.TableUnavailableException;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.util.List;
import java.util.Map;

/** Gives a superuser a permission; to have it already is an outcome and no error. */
public final class AddPermission implements Operation {

  private final UserStore users;

  /** An operation on those users. */
  AddPermission(UserStore users) {
    this.users = users;
  }

  /** The function's start-up, to be run once. */
  public static ColdStart<Application> coldStart(Surroundings surroundings) {
    return new ColdStart<>(startup(surroundings));
  }

  /** The function's start-up. */
  public static Startup startup(Surroundings surroundings) {
    return new Startup("add-permission", surroundings) {
      @Override
      protected List<Setting> secrets(Settings settings) {
        return List.of();
      }

      @Override
      protected Parts build(Settings settings, Metrics metrics) {
        Table table = Table.alwaysUsed(TableSettings.require(settings, "the users"));
        return new Parts(
            new KnownQueues(
                new AddPermission(new DynamoDbUserStore(table)),
                settings,
                metrics,
                Setting.PERMISSIONS_QUEUE_ARN,
                null),
            null,
            List.of(table));
      }
    };
  }

  @Override
  public Reply run(Request request) {
    AddPermissionRequest.Reading reading =
        AddPermissionRequest.read(request.body(), request.parameters());
    if (reading instanceof AddPermissionRequest.Reading.Refused refused) {
      return new Reply.Refusal(refused.problem());
    }
    AddPermissionRequest asked = ((AddPermissionRequest.Reading.Understood) reading).request();
    try {
      Finding finding = users.find(asked.user(), request.deadline());
      if (finding instanceof Finding.Found found) {
        return add(asked, found.id(), request);
      }
      return finding instanceof Finding.Several
          ? refusal(
              ProblemType.USER_AMBIGUOUS,
              "The user is one's id, username or e-mail and another one's too: give the id.")
          : notFound();
    } catch (TableUnavailableException e) {
      return refusal(ProblemType.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  private Reply add(AddPermissionRequest asked, String id, Request request) {
    return switch (users.grant(id, asked.permission(), request.deadline())) {
      case ADDED -> answer(201, asked, id, true);
      case HELD -> answer(200, asked, id, false);
      case NO_USER -> notFound();
      case NOT_SUPERUSER ->
          refusal(
              ProblemType.USER_NOT_SUPERUSER,
              "Only superusers can have permissions: make the user one first.");
      case TOO_MANY ->
          refusal(
              ProblemType.TOO_MANY_PERMISSIONS,
              "The user's permissions fill all of the 400 KB that an item may have: remove some.");
    };
  }

  private static Reply answer(int status, AddPermissionRequest asked, String id, boolean added) {
    return new Reply.Answer(
        status, new AddPermissionAnswer(asked, id, added), Map.of("added", added ? 1 : 0));
  }

  private static Reply notFound() {
    return refusal(
        ProblemType.USER_NOT_FOUND,
        "Nobody has this id, username or e-mail (usernames tell capitals apart, e-mails do not).");
  }

  private static Reply refusal(ProblemType type, String detail) {
    return new Reply.Refusal(Problem.of(type, detail));
  }
}
