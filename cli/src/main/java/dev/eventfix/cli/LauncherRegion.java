package dev.eventfix.cli;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * The AWS region of people: that of {@code AWS_REGION}, else of {@code AWS_DEFAULT_REGION}, else of
 * their profile, as AWS's own command line has it. Functions know it from Lambda.
 */
final class LauncherRegion {

  static final String VARIABLE = "AWS_REGION";

  /** What to do when no region is known. */
  static final String MISSING =
      "no AWS region is known: give --region, set AWS_REGION or AWS_DEFAULT_REGION, or name one in"
          + " your profile (aws configure set region REGION)";

  private LauncherRegion() {}

  /**
   * Variables with {@value #VARIABLE} among them, if a region is known.
   *
   * @param warnings takes a sentence when the profile cannot be read
   */
  static Map<String, String> in(Map<String, String> environment, Consumer<String> warnings) {
    if (set(environment, VARIABLE) != null) {
      return environment;
    }
    String region = set(environment, "AWS_DEFAULT_REGION");
    if (region == null) {
      region = ofProfile(environment, warnings);
    }
    return region == null ? environment : with(environment, region);
  }

  /** Variables with that region among them. */
  static Map<String, String> with(Map<String, String> environment, String region) {
    Map<String, String> all = new HashMap<>(environment);
    all.put(VARIABLE, region);
    return all;
  }

  private static @Nullable String ofProfile(
      Map<String, String> environment, Consumer<String> warnings) {
    Path file = configuration(environment);
    if (file == null || !Files.isReadable(file)) {
      return null;
    }
    String profile = set(environment, "AWS_PROFILE");
    try {
      return ProfileFile.builder()
          .content(file)
          .type(ProfileFile.Type.CONFIGURATION)
          .build()
          .profile(profile == null ? "default" : profile)
          .flatMap(found -> found.property("region"))
          .orElse(null);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      // Its text quotes lines of the file.
      warnings.accept("AWS's configuration file cannot be read, so no region is taken from it");
      return null;
    }
  }

  private static @Nullable Path configuration(Map<String, String> environment) {
    String file = set(environment, "AWS_CONFIG_FILE");
    String home = set(environment, "HOME");
    if (file != null) {
      return Path.of(file);
    }
    return home == null ? null : Path.of(home, ".aws", "config");
  }

  private static @Nullable String set(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
