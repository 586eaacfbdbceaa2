package dev.eventfix.store;

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
          "is missing: name the AWS region that " + Setting.TABLE_NAME.key() + " is in");
    }
    return new TableSettings(name, region == null ? LOCAL_REGION : region, endpoint);
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
    if (name.length() < 3 || name.length() > 255) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && c != '_' && c != '-' && c != '.') {
        return false;
      }
    }
    return true;
  }
}
