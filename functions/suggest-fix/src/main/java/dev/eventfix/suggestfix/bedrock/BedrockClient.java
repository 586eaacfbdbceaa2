package dev.eventfix.suggestfix.bedrock;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientAsyncConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.http.crt.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClientBuilder;
import software.amazon.awssdk.services.bedrockruntime.auth.scheme.BedrockRuntimeAuthSchemeProvider;

/**
 * The SDK's client, built at its first use. It is the asynchronous one, for streams exist in that
 * one only. Safe for use by several threads.
 */
final class BedrockClient implements AutoCloseable {

  /** The native client's window. */
  private static final long READ_BUFFER_BYTES = 64 * 1024;

  private static final String SIGNATURE_VERSION_4 = "aws.auth#sigv4";

  private final BedrockSettings settings;
  private @Nullable AwsCredentialsProvider credentials;
  private @Nullable SdkAsyncHttpClient http;
  private @Nullable BedrockRuntimeAsyncClient client;

  BedrockClient(BedrockSettings settings) {
    this.settings = settings;
  }

  /** Whether there are credentials; those of a container or a laptop are looked for. */
  boolean hasCredentials() {
    try {
      // The client asks again, and gets the same: these are kept.
      AwsCredentials unused = credentials().resolveCredentials();
      return true;
    } catch (SdkClientException e) {
      return false;
    }
  }

  synchronized BedrockRuntimeAsyncClient get() {
    BedrockRuntimeAsyncClient built = client;
    if (built == null) {
      SdkAsyncHttpClient crt =
          AwsCrtAsyncHttpClient.builder()
              .connectionTimeout(settings.timeouts().connect())
              .tlsNegotiationTimeout(settings.timeouts().connect())
              .connectionAcquisitionTimeout(settings.timeouts().acquisition())
              .readBufferSizeInBytes(READ_BUFFER_BYTES)
              .proxyConfiguration(
                  ProxyConfiguration.builder()
                      .useSystemPropertyValues(false)
                      .useEnvironmentVariableValues(false)
                      .build())
              .build();
      http = crt;
      BedrockRuntimeAsyncClientBuilder builder =
          BedrockRuntimeAsyncClient.builder()
              .httpClient(crt)
              .region(Region.of(settings.region()))
              .credentialsProvider(credentials())
              // Else AWS_BEARER_TOKEN_BEDROCK in the environment would stand in for the role.
              .authSchemeProvider(
                  BedrockRuntimeAuthSchemeProvider.defaultProvider(List.of(SIGNATURE_VERSION_4)))
              .asyncConfiguration(
                  ClientAsyncConfiguration.builder()
                      // What comes is only put into a queue: that needs no threads of the SDK's.
                      .advancedOption(
                          SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run)
                      .build())
              .overrideConfiguration(
                  ClientOverrideConfiguration.builder()
                      // Ours are the only ones, lest the two be multiplied.
                      .retryStrategy(DefaultRetryStrategy.doNotRetry())
                      .addExecutionInterceptor(new ByteWatch())
                      .build());
      if (settings.endpointUrl() != null) {
        builder.endpointOverride(URI.create(settings.endpointUrl()));
      }
      built = builder.build();
      client = built;
    }
    return built;
  }

  private synchronized AwsCredentialsProvider credentials() {
    AwsCredentialsProvider found = credentials;
    if (found == null) {
      found = find(settings.environment());
      credentials = found;
    }
    return found;
  }

  private static AwsCredentialsProvider find(Map<String, String> environment) {
    if (environment.containsKey("AWS_CONTAINER_CREDENTIALS_FULL_URI")) {
      return ContainerCredentialsProvider.create();
    }
    String id = environment.get("AWS_ACCESS_KEY_ID");
    String secret = environment.get("AWS_SECRET_ACCESS_KEY");
    if (id == null || id.isBlank() || secret == null || secret.isBlank()) {
      // On a laptop: profiles and what else there is. It looks around for long, and loads much.
      return DefaultCredentialsProvider.builder().build();
    }
    String token = environment.get("AWS_SESSION_TOKEN");
    return StaticCredentialsProvider.create(
        token == null
            ? AwsBasicCredentials.create(id, secret)
            : AwsSessionCredentials.create(id, secret, token));
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
    if (http != null) {
      http.close();
      http = null;
    }
  }
}
