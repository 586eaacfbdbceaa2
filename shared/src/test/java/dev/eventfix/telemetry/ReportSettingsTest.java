package dev.eventfix.telemetry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventfix.configuration.Settings;
import io.sentry.RequestDetailsResolver;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReportSettingsTest {

  private static final String SECRET = "k3ysecretk3y";

  @ParameterizedTest
  @CsvSource({
    "https://KEY@sentry.example/42, 42, sentry.example/api/42/envelope/",
    "http://KEY@127.0.0.1:8000/1, 1, 127.0.0.1:8000/api/1/envelope/",
    "https://KEY@o1.ingest.sentry.io/4507, 4507, o1.ingest.sentry.io/api/4507/envelope/",
    "https://KEY@sentry.example/a/b/42, 42, sentry.example/a/b/api/42/envelope/",
    "https://KEY:old@sentry.example/42, 42, sentry.example/api/42/envelope/",
    "HTTPS://KEY@sentry.example/42/, 42, sentry.example/api/42/envelope/",
    "' https://KEY@[::1]:9000/42 ', 42, '[::1]:9000/api/42/envelope/'",
    "https://KEY@[::1]/42, 42, '[::1]/api/42/envelope/'"
  })
  void dsnsAreTakenApartAsTheSdkDoes(String dsn, String project, String address) {
    SentryDsn parsed = SentryDsn.parse(dsn);
    assertThat(parsed.publicKey()).isEqualTo("KEY");
    assertThat(parsed.project()).isEqualTo(project);
    var request = new RequestDetailsResolver(dsn.trim(), "c").resolve();
    assertThat(request.getUrl().toString()).endsWith("://" + address);
    assertThat(request.getHeaders().get("X-Sentry-Auth")).contains("sentry_key=KEY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "k3ysecretk3y",
        "ftp://k3ysecretk3y@host/1",
        "https://host/1",
        "https://@host/1",
        "https://:k3ysecretk3y@host/1",
        "https://k3ysecretk3y@/1",
        "https://k3ysecretk3y@host",
        "https://k3ysecretk3y@host/",
        "https://k3ysecretk3y@host/1?a=b",
        "https://k3ysecretk3y@host/1#a",
        "https://k3ysecretk3y@host/ä",
        "https://k3ysecretk3y@host:0/1",
        "https://k3ysecretk3y@host:65536/1",
        "https://k3ysecretk3y@host:/1",
        "https://k3ysecretk3y@host:8x/1",
        "https://k3ysecretk3y@ho st/1",
        "https://k3ysecretk3y@host/1\nX",
        "https://host/k3ysecretk3y@1",
        "https://k3ysecretk3y@host/a.b",
        "https://k3ysecretk3y@:80/1"
      })
  void whatIsWrongWithADsnIsToldWithoutIt(String dsn) {
    String fault = ReportSettings.dsnFault(dsn);
    assertThat(fault).startsWith("is no DSN: ").doesNotContain(SECRET);
    assertThatThrownBy(() -> settings(dsn, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("upstreamDsn " + fault);
  }

  @Test
  void noTextOfOursShowsADsn() {
    ReportSettings settings = settings("https://" + SECRET + "@host/1", null);
    assertThat(settings.toString()).doesNotContain(SECRET);
    assertThat(SentryDsn.parse("https://" + SECRET + "@host/1").toString()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @CsvSource({
    "relay, internal, false, relay",
    "relay, internal, true, relay",
    ", internal, false, internal",
    ", internal, true, ",
    "relay, , true, relay",
    ", , false, "
  })
  void theRelayIsTheInternalProjectUnlessAnotherIsNamed(
      @Nullable String relay,
      @Nullable String internal,
      boolean inDevelopment,
      @Nullable String target) {
    assertThat(ReportSettings.relayTarget(relay, internal, inDevelopment)).isEqualTo(target);
  }

  @Test
  void ourOwnProjectsAreThoseThatMayLeadBack() {
    assertThat(ReportSettings.ownProjects("https://k@h/7", "https://k@h/42"))
        .containsExactlyInAnyOrder("7", "42");
    assertThat(ReportSettings.ownProjects(null, "https://k@h/Own")).containsExactly("Own");
    assertThat(ReportSettings.ownProjects("nonsense", null)).isEmpty();

    ReportSettings settings = settings(null, "https://k@h/Own");
    assertThat(settings.isOwn("Own")).isTrue();
    assertThat(settings.isOwn("own ")).isTrue();
    assertThat(settings.isOwn("own2")).isFalse();
    assertThat(settings.isOwn(null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void ratesAreShares(double rate) {
    assertThatThrownBy(
            () ->
                new ReportSettings(
                    null, null, Set.of(), "s", "r", "f", "v", rate, Map.of(), false, 0))
        .hasMessageContaining("tracesRate");
    assertThatThrownBy(
            () ->
                new ReportSettings(
                    null, null, Set.of(), "s", "r", "f", "v", 0, Map.of("f", rate), false, 0))
        .hasMessageContaining("functionRates");
  }

  @Test
  void theReleaseIsTheVersionThatTheBuildWroteIntoTheJar(@TempDir Path folder) throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "9.8.7");
    Path jar = folder.resolve("shared.jar");
    String name = ReportSettings.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream in = requireNonNull(getClass().getClassLoader()).getResourceAsStream(name)) {
      out.putNextEntry(new JarEntry(name));
      requireNonNull(in).transferTo(out);
    }
    URL[] path = {
      jar.toUri().toURL(), Settings.class.getProtectionDomain().getCodeSource().getLocation()
    };
    // Of the two places the jar comes first.
    try (URLClassLoader packaged = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      Class<?> settings = packaged.loadClass(ReportSettings.class.getName());
      assertThat(settings.getMethod("builtRelease").invoke(null)).isEqualTo("eventfix@9.8.7");
    }
    // From classes in a folder, as in these tests, there is no manifest.
    assertThat(ReportSettings.builtRelease()).startsWith("eventfix@").hasSizeGreaterThan(9);
  }

  private static ReportSettings settings(@Nullable String upstream, @Nullable String relay) {
    return new ReportSettings(
        upstream,
        relay,
        ReportSettings.ownProjects(relay, null),
        "s",
        "r",
        "f",
        "v",
        0,
        Map.of(),
        false,
        0);
  }
}
