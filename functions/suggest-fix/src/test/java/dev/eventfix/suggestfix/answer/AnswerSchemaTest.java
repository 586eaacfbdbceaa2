package dev.eventfix.suggestfix.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerSchemaTest {

  /** What OpenAI's strict mode, Anthropic, Bedrock and Gemini all know of JSON Schema. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "type", "description", "properties", "required", "additionalProperties", "items", "enum");

  @Test
  void isStrictInEachObject() throws IOException {
    JsonNode schema = written(true);

    assertStrict(schema);
    assertStrict(schema.at("/properties/not_enough_information"));
    assertThat(schema.at("/properties/not_enough_information/type").toString())
        .isEqualTo("[\"object\",\"null\"]");
    assertThat(schema.at("/properties/confidence/enum").toString())
        .isEqualTo("[\"high\",\"medium\",\"low\"]");
    assertThat(keywords(schema)).isSubsetOf(KEYWORDS);
  }

  @Test
  void keepsToTheSubsetOfOpenApi() throws IOException {
    JsonNode schema = written(false);

    assertThat(schema.findValues("additionalProperties")).isEmpty();
    assertThat(schema.findValues("type")).allMatch(JsonNode::isTextual);
    assertThat(schema.at("/properties/not_enough_information/nullable").asBoolean()).isTrue();
    assertThat(schema.at("/required")).hasSize(5);
  }

  private static void assertStrict(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.get("properties").fieldNames().forEachRemaining(names::add);
    List<String> required = new ArrayList<>();
    object.get("required").forEach(each -> required.add(each.asText()));
    assertThat(required).isEqualTo(names);
    assertThat(object.get("additionalProperties").asBoolean(true)).isFalse();
  }

  private static List<String> keywords(JsonNode schema) {
    List<String> found = new ArrayList<>();
    schema.fieldNames().forEachRemaining(found::add);
    if (schema.has("items")) {
      found.addAll(keywords(schema.get("items")));
    }
    if (schema.has("properties")) {
      schema.get("properties").forEach(each -> found.addAll(keywords(each)));
    }
    return found;
  }

  private static JsonNode written(boolean jsonSchema) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      if (jsonSchema) {
        AnswerSchema.write(json);
      } else {
        AnswerSchema.writeOpenApi(json);
      }
    }
    return new ObjectMapper().readTree(out.toByteArray());
  }
}
