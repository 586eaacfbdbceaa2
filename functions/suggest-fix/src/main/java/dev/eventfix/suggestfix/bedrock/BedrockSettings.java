package dev.eventfix.suggestfix.bedrock;

import dev.eventfix.suggestfix.http.ModelServer;
import dev.eventfix.suggestfix.http.Timeouts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Amazon Bedrock.
 *
 * @param region the region whose Bedrock is asked
 * @param endpointUrl another address than the region's own, as of an endpoint in a VPC, or null
 * @param formatted whether an answer's form is demanded; a model that cannot be held to one is
 *     asked without it
 * @param environment the process's environment variables, which tell where the credentials are
 */
public record BedrockSettings(
    String region,
    @Nullable String endpointUrl,
    boolean formatted,
    Timeouts timeouts,
    Map<String, String> environment) {

  /** The setting of the region, as errors name it. */
  public static final String REGION_SETTING = "llm.providers.bedrock.region";

  /** The setting of the other address, as errors name it. */
  public static final String ENDPOINT_SETTING = "llm.providers.bedrock.base_url";

  /** The setting of the model, as errors name it. */
  static final String MODEL_SETTING = "llm.model";

  /** The server, for what is said of any. */
  ModelServer server() {
    return new ModelServer(
        endpointUrl == null ? "" : endpointUrl,
        endpointUrl == null ? REGION_SETTING : ENDPOINT_SETTING,
        "the role's credentials",
        MODEL_SETTING,
        null);
  }
}
