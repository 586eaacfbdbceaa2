package dev.eventfix.cli;

import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that may use a table: which one, where it is, and settings. */
final class TableOptions {

  @Mixin private DataOptions data;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "A table in AWS, or at --endpoint-url, instead of one that this machine keeps.")
  private @Nullable String table;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The AWS region that the table, secrets and models are in.")
  private @Nullable String region;

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      description = "Where the table is served, for example by ./eventfix table.")
  private @Nullable String endpointUrl;

  /** What a command does with the settings, those of its table among them. */
  interface Work {
    int run(Map<String, String> settings) throws IOException;
  }

  /** The settings as they were given, for a command that uses no table. */
  Map<String, String> settings() {
    checkTogether();
    return data.settings();
  }

  /** Whether the table that this machine keeps was asked for. */
  boolean isFolderGiven() {
    return data.isFolderGiven();
  }

  /** The settings as they were given, a table that was named among them. */
  Map<String, String> given() {
    checkTogether();
    Map<String, String> given = new LinkedHashMap<>(data.settings());
    put(given, Setting.TABLE_NAME, table);
    put(given, Setting.TABLE_REGION, region);
    put(given, Setting.TABLE_ENDPOINT_URL, endpointUrl);
    return given;
  }

  /**
   * Has the work done with the table that the options and the environment name, and closes what was
   * opened for it.
   *
   * @param needed a table that this machine keeps is opened when none is named
   * @return the exit code
   */
  int run(Launcher launcher, boolean needed, Work work) throws IOException {
    Map<String, String> given = given();
    Settings settings = Settings.read(launcher.environment(), given);
    boolean named = settings.isSet(Setting.TABLE_NAME);
    boolean served = settings.isSet(Setting.TABLE_ENDPOINT_URL);
    try {
      if (data.isFolderGiven() || (needed && !named && !served)) {
        settings.requireNoFaults();
        return runWithLocalTable(launcher, given, work);
      }
      if (!named && (needed || endpointUrl != null)) {
        given.put(Setting.TABLE_NAME.key(), LocalTable.DEFAULT_NAME);
      }
      return work.run(given);
    } catch (MisconfiguredException e) {
      launcher.error(String.valueOf(e.getMessage()));
      return ExitCode.SOFTWARE;
    }
  }

  private int runWithLocalTable(Launcher launcher, Map<String, String> given, Work work)
      throws IOException {
    try (LocalTable local =
        LocalTable.open(data.folder(launcher.environment()), LocalTable.DEFAULT_NAME, launcher)) {
      given.put(Setting.TABLE_NAME.key(), local.name());
      given.put(Setting.TABLE_ENDPOINT_URL.key(), local.endpoint().toString());
      return work.run(given);
    } catch (LocalTableException e) {
      launcher.error(String.valueOf(e.getMessage()));
      return ExitCode.SOFTWARE;
    }
  }

  private void checkTogether() {
    checkOnce("--table", table, Setting.TABLE_NAME);
    checkOnce("--region", region, Setting.TABLE_REGION);
    checkOnce("--endpoint-url", endpointUrl, Setting.TABLE_ENDPOINT_URL);
  }

  private void checkOnce(String option, @Nullable String value, Setting setting) {
    String set = "--set " + setting.key();
    boolean isSet = data.settings().containsKey(setting.key());
    if (value != null && isSet) {
      throw data.wrongUsage(option + " and " + set + " say the same: give one of them");
    }
    if (data.isFolderGiven() && (value != null || isSet)) {
      throw data.wrongUsage(
          "--data and "
              + (isSet ? set : option)
              + " exclude each other: one is a table that this machine keeps, the other is not");
    }
    if (value != null && value.isBlank()) {
      throw data.wrongUsage(option + " is empty");
    }
  }

  private static void put(Map<String, String> given, Setting setting, @Nullable String value) {
    if (value != null) {
      given.put(setting.key(), value);
    }
  }
}
