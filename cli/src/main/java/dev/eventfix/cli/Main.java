package dev.eventfix.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The launcher's entry point. */
@Command(
    name = "eventfix",
    description = "Describes error events, suggests fixes, and keeps who may do what.",
    footer = {
      "",
      "Try: ./eventfix suggest-fix events/sentry/python-flask.json",
      "No model is asked unless there is a key: set OPENAI_API_KEY to have one asked.",
      "Users and permissions are kept on this machine unless a table is named: see the help of a",
      "command, such as ./eventfix users list --help"
    })
final class Main extends CommandGroup {

  /** Told by the jar, whose manifest the build writes. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"eventfix " + (version == null ? "(not packaged)" : version)};
    }
  }

  /** Runs one command; exits with 0 on success, 1 when something failed, 2 on wrong usage. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    Launcher launcher =
        new Launcher(System.getenv(), System.in, out, err, Boolean.getBoolean("eventfix.terminal"));
    int exitCode = run(launcher, arguments);
    // Not exit: an HTTP client that was used would hold it up for a second.
    Runtime.getRuntime().halt(exitCode);
  }

  /** All commands. */
  static CommandLine commandLine(Launcher launcher) {
    return new CommandLine(new Main())
        .addSubcommand(new DescribeEventCommand(launcher))
        .addSubcommand(new SuggestFixCommand(launcher))
        .addSubcommand(new EvalCommand(launcher))
        .addSubcommand(new AddPermissionCommand(launcher))
        .addSubcommand(
            new CommandLine(new PermissionsCommand())
                .addSubcommand(new PermissionsCommand.ListThem(launcher))
                .addSubcommand(new PermissionsCommand.Add(launcher))
                .addSubcommand(new PermissionsCommand.Remove(launcher)))
        .addSubcommand(
            new CommandLine(new UsersCommand())
                .addSubcommand(new UsersCommand.Create(launcher))
                .addSubcommand(new UsersCommand.ListAll(launcher))
                .addSubcommand(new UsersCommand.Remove(launcher)))
        .addSubcommand(
            new CommandLine(new OptionsCommand())
                .addSubcommand(new OptionsCommand.Get(launcher))
                .addSubcommand(new OptionsCommand.Put(launcher))
                .addSubcommand(new OptionsCommand.ListAll(launcher)))
        .addSubcommand(new TableCommand(launcher))
        .addSubcommand(new CheckCommand(launcher))
        .addSubcommand(new LlmCommand(launcher))
        .addSubcommand(
            new CommandLine(new ConfigCommand())
                .addSubcommand(new ConfigCommand.Show(launcher))
                .addSubcommand(new ConfigCommand.Init(launcher)));
  }

  static int run(Launcher launcher, String... arguments) {
    CommandLine commandLine = commandLine(launcher);
    commandLine.setOut(launcher.writer()).setErr(launcher.errorWriter());
    commandLine.setParameterExceptionHandler(Main::wrongUsage);
    commandLine.setExecutionExceptionHandler(
        (fault, command, parsed) -> {
          // Without its message, which may hold an event's text.
          launcher.error(
              "a fault of its own: " + fault.getClass().getName() + " at " + place(fault));
          return ExitCode.SOFTWARE;
        });
    commandLine.setUsageHelpAutoWidth(false).setUsageHelpWidth(90);
    commandLine.setCaseInsensitiveEnumValuesAllowed(false);
    int exitCode = commandLine.execute(arguments);
    if (!launcher.flush() && exitCode == ExitCode.OK) {
      launcher.error("standard output cannot be written to");
      return ExitCode.SOFTWARE;
    }
    return exitCode;
  }

  private static String place(Exception fault) {
    StackTraceElement[] calls = fault.getStackTrace();
    return calls.length == 0 ? "an unknown place" : calls[0].toString();
  }

  /** One line, where picocli would print the whole help. */
  private static int wrongUsage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    command
        .getErr()
        .println(
            "eventfix: "
                + SafeText.line(String.valueOf(e.getMessage()))
                + " (see "
                + command.getCommandSpec().qualifiedName()
                + " --help)");
    command.getErr().flush();
    return ExitCode.USAGE;
  }
}
