package dev.eventfix.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.wire.JsonObject;
import java.io.IOException;

/**
 * One case and what a provider made of it.
 *
 * @param provider as it was asked for, or as the answer names itself
 * @param model empty when there is no answer
 * @param failure why there is no answer; empty when there is one
 * @param millis how long it took
 * @param suggestion markdown; hostile
 */
record EvalRow(
    EvalCase asked,
    String provider,
    String model,
    EvalScore score,
    String failure,
    long inputTokens,
    long outputTokens,
    long millis,
    String suggestion)
    implements JsonObject {

  boolean failed() {
    return !failure.isEmpty();
  }

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeStringField("provider", provider);
    json.writeStringField("model", model);
    json.writeStringField("platform", asked.platform());
    json.writeStringField("case", asked.name());
    json.writeBooleanField("frame", score.frame());
    json.writeBooleanField("cause", score.cause());
    json.writeBooleanField("fix", score.fixed());
    json.writeStringField("fix_told", score.fix().label());
    json.writeNumberField("input_tokens", inputTokens);
    json.writeNumberField("output_tokens", outputTokens);
    json.writeNumberField("millis", millis);
    if (failed()) {
      json.writeStringField("failure", failure);
    }
  }
}
