package dev.eventfix.store;

import dev.eventfix.configuration.AsciiNames;
import dev.eventfix.configuration.ServerUrl;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Which table, and where.
 *
 * @param endpoint where DynamoDB is, or null for AWS's own endpoint of the region
 */
public record TableSettings(String name, String region, @Nullable URI endpoint) {

  /** Signed with by the SDK, but of no meaning to a table on this machine. */
  private static final String LOCAL_REGION = "local";

  /** The settings, or null when no table is named; faults are noted in the settings. */
  public static @Nullable TableSettings read(Settings settings) {
    String name = settings.text(Setting.TABLE_NAME);
    if (name == null) {
      if (settings.isSet(Setting.TABLE_ENDPOINT_URL)) {
        settings.warn(
            Setting.TABLE_ENDPOINT_URL,
            "has no effect: " + Setting.TABLE_NAME.key() + " names no table");
      }
      return null;
    }
    if (!isTableName(name)) {
      settings.fault(
          Setting.TABLE_NAME, "must be 3 to 255 letters, digits, underscores, dashes and dots");
    }
    URI endpoint = endpoint(settings);
    String region = settings.text(Setting.TABLE_REGION);
    if (region == null && endpoint == null) {
      settings.fault(
          Setting.TABLE_REGION,
          "is missing: name the AWS region that "
              + Setting.TABLE_NAME.key()
              + " is in (the launcher takes --region, AWS_DEFAULT_REGION and your profile's, too)");
    } else if (region != null && !isRegion(region)) {
      settings.fault(Setting.TABLE_REGION, "must be an AWS region, for example eu-central-1");
    }
    return new TableSettings(name, region == null ? LOCAL_REGION : region, endpoint);
  }

  /**
   * The settings of a table that there must be; that none is named is a fault.
   *
   * @param what the table has, for the fault
   */
  public static TableSettings require(Settings settings, String what) {
    TableSettings table = read(settings);
    if (table == null) {
      settings.fault(Setting.TABLE_NAME, "is missing: name the table that has " + what);
      return new TableSettings("", LOCAL_REGION, null);
    }
    return table;
  }

  private static @Nullable URI endpoint(Settings settings) {
    String url = settings.text(Setting.TABLE_ENDPOINT_URL);
    if (url == null) {
      return null;
    }
    String fault =
        ServerUrl.fault(url, "AWS credentials come from the environment or from a profile");
    if (fault != null) {
      settings.fault(Setting.TABLE_ENDPOINT_URL, fault);
      return null;
    }
    return URI.create(url);
  }

  /** True for a table that is not AWS's: any key will do, so it is sent none that is real. */
  boolean isLocal() {
    return endpoint != null && "http".equalsIgnoreCase(endpoint.getScheme());
  }

  private static boolean isTableName(String name) {
    return name.length() >= 3 && name.length() <= 255 && AsciiNames.isMadeOf(name, "_-.");
  }

  /** It becomes part of a host name. */
  private static boolean isRegion(String region) {
    return region.length() <= 63 && AsciiNames.isMadeOf(region, "-");
  }
}
