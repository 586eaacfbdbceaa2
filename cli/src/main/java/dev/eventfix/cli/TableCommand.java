package dev.eventfix.cli;

import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.store.TableSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eventfix table}. */
@Command(
    name = "table",
    description = "Serves a table on this machine, for sam local and other processes.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "It serves until it is stopped (Ctrl-C), and keeps the table in the folder for the next time.",
      "DynamoDB Local has no access control: whoever reaches the port may read and write."
    })
final class TableCommand implements Callable<Integer> {

  private static final int MAX_PORT = 65_535;

  /** How long a signal waits for the data to be closed, before the process ends anyway. */
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

  private final Launcher launcher;
  @Mixin private DataOptions data;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "The table's name (" + LocalTable.DEFAULT_NAME + ").")
  private @Nullable String table;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port to serve on (8000); 0 for any free one.")
  private int port = 8000;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = {
        "The address to serve on (127.0.0.1). Containers reach that of their bridge, or 0.0.0.0."
      })
  private String bind = "127.0.0.1";

  @Option(names = "--json", description = "Print one line of JSON: endpoint and table.")
  private boolean json;

  TableCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() {
    InetAddress address = address(bind);
    if (port < 0 || port > MAX_PORT) {
      throw data.wrongUsage("--port must be from 0 to " + MAX_PORT);
    }
    CountDownLatch stop = new CountDownLatch(1);
    Thread serving = Thread.currentThread();
    Thread hook = new Thread(() -> stop(stop, serving), "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try (LocalTable served =
        LocalTable.serve(data.folder(launcher.environment()), name(), address, port, launcher)) {
      print(served, address);
      await(stop);
      return ExitCode.OK;
    } catch (LocalTableException | MisconfiguredException e) {
      launcher.error(String.valueOf(e.getMessage()));
      return ExitCode.SOFTWARE;
    }
  }

  private static void await(CountDownLatch stop) {
    try {
      stop.await();
    } catch (InterruptedException e) {
      // The other way to be told to stop.
    }
  }

  /** A signal: the process must not end before the serving thread has closed the data and halts. */
  private static void stop(CountDownLatch stop, Thread serving) {
    stop.countDown();
    try {
      serving.join(LONGEST_CLOSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String name() {
    Map<String, String> given = new LinkedHashMap<>(data.settings());
    // It is on this machine, wherever others are: no region is missing.
    given.put(Setting.TABLE_ENDPOINT_URL.key(), "http://127.0.0.1");
    if (table != null) {
      given.put(Setting.TABLE_NAME.key(), table);
    }
    Settings settings = Settings.read(launcher.environment(), given);
    // What it warns of from here on is of the address above.
    settings.warnings().forEach(launcher::warn);
    TableSettings read = TableSettings.read(settings);
    settings.requireNoFaults();
    return read == null ? LocalTable.DEFAULT_NAME : read.name();
  }

  private InetAddress address(String text) {
    InetAddress address = literal(text);
    if (address == null) {
      throw data.wrongUsage("--bind must be an address of this machine, such as 127.0.0.1");
    }
    return address;
  }

  /** The address that a text spells, or null: names are not looked up. */
  static @Nullable InetAddress literal(String text) {
    try {
      if (text.indexOf(':') >= 0) {
        return InetAddress.getByName(text);
      }
      String[] parts = text.split("\\.", -1);
      byte[] bytes = new byte[4];
      if (parts.length != bytes.length) {
        return text.equals("localhost") ? InetAddress.getLoopbackAddress() : null;
      }
      for (int i = 0; i < bytes.length; i++) {
        int octet = Integer.parseInt(parts[i]);
        if (octet < 0 || octet > 255 || !Integer.toString(octet).equals(parts[i])) {
          return null;
        }
        bytes[i] = (byte) octet;
      }
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException | NumberFormatException e) {
      return null;
    }
  }

  private void print(LocalTable served, InetAddress address) {
    if (!address.isLoopbackAddress()) {
      launcher.error(
          "anyone who reaches port "
              + served.endpoint().getPort()
              + " of "
              + address.getHostAddress()
              + " may read and write the table");
    }
    if (json) {
      launcher.print(
          out -> {
            out.writeStartObject();
            out.writeStringField("endpoint", served.endpoint().toString());
            out.writeStringField("table", served.name());
            out.writeEndObject();
          });
    } else {
      launcher.out().print(page(served, !address.isLoopbackAddress()));
    }
    launcher.out().flush();
  }

  private Page page(LocalTable served, boolean forContainers) {
    Page page = new Page(launcher.terminal());
    page.wrapped(
        0,
        2,
        StyledText.plain("Serving the table " + served.name() + " at ")
            .add(served.endpoint().toString(), Style.BOLD)
            .add(" from " + served.folder() + " until Ctrl-C.", Style.PLAIN));
    page.line(
        StyledText.plain(
            "eventfix commands: --table "
                + served.name()
                + " --endpoint-url "
                + served.endpoint()));
    if (forContainers) {
      page.line(
          StyledText.plain(
              "sam local: --parameter-overrides TableEndpointUrl=http://host.docker.internal:"
                  + served.endpoint().getPort()));
    }
    return page;
  }
}
