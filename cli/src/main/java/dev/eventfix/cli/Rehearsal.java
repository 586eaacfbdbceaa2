package dev.eventfix.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ExitCode;

/**
 * Runs a command of every kind once and shows nothing, so that the launcher's script can archive
 * the classes that they load. Needs no network, and nothing in the environment changes it.
 */
final class Rehearsal {

  private Rehearsal() {}

  /** Given an event's file and a folder for a table; exits with 0 when all went well. */
  public static void main(String[] arguments) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Launcher launcher =
        new Launcher(Map.of(), InputStream.nullInputStream(), nowhere, nowhere, true);
    int exitCode = ExitCode.OK;
    for (List<String> command : commands(arguments[0], arguments[1])) {
      exitCode = Math.max(exitCode, Main.run(launcher, command.toArray(new String[0])));
    }
    // As Main ends.
    Runtime.getRuntime().halt(exitCode);
  }

  static List<List<String>> commands(String event, String folder) {
    String user = "somebody";
    String permission = "something";
    return List.of(
        List.of("describe-event", event),
        List.of("suggest-fix", event),
        List.of("users", "create", "--username", user, "--superuser", "--data", folder),
        List.of("add-permission", "--user", user, "--permission", permission, "--data", folder),
        List.of(
            "permissions", "remove", "--user", user, "--permission", permission, "--data", folder),
        List.of("users", "list", "--data", folder),
        List.of("users", "remove", "--username", user, "--data", folder),
        List.of("check", "--data", folder),
        List.of("config", "show"));
  }
}
