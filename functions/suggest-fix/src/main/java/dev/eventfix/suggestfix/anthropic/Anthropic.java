package dev.eventfix.suggestfix.anthropic;

import dev.eventfix.suggestfix.http.HttpProvider;
import dev.eventfix.suggestfix.http.HttpProvider.Pause;
import dev.eventfix.suggestfix.http.ModelHttp;
import dev.eventfix.suggestfix.http.ModelsCheck;
import java.time.InstantSource;
import java.util.List;

/** Models behind Anthropic's messages API. */
public final class Anthropic {

  private Anthropic() {}

  /** A provider that connects at its first question. */
  public static HttpProvider provider(String name, AnthropicSettings settings) {
    return provider(name, settings, Thread::sleep, InstantSource.system());
  }

  static HttpProvider provider(
      String name, AnthropicSettings settings, Pause pause, InstantSource clock) {
    ModelHttp http = new ModelHttp(settings.server(), settings.timeouts());
    return new HttpProvider(
        name,
        new Messages(settings.endpoint()),
        settings.credentials(),
        http,
        settings.formatted(),
        models ->
            List.of(
                new ModelsCheck(
                    http, settings.credentials(), Messages.VERSION, settings.models(), models)),
        pause,
        clock);
  }
}
