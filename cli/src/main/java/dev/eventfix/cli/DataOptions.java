package dev.eventfix.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every command: settings, and where this machine keeps a table. */
final class DataOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder in which this machine keeps the table.")
  private @Nullable String data;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting, for example llm.model=gpt-4.1; may be given several times.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** The settings as they were given. */
  Map<String, String> settings() {
    return settings;
  }

  boolean isFolderGiven() {
    return data != null;
  }

  /** The folder that was given, else the one in the user's data folder. */
  Path folder(Map<String, String> environment) {
    if (data != null) {
      try {
        if (!data.isBlank()) {
          return Path.of(data);
        }
      } catch (InvalidPathException e) {
        // The same fault as that of an empty name.
      }
      throw wrongUsage("--data names no folder");
    }
    Path folder = userFolder(environment, System.getProperty("os.name", ""));
    if (folder == null) {
      throw wrongUsage("there is no home folder to keep the table in: name a folder with --data");
    }
    return folder;
  }

  /** As the platform's rules have it, or null when there is no home folder. */
  static @Nullable Path userFolder(Map<String, String> environment, String system) {
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    // A relative one has to be ignored, says the specification.
    if (data.startsWith("/")) {
      return Path.of(data, "eventfix");
    }
    String home = environment.getOrDefault("HOME", "");
    if (home.isEmpty()) {
      return null;
    }
    return system.toLowerCase(Locale.ROOT).startsWith("mac")
        ? Path.of(home, "Library", "Application Support", "eventfix")
        : Path.of(home, ".local", "share", "eventfix");
  }

  ParameterException wrongUsage(String line) {
    return new ParameterException(command.commandLine(), line);
  }
}
