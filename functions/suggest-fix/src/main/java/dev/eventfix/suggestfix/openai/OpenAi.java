package dev.eventfix.suggestfix.openai;

import dev.eventfix.suggestfix.http.HttpProvider;
import dev.eventfix.suggestfix.http.HttpProvider.Pause;
import dev.eventfix.suggestfix.http.ModelHttp;
import dev.eventfix.suggestfix.http.ModelsCheck;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Models behind any server that speaks OpenAI's chat completions. */
public final class OpenAi {

  private OpenAi() {}

  /** A provider that connects at its first question. */
  public static HttpProvider provider(String name, OpenAiSettings settings) {
    return provider(name, settings, Thread::sleep, InstantSource.system());
  }

  static HttpProvider provider(
      String name, OpenAiSettings settings, Pause pause, InstantSource clock) {
    ModelHttp http = new ModelHttp(settings.server(), settings.timeouts());
    return new HttpProvider(
        name,
        new ChatCompletions(settings.endpoint()),
        settings.credentials(),
        http,
        settings.formatted(),
        models ->
            List.of(
                new ModelsCheck(http, settings.credentials(), Map.of(), settings.models(), models)),
        pause,
        clock);
  }
}
