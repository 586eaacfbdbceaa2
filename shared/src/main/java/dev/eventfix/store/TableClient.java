package dev.eventfix.store;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** The SDK's client of the table, built at its first use. Safe for use by several threads. */
final class TableClient implements Supplier<DynamoDbClient>, AutoCloseable {

  /** How often the SDK tries what failed or was limited, the first time included. */
  static final int MAX_ATTEMPTS = 4;

  /** How long one try may take: the client has no time-out of its own for reading. */
  static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(3);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  private final TableSettings settings;
  private final Duration attemptTimeout;
  private final TableClock clock;
  private @Nullable SdkHttpClient http;
  private @Nullable DynamoDbClient client;

  TableClient(TableSettings settings, TableClock clock) {
    this.settings = settings;
    this.attemptTimeout = ATTEMPT_TIMEOUT;
    this.clock = clock;
  }

  /** For tests, over an HTTP client that does what networks do. */
  TableClient(
      TableSettings settings, SdkHttpClient http, Duration attemptTimeout, TableClock clock) {
    this.settings = settings;
    this.http = http;
    this.attemptTimeout = attemptTimeout;
    this.clock = clock;
  }

  @Override
  public synchronized DynamoDbClient get() {
    DynamoDbClient built = client;
    if (built == null) {
      if (http == null) {
        http = AwsCrtHttpClient.builder().connectionTimeout(CONNECT_TIMEOUT).build();
      }
      DynamoDbClientBuilder builder =
          DynamoDbClient.builder()
              .httpClient(http)
              .region(Region.of(settings.region()))
              .credentialsProvider(credentials())
              .overrideConfiguration(
                  ClientOverrideConfiguration.builder()
                      .retryStrategy(
                          StandardRetryStrategy.builder()
                              .maxAttempts(MAX_ATTEMPTS)
                              // By itself the SDK gives up on an answer that was changed on its
                              // way.
                              .retryOnExceptionInstanceOf(Crc32MismatchException.class)
                              .build())
                      .apiCallAttemptTimeout(attemptTimeout)
                      .addExecutionInterceptor(new Times(clock))
                      .build());
      if (settings.endpoint() != null) {
        builder.endpointOverride(settings.endpoint());
      }
      built = builder.build();
      client = built;
    }
    return built;
  }

  private AwsCredentialsProvider credentials() {
    if (settings.isLocal()) {
      return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    }
    if (System.getenv("AWS_CONTAINER_CREDENTIALS_FULL_URI") != null) {
      return ContainerCredentialsProvider.create();
    }
    if (System.getenv("AWS_ACCESS_KEY_ID") != null) {
      return EnvironmentVariableCredentialsProvider.create();
    }
    // On a laptop: profiles and what else there is. It looks around for long, and loads much.
    return DefaultCredentialsProvider.builder().build();
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

  /** Tells the clock what each answer says of the time. */
  private static final class Times implements ExecutionInterceptor {
    private static final ExecutionAttribute<Long> SENT_AT =
        new ExecutionAttribute<>("eventfixSentAt");

    private final TableClock clock;

    Times(TableClock clock) {
      this.clock = clock;
    }

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      attributes.putAttribute(SENT_AT, clock.ownMillis());
    }

    @Override
    public void afterTransmission(
        Context.AfterTransmission context, ExecutionAttributes attributes) {
      clock.answered(
          attributes.getAttribute(SENT_AT),
          context.httpResponse().firstMatchingHeader("Date").orElse(null));
    }
  }
}
