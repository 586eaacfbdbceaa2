package dev.eventfix.telemetry;

import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where this deployment reports its own failures to, and what they carry.
 *
 * @param upstreamDsn the team's Sentry ({@code sentry.dsn}), a well-formed DSN; null for none
 * @param relayDsn the second target, of {@link #relayTarget}; null for none
 * @param ownProjects ids of the projects that take our own reports, of {@link #ownProjects}: a
 *     failure to handle an event of theirs is never sent to the relay
 * @param stage where this deployment stands, such as {@code production}
 * @param region the AWS region; empty when unknown
 * @param function the function's name
 * @param release of {@link #builtRelease()}
 * @param tracesRate the share of invocations that are traced, 0 to 1
 * @param functionRates the same for single functions, by name
 * @param upstreamStatsd whether upstream gets items of the type {@code statsd}
 * @param upstreamStatsdRate if it does not: the share of these items that it gets, 0 to 1
 */
public record ReportSettings(
    @Nullable String upstreamDsn,
    @Nullable String relayDsn,
    Set<String> ownProjects,
    String stage,
    String region,
    String function,
    String release,
    double tracesRate,
    Map<String, Double> functionRates,
    boolean upstreamStatsd,
    double upstreamStatsdRate) {

  private static final String RELEASE_PREFIX = "eventfix@";

  public ReportSettings {
    require(upstreamDsn, "upstreamDsn");
    require(relayDsn, "relayDsn");
    requireRate(tracesRate, "tracesRate");
    requireRate(upstreamStatsdRate, "upstreamStatsdRate");
    for (Map.Entry<String, Double> rate : functionRates.entrySet()) {
      requireRate(rate.getValue(), "a rate of functionRates");
    }
    ownProjects = Set.copyOf(ownProjects);
    functionRates = Map.copyOf(functionRates);
  }

  /** Settings that hold a DSN, which may be references. */
  public static final List<Setting> DSNS =
      List.of(Setting.SENTRY_DSN, Setting.SENTRY_RELAY_DSN, Setting.SENTRY_INTERNAL_DSN);

  /**
   * Reads what is set; a DSN that is none is noted as a fault and counts as not given.
   *
   * @param region the AWS region; empty when unknown
   * @param fetches whether references were fetched; else they are warned of
   */
  public static ReportSettings read(
      Settings settings, String function, String region, boolean fetches) {
    String upstream = dsn(settings, Setting.SENTRY_DSN, fetches);
    String relay = dsn(settings, Setting.SENTRY_RELAY_DSN, fetches);
    String internal = dsn(settings, Setting.SENTRY_INTERNAL_DSN, fetches);
    if (upstream != null) {
      requireOther(settings, upstream, Setting.SENTRY_RELAY_DSN, relay);
      requireOther(settings, upstream, Setting.SENTRY_INTERNAL_DSN, internal);
    }
    return new ReportSettings(
        upstream,
        relayTarget(relay, internal, Settings.DEVELOPMENT.equals(settings.stage())),
        relay == null && internal == null ? Set.of() : ownProjects(relay, internal),
        settings.stage(),
        region,
        function,
        builtRelease(),
        settings.number(Setting.SENTRY_TRACES_SAMPLE_RATE),
        settings.numbersByName(Setting.SENTRY_TRACES_SAMPLE_RATES),
        settings.flag(Setting.SENTRY_UPSTREAM_STATSD),
        settings.number(Setting.SENTRY_UPSTREAM_STATSD_SAMPLE_RATE));
  }

  private static @Nullable String dsn(Settings settings, Setting setting, boolean fetches) {
    if (!fetches && settings.isReference(setting)) {
      settings.warn(
          setting,
          "is a reference, which this function has nothing to fetch with: it reports nothing there");
      return null;
    }
    String dsn = settings.text(setting);
    String fault = dsn == null ? null : dsnFault(dsn);
    if (fault != null) {
      settings.fault(setting, fault);
      return null;
    }
    return dsn;
  }

  /** Upstream gets every failure: as the project whose events come back it would make a circle. */
  private static void requireOther(
      Settings settings, String upstream, Setting setting, @Nullable String other) {
    if (other != null && SentryDsn.parse(upstream).isOfSameProject(SentryDsn.parse(other))) {
      settings.fault(
          setting,
          "is the same project as "
              + Setting.SENTRY_DSN.key()
              + ": name one that is another's, or leave it out");
    }
  }

  private static void require(@Nullable String dsn, String name) {
    String fault = dsn == null ? null : SentryDsn.fault(dsn);
    if (fault != null) {
      throw new IllegalArgumentException(name + " " + fault);
    }
  }

  private static void requireRate(double rate, String name) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException(name + " is not between 0 and 1");
    }
  }

  /**
   * What is wrong with a DSN, as the predicate of a sentence that never holds any of its text; null
   * when nothing is.
   */
  public static @Nullable String dsnFault(String dsn) {
    return SentryDsn.fault(dsn);
  }

  /**
   * The second target: {@code sentry.relay_dsn}; without it {@code sentry.internal_dsn}, the
   * project that this deployment itself ingests, but never in development, where a fault would feed
   * the very program that is being written.
   */
  public static @Nullable String relayTarget(
      @Nullable String relayDsn, @Nullable String internalDsn, boolean inDevelopment) {
    if (relayDsn != null) {
      return relayDsn;
    }
    return inDevelopment ? null : internalDsn;
  }

  /** The projects of the DSNs that may lead back to this deployment; those malformed have none. */
  public static Set<String> ownProjects(@Nullable String relayDsn, @Nullable String internalDsn) {
    Set<String> projects = new TreeSet<>();
    if (relayDsn != null && SentryDsn.fault(relayDsn) == null) {
      projects.add(SentryDsn.parse(relayDsn).project());
    }
    if (internalDsn != null && SentryDsn.fault(internalDsn) == null) {
      projects.add(SentryDsn.parse(internalDsn).project());
    }
    return projects;
  }

  /** The release that the build wrote into the jar, as {@code eventfix@VERSION}. */
  public static String builtRelease() {
    String version = ReportSettings.class.getPackage().getImplementationVersion();
    return RELEASE_PREFIX + (version == null ? "unpackaged" : version);
  }

  /** False when there is nowhere to report to. */
  boolean hasTargets() {
    return upstreamDsn != null || relayDsn != null;
  }

  /** Whether a report is kept from the relay. */
  boolean isUnsafe(ReportContext context) {
    return context.unsafe() || isOwn(context.project());
  }

  /** Whether an event's project is one that takes our own reports. */
  boolean isOwn(@Nullable String project) {
    if (project == null || ownProjects.isEmpty()) {
      return false;
    }
    String sought = project.trim().toLowerCase(Locale.ROOT);
    for (String own : ownProjects) {
      if (own.toLowerCase(Locale.ROOT).equals(sought)) {
        return true;
      }
    }
    return false;
  }

  /** Without the DSNs, which hold keys. */
  @Override
  public String toString() {
    return "ReportSettings[function=" + function + ", stage=" + stage + "]";
  }
}
