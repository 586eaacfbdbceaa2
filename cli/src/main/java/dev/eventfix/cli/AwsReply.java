package dev.eventfix.cli;

import com.fasterxml.jackson.core.JsonParser;
import dev.eventfix.wire.Json;
import java.io.IOException;
import java.util.Map;

/** How one call of AWS ended. */
sealed interface AwsReply {

  /** It was answered. */
  final class Answered implements AwsReply {
    private final byte[] body;

    Answered(byte[] body) {
      this.body = body;
    }

    /** Not copied: whoever asks does not write to it. */
    byte[] body() {
      return body;
    }

    /** The answer of a service that speaks JSON; empty when it is none. */
    Map<?, ?> json() {
      return AwsReply.json(body);
    }
  }

  /**
   * It was refused.
   *
   * @param error the error's name as the service has it: "AccessDenied"
   * @param message what the service says of it
   */
  record Refused(int status, String error, String message) implements AwsReply {

    /** True when it is the caller who may not ask this. */
    boolean isDenied() {
      return error.startsWith("AccessDenied") || error.equals("AuthorizationError");
    }
  }

  /**
   * No answer came.
   *
   * @param reason what happened, in our words
   */
  record Unanswered(String reason) implements AwsReply {}

  /** The object in these bytes, empty when there is none. */
  static Map<?, ?> json(byte[] bytes) {
    try (JsonParser json = Json.parser(bytes)) {
      return json.nextToken() == null ? Map.of() : AnswerTree.map(Json.readTree(json));
    } catch (IOException e) {
      return Map.of();
    }
  }
}
