package dev.eventfix.suggestfix.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * The schema of the JSON object that a model is asked for where its provider can be given one.
 *
 * <p>It keeps to what all providers take: every property is required, none may be added, and there
 * are no limits of lengths or numbers, which some refuse.
 */
public final class AnswerSchema {

  /** What the schema is called where a provider wants a name. */
  public static final String NAME = "suggested_fix";

  static final String REASON = "reason";
  static final String COLLECT = "collect";

  private AnswerSchema() {}

  /**
   * Writes it as JSON Schema: for OpenAI's strict {@code json_schema}, Anthropic's and Bedrock's
   * output formats and tools, and Gemini's {@code responseJsonSchema}.
   *
   * @throws IOException when the generator's target fails
   */
  public static void write(JsonGenerator json) throws IOException {
    write(json, true);
  }

  /**
   * Writes it in the subset of OpenAPI that Gemini's {@code responseSchema} takes: there {@code
   * additionalProperties} and lists of types are unknown names, and {@code nullable} says that a
   * value may be null.
   *
   * @throws IOException when the generator's target fails
   */
  public static void writeOpenApi(JsonGenerator json) throws IOException {
    write(json, false);
  }

  private static void write(JsonGenerator json, boolean jsonSchema) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "object");
    json.writeObjectFieldStart("properties");
    text(
        json,
        Section.PROBLEM_DESCRIPTION.field,
        "Markdown: what went wrong, where and why. No heading.");
    text(
        json,
        Section.PROPOSED_SOLUTION.field,
        "Markdown: the smallest change that fixes the cause, with fixed code in a fence. No"
            + " heading, no diff.");
    text(json, Section.WHAT_ELSE.field, "Markdown: what to check besides. No heading.");
    json.writeObjectFieldStart(Section.CONFIDENCE.field);
    json.writeStringField("type", "string");
    json.writeStringField("description", "How sure you are of the cause and the fix.");
    json.writeArrayFieldStart("enum");
    for (Confidence each : Confidence.values()) {
      json.writeString(each.wireName());
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeObjectFieldStart(Section.NOT_ENOUGH_INFORMATION.field);
    if (jsonSchema) {
      json.writeArrayFieldStart("type");
      json.writeString("object");
      json.writeString("null");
      json.writeEndArray();
    } else {
      json.writeStringField("type", "object");
      json.writeBooleanField("nullable", true);
    }
    json.writeStringField("description", "Null when the event shows enough to tell the cause.");
    json.writeObjectFieldStart("properties");
    text(json, REASON, "What the event does not show, in one sentence.");
    json.writeObjectFieldStart(COLLECT);
    json.writeStringField("type", "array");
    json.writeStringField("description", "What to collect, one thing each.");
    json.writeObjectFieldStart("items");
    json.writeStringField("type", "string");
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    close(json, jsonSchema, REASON, COLLECT);
    json.writeEndObject();
    close(
        json,
        jsonSchema,
        Section.PROBLEM_DESCRIPTION.field,
        Section.PROPOSED_SOLUTION.field,
        Section.WHAT_ELSE.field,
        Section.CONFIDENCE.field,
        Section.NOT_ENOUGH_INFORMATION.field);
  }

  private static void text(JsonGenerator json, String name, String description) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("type", "string");
    json.writeStringField("description", description);
    json.writeEndObject();
  }

  private static void close(JsonGenerator json, boolean jsonSchema, String... required)
      throws IOException {
    json.writeArrayFieldStart("required");
    for (String name : required) {
      json.writeString(name);
    }
    json.writeEndArray();
    if (jsonSchema) {
      json.writeBooleanField("additionalProperties", false);
    }
    json.writeEndObject();
  }
}
