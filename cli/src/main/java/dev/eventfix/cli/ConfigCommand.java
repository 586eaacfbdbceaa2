package dev.eventfix.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.wire.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eventfix config}. */
@Command(name = "config", description = "Shows the settings, and writes an options file.")
final class ConfigCommand extends CommandGroup {

  /** A setting as JSON. */
  private record Member(Setting setting, @Nullable String value, String source)
      implements JsonObject {

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("setting", setting.key());
      if (value != null && !value.isEmpty()) {
        json.writeStringField("value", value);
      }
      if (!Objects.equals(setting.deployedDefault(), setting.defaultValue())) {
        json.writeStringField("template", String.valueOf(setting.deployedDefault()));
      }
      json.writeStringField("source", source);
      json.writeBooleanField("secret", setting.isSecret());
    }
  }

  /** {@code eventfix config show}. */
  @Command(
      name = "show",
      description = {
        "Shows every setting: its value, and where that comes from (default, a variable,",
        "FILE:LINE:COLUMN, or the command line), and how much of Lambda's place for variables they",
        "take. Of secrets only names are shown. Calls nobody: ./eventfix check does."
      },
      mixinStandardHelpOptions = true,
      versionProvider = Main.Version.class)
  static final class Show implements Callable<Integer> {

    private final Launcher launcher;
    @Mixin private TableOptions table;

    @Option(names = "--json", description = "Print JSON, one object a line.")
    private boolean json;

    Show(Launcher launcher) {
      this.launcher = launcher;
    }

    @Override
    public Integer call() {
      Settings settings = Settings.read(launcher.environment(), table.given());
      settings.validate(List.of());
      TextTable rows =
          new TextTable(
              List.of(
                  UsersCommand.column("Setting", false),
                  UsersCommand.column("Value", true),
                  UsersCommand.column("From", false)));
      for (Setting setting : Setting.values()) {
        Member member = new Member(setting, shown(settings, setting), settings.source(setting));
        if (json) {
          launcher.print(member);
        } else {
          rows.add(
              List.of(
                  StyledText.plain(setting.key()),
                  StyledText.plain(told(member)),
                  StyledText.of(
                      member.source(),
                      member.source().equals(Settings.DEFAULT) ? Style.DIM : Style.PLAIN)));
        }
      }
      int bytes = EnvironmentSize.bytes(variables(settings));
      if (!json) {
        launcher.print(rows);
        launcher.print(
            "As variables of a function, those that are variables here would take "
                + bytes
                + " of the "
                + EnvironmentSize.MAX_BYTES
                + " bytes that Lambda has for all of them.");
      }
      if (bytes > EnvironmentSize.MAX_BYTES) {
        launcher.warn(
            "as variables of a function these settings would take "
                + bytes
                + " bytes, and Lambda has "
                + EnvironmentSize.MAX_BYTES
                + ": give the long ones in an options file, which ./mvnw package packages"
                + " (./eventfix config init "
                + Settings.PACKAGED_FILE
                + ")");
      }
      settings.warnings().forEach(launcher::warn);
      settings.faults().forEach(launcher::error);
      return settings.faults().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** The value; a default with what a deployment begins with, where that is another. */
    private static String told(Member member) {
      String value = member.value() == null ? "" : member.value();
      String deployed = member.setting().deployedDefault();
      return member.source().equals(Settings.DEFAULT) && deployed != null && !deployed.equals(value)
          ? (value + " (template.yaml: " + deployed + ")").strip()
          : value;
    }

    /** What is set by variables, but for those that Lambda sets itself. */
    private Map<String, String> variables(Settings settings) {
      Map<String, String> variables = new TreeMap<>();
      for (Setting setting : Setting.values()) {
        String variable = settings.source(setting);
        String value = launcher.environment().get(variable);
        if (value != null && !variable.startsWith("AWS_")) {
          variables.put(variable, value);
        }
      }
      return variables;
    }

    /** Addresses may have a password in them, which is a fault that a function's start tells. */
    private static @Nullable String shown(Settings settings, Setting setting) {
      String value = settings.shown(setting);
      int at = value == null ? -1 : value.lastIndexOf('@');
      int start = value == null ? -1 : value.indexOf("://");
      return value == null || start < 0 || at < start
          ? value
          : value.substring(0, start + 3) + "..." + value.substring(at);
    }
  }

  /** {@code eventfix config init}. */
  @Command(
      name = "init",
      description = {
        "Writes an options file with every setting, what it is for and its default, all commented",
        "out: as it is written it sets nothing. EVENTFIX_CONF names the file to use; one called",
        Settings.PACKAGED_FILE + " beside template.yaml is packaged with the functions."
      },
      mixinStandardHelpOptions = true,
      versionProvider = Main.Version.class)
  static final class Init implements Callable<Integer> {

    private final Launcher launcher;

    @Parameters(
        arity = "0..1",
        paramLabel = "FILE",
        description =
            "Where to, for its owner alone to read; standard output without it. Nothing is"
                + " overwritten.")
    private @Nullable String file;

    Init(Launcher launcher) {
      this.launcher = launcher;
    }

    @Override
    public Integer call() {
      String text = CommentedOptions.text();
      if (file == null) {
        launcher.out().print(text);
        return ExitCode.OK;
      }
      try {
        write(Path.of(file), text);
      } catch (FileAlreadyExistsException e) {
        launcher.error(file + " is there already: name another file, or remove it");
        return ExitCode.SOFTWARE;
      } catch (IOException | InvalidPathException e) {
        launcher.error(file + " cannot be written: name a file in a folder that is there");
        return ExitCode.SOFTWARE;
      }
      launcher.print(
          "Wrote " + file + ".",
          Settings.PACKAGED_FILE.equals(file)
              ? "./mvnw package puts it into the functions' packages; here: export EVENTFIX_CONF="
                  + file
              : "To use it: export EVENTFIX_CONF=" + file);
      return ExitCode.OK;
    }

    /**
     * A new file that nobody else may read from its first moment on: keys may come to stand there.
     */
    private static void write(Path file, String text) throws IOException {
      boolean modes = file.getFileSystem().supportedFileAttributeViews().contains("posix");
      FileAttribute<?>[] attributes =
          modes
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
              }
              : new FileAttribute<?>[0];
      try (WritableByteChannel channel =
          Files.newByteChannel(
              file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    }
  }
}
