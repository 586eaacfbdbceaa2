package dev.eventfix.suggestfix.vertex;

import dev.eventfix.configuration.ServiceCheck;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.http.Credentials;
import dev.eventfix.suggestfix.http.HttpProvider;
import dev.eventfix.suggestfix.http.HttpReply;
import dev.eventfix.suggestfix.http.ModelHttp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Has each model count the tokens of one word, which costs nothing and needs the same project,
 * location, model and permission as a question. Nothing that the server wrote gets into what is
 * told.
 */
final class CountTokensCheck implements ServiceCheck {

  /** For each model: somebody waits for it. */
  static final int TOTAL_MILLIS = 5_000;

  private static final byte[] ONE_WORD =
      "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"ping\"}]}]}"
          .getBytes(StandardCharsets.UTF_8);

  private final VertexSettings settings;
  private final ModelHttp http;
  private final Credentials credentials;
  private final List<String> models;

  CountTokensCheck(
      VertexSettings settings, ModelHttp http, Credentials credentials, List<String> models) {
    this.settings = settings;
    this.http = http;
    this.credentials = credentials;
    this.models = models;
  }

  @Override
  public String name() {
    return "it answers, and has the model";
  }

  @Override
  public Result run() {
    for (String model : models) {
      Result result = run(model);
      if (!(result instanceof Result.Passed)) {
        return result;
      }
    }
    return new Result.Passed("it has " + String.join(", ", models));
  }

  private Result run(String model) {
    Deadline deadline = Deadline.inMillis(TOTAL_MILLIS);
    Credentials.Sent sent = credentials.get(deadline);
    if (sent instanceof Credentials.Sent.Missing missing) {
      return new Result.Failed(missing.outcome().reason());
    }
    Map<String, String> headers =
        sent instanceof Credentials.Sent.Header header
            ? Map.of(header.name(), header.value())
            : Map.of();
    HttpReply reply =
        http.post(
            VertexSettings.address(
                http.server(), settings.project(), settings.location(), model, "countTokens"),
            headers,
            ModelHttp.JSON,
            ONE_WORD,
            deadline,
            "the answer was not complete within " + TOTAL_MILLIS / 1000 + " s");
    if (reply instanceof HttpReply.Failed failed) {
      return new Result.Failed(failed.outcome().reason());
    }
    int status = reply instanceof HttpReply.Received received ? received.status() : 0;
    if (status / 100 == 2) {
      return new Result.Passed("it has " + model);
    }
    return status == 429
        ? new Result.Doubtful("the model's provider takes no more requests for now")
        : new Result.Failed(
            model + ": " + HttpProvider.unavailable(http.server(), status).reason());
  }
}
