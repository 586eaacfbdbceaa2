package dev.eventfix.suggestfix.vertex;

import dev.eventfix.suggestfix.http.Credentials;
import dev.eventfix.suggestfix.http.HttpProvider;
import dev.eventfix.suggestfix.http.HttpProvider.Pause;
import dev.eventfix.suggestfix.http.ModelHttp;
import dev.eventfix.suggestfix.http.ModelServer;
import java.time.InstantSource;
import java.util.List;

/** Google's models on Vertex AI. */
public final class Vertex {

  private Vertex() {}

  /** A provider that connects at its first question. */
  public static HttpProvider provider(String name, VertexSettings settings) {
    return provider(
        name,
        settings,
        settings.server(),
        new GoogleCredentials(settings, InstantSource.system(), System::nanoTime),
        Thread::sleep,
        InstantSource.system());
  }

  static HttpProvider provider(
      String name,
      VertexSettings settings,
      ModelServer server,
      Credentials credentials,
      Pause pause,
      InstantSource clock) {
    ModelHttp http = new ModelHttp(server, settings.timeouts());
    return new HttpProvider(
        name,
        new GenerateContent(server, settings.project(), settings.location()),
        credentials,
        http,
        settings.formatted(),
        models -> List.of(new CountTokensCheck(settings, http, credentials, models)),
        pause,
        clock);
  }
}
