package dev.eventfix.suggestfix.vertex;

import dev.eventfix.configuration.Secret;
import dev.eventfix.suggestfix.http.ModelServer;
import dev.eventfix.suggestfix.http.Timeouts;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a project's models on Vertex AI.
 *
 * @param project the project's id or number
 * @param location a region, {@code us}, {@code eu} or {@code global}
 * @param baseUrl another address than the location's own, as for a private endpoint, without a
 *     slash at its end; or null
 * @param credentialsJson a service account's key, or a configuration of workload identity
 *     federation for AWS, as Google gives either out
 * @param formatted whether a model is expected to hold to a JSON schema
 * @param environment where AWS's credentials are found, for the federation
 */
public record VertexSettings(
    String project,
    String location,
    @Nullable String baseUrl,
    Secret credentialsJson,
    boolean formatted,
    Timeouts timeouts,
    Map<String, String> environment) {

  static final String PROJECT_SETTING = "llm.providers.vertex.project";
  static final String LOCATION_SETTING = "llm.providers.vertex.location";
  static final String BASE_URL_SETTING = "llm.providers.vertex.base_url";
  static final String CREDENTIALS_SETTING = "llm.providers.vertex.credentials";
  static final String MODEL_SETTING = "llm.model";

  /**
   * The settings.
   *
   * @throws IllegalArgumentException when {@link #locationFault} has one to tell
   */
  public VertexSettings {
    if (locationFault(location) != null) {
      throw new IllegalArgumentException(LOCATION_SETTING + " is no location");
    }
  }

  /**
   * What is wrong with a location, as the predicate of a sentence, or null when nothing is. It
   * becomes part of the host's name, so nothing that could end that is one.
   */
  public static @Nullable String locationFault(String location) {
    for (int i = 0; i < location.length(); i++) {
      char c = location.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
        return "must be small letters, digits and hyphens, as in europe-west4";
      }
    }
    return location.isEmpty() ? "must not be empty" : null;
  }

  /** Without the environment, which holds AWS's credentials. */
  @Override
  public String toString() {
    return "VertexSettings[project=" + project + ", location=" + location + "]";
  }

  /** Where it is. */
  ModelServer server() {
    return new ModelServer(
        baseUrl == null ? "https://" + host(location) : ModelServer.withoutTrailingSlashes(baseUrl),
        baseUrl == null ? PROJECT_SETTING + " and " + LOCATION_SETTING : BASE_URL_SETTING,
        CREDENTIALS_SETTING,
        MODEL_SETTING,
        null);
  }

  static String host(String location) {
    return switch (location) {
      case "global" -> "aiplatform.googleapis.com";
      case "us", "eu" -> "aiplatform." + location + ".rep.googleapis.com";
      default -> location + "-aiplatform.googleapis.com";
    };
  }

  /**
   * A method of one of the project's models.
   *
   * @param method with what follows it in the address
   */
  static URI address(
      ModelServer server, String project, String location, String model, String method) {
    return URI.create(
        server.baseUrl()
            + "/v1/projects/"
            + encoded(project)
            + "/locations/"
            + location
            + "/publishers/google/models/"
            + encoded(model)
            + ":"
            + method);
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
