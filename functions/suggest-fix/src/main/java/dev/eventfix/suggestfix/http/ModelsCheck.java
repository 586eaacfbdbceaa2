package dev.eventfix.suggestfix.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.configuration.ServiceCheck;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Has the server tell which models it has, which costs no tokens. Nothing that it wrote gets into
 * what is told.
 */
public final class ModelsCheck implements ServiceCheck {

  /** For everything: somebody waits for it. */
  static final int TOTAL_MILLIS = 5_000;

  private static final String ASK = "; to be sure, have it asked: ./eventfix suggest-fix FILE";

  private final ModelHttp http;
  private final Credentials credentials;
  private final Map<String, String> headers;
  private final URI address;
  private final List<String> models;

  /**
   * A check.
   *
   * @param headers beside what the credentials send
   * @param address answers with a list of models
   * @param models those that must be there
   */
  public ModelsCheck(
      ModelHttp http,
      Credentials credentials,
      Map<String, String> headers,
      URI address,
      List<String> models) {
    this.http = http;
    this.credentials = credentials;
    this.headers = headers;
    this.address = address;
    this.models = models;
  }

  @Override
  public String name() {
    return "it answers, and has the model";
  }

  @Override
  public Result run() {
    HttpReply reply =
        http.get(
            address,
            headers(),
            Deadline.inMillis(TOTAL_MILLIS),
            "the answer was not complete within " + TOTAL_MILLIS / 1000 + " s");
    if (reply instanceof HttpReply.Received received) {
      return result(received);
    }
    String reason = ((HttpReply.Failed) reply).outcome().reason();
    return reason.equals(ModelHttp.TOO_LONG)
        ? new Result.Doubtful("it answers with too long a list of models to look through" + ASK)
        : new Result.Failed(reason);
  }

  private Map<String, String> headers() {
    Map<String, String> all = new HashMap<>(headers);
    if (credentials.get(Deadline.inMillis(TOTAL_MILLIS)) instanceof Credentials.Sent.Header sent) {
      all.put(sent.name(), sent.value());
    }
    return all;
  }

  private Result result(HttpReply.Received received) {
    int status = received.status();
    if (status / 100 == 2) {
      return listed(received.body());
    }
    if (status == 404 || status == 405) {
      return new Result.Doubtful("it answers, but does not tell its models" + ASK);
    }
    if (status == 429) {
      return new Result.Doubtful("the model's provider takes no more requests for now");
    }
    return new Result.Failed(HttpProvider.unavailable(http.server(), status).reason());
  }

  private Result listed(byte[] body) {
    List<String> missing = new ArrayList<>(models);
    try (JsonParser json = Json.parser(body)) {
      if (!removeListed(json, missing)) {
        throw new IOException("no list");
      }
    } catch (IOException e) {
      return new Result.Doubtful(
          "what it answers is no list of models: check " + http.server().addressSetting() + ASK);
    }
    return missing.isEmpty()
        ? new Result.Passed("it has " + String.join(", ", models))
        : new Result.Doubtful(
            "it answers, but lists no model "
                + String.join(", ", missing)
                + ": check "
                + http.server().modelSetting()
                + ASK);
  }

  /** Takes out what the list names; false when there is no list. */
  private static boolean removeListed(JsonParser json, List<String> missing) throws IOException {
    boolean list = false;
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean data = json.currentName().equals("data");
      if (json.nextToken() == JsonToken.START_ARRAY && data) {
        list = true;
        while (json.nextToken() == JsonToken.START_OBJECT) {
          removeListedOne(json, missing);
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
          return false;
        }
      } else {
        json.skipChildren();
      }
    }
    return list;
  }

  private static void removeListedOne(JsonParser json, List<String> missing) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean id = json.currentName().equals("id");
      if (json.nextToken() == JsonToken.VALUE_STRING && id) {
        String listed = json.getText();
        for (int i = missing.size() - 1; i >= 0; i--) {
          if (isNamed(listed, missing.get(i))) {
            missing.remove(i);
          }
        }
      } else {
        json.skipChildren();
      }
    }
  }

  /** Some servers list models with where they are from or with their tag: models/A, A:latest. */
  private static boolean isNamed(String listed, String model) {
    return listed.equals(model) || listed.endsWith("/" + model) || listed.startsWith(model + ":");
  }
}
