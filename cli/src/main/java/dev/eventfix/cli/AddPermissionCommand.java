package dev.eventfix.cli;

import dev.eventfix.addpermission.AddPermission;
import dev.eventfix.addpermission.AddPermissionHandler;
import dev.eventfix.runtime.FunctionFailedException;
import dev.eventfix.runtime.Surroundings;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eventfix add-permission}. */
@Command(
    name = "add-permission",
    description = "Gives a superuser a permission, once; to have it already is a success.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class AddPermissionCommand implements Callable<Integer> {

  private final Launcher launcher;
  @Mixin private TableOptions table;

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

  @Option(names = "--json", description = "Print the answer as it is, in one line.")
  private boolean json;

  AddPermissionCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() throws IOException {
    return table.run(launcher, true, this::run);
  }

  private int run(Map<String, String> settings) throws IOException {
    Surroundings surroundings = launcher.surroundings(settings);
    FunctionCall call =
        new FunctionCall(
            "add-permission",
            new AddPermissionHandler(AddPermission.coldStart(surroundings), surroundings.lines()));
    FunctionCall.Answer answer;
    try {
      answer = call.call(EventFile.object(Map.of("user", user, "permission", permission)));
    } catch (FunctionFailedException e) {
      launcher.error(FunctionCall.told(e));
      return ExitCode.SOFTWARE;
    }
    if (answer.problem() != null) {
      launcher.error(answer.problem());
      return ExitCode.SOFTWARE;
    }
    if (json) {
      launcher.printJson(answer.line());
    } else {
      launcher.print(AnswerTree.text(answer.tree().get("message")));
    }
    return ExitCode.OK;
  }
}
