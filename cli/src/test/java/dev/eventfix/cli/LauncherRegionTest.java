package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherRegionTest {

  @TempDir Path home;

  private final Map<String, String> environment = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void profiles() throws IOException {
    Files.createDirectory(home.resolve(".aws"));
    Files.writeString(
        home.resolve(".aws/config"),
        "[default]\nregion = eu-west-1\n\n[profile other]\nregion=us-east-2\n[profile none]\n");
    environment.put("HOME", home.toString());
  }

  private @Nullable String region() {
    String region = LauncherRegion.in(environment, warnings::add).get("AWS_REGION");
    assertThat(warnings).isEmpty();
    return region;
  }

  @Test
  void whatIsSaidMoreCloselyWins() {
    assertThat(region()).isEqualTo("eu-west-1");
    environment.put("AWS_PROFILE", "other");
    assertThat(region()).isEqualTo("us-east-2");
    environment.put("AWS_DEFAULT_REGION", "eu-north-1");
    assertThat(region()).isEqualTo("eu-north-1");
    environment.put("AWS_REGION", " ");
    assertThat(region()).isEqualTo("eu-north-1");
    environment.put("AWS_REGION", "ap-south-1");
    assertThat(region()).isEqualTo("ap-south-1");
  }

  @Test
  void thereMayBeNone() throws IOException {
    environment.put("AWS_PROFILE", "none");
    assertThat(region()).isNull();
    environment.put("AWS_PROFILE", "unheard-of");
    assertThat(region()).isNull();
    environment.put("AWS_CONFIG_FILE", home.resolve("no-file").toString());
    assertThat(region()).isNull();
    environment.clear();
    assertThat(region()).isNull();
  }

  @Test
  void theFileMayLieElsewhere() throws IOException {
    Path file = Files.writeString(home.resolve("c"), "[default]\nregion = sa-east-1\n");
    environment.put("AWS_CONFIG_FILE", file.toString());
    assertThat(region()).isEqualTo("sa-east-1");
  }

  @Test
  void aBrokenFileIsWarnedOfWithoutItsText() throws IOException {
    Files.writeString(home.resolve(".aws/config"), "[default\nhunter2\n");
    assertThat(LauncherRegion.in(environment, warnings::add)).isSameAs(environment);
    assertThat(warnings).hasSize(1).noneMatch(text -> text.contains("hunter2"));
  }

  @Test
  void commandsTakeItAndTheOptionIsStronger() {
    Invocation invocation = new Invocation();
    invocation.environment.putAll(environment);
    Launcher launcher = invocation.launcher();
    assertThat(launcher.environment()).containsEntry("AWS_REGION", "eu-west-1");
    assertThat(launcher.surroundings(Map.of()).environment())
        .containsEntry("AWS_REGION", "eu-west-1");
    assertThat(launcher.surroundings(Map.of("table.region", "us-west-2")).environment())
        .containsEntry("AWS_REGION", "us-west-2");
    assertThat(invocation.run("config", "show").out()).contains("eu-west-1");
  }
}
