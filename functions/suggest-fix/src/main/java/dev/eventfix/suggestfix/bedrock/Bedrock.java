package dev.eventfix.suggestfix.bedrock;

import dev.eventfix.suggestfix.http.HttpProvider.Pause;
import dev.eventfix.suggestfix.provider.ModelProvider;
import java.time.InstantSource;

/** The models of Amazon Bedrock. */
public final class Bedrock {

  private Bedrock() {}

  /** A provider that loads the AWS SDK's client, and connects, at its first question. */
  public static ModelProvider provider(String name, BedrockSettings settings) {
    return provider(name, settings, Thread::sleep, InstantSource.system());
  }

  /** For tests, which wait for nothing. */
  static ModelProvider provider(
      String name, BedrockSettings settings, Pause pause, InstantSource clock) {
    return new BedrockProvider(name, settings, pause, clock);
  }
}
