package dev.eventfix.configuration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What came of fetching a secret. */
sealed interface SecretValue {

  /** What a field of the secret's JSON is; the same fault when there is no secret. */
  SecretValue member(String name);

  /** The secret itself: not a record, which would tell it when it is printed. */
  final class Text implements SecretValue {
    private final String text;

    Text(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    @Override
    public SecretValue member(String name) {
      try (JsonParser json = Json.parser(text.getBytes(StandardCharsets.UTF_8))) {
        if (json.nextToken() == JsonToken.START_OBJECT) {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = json.currentName().equals(name);
            if (json.nextToken() == JsonToken.VALUE_STRING && found) {
              return new Text(json.getText());
            }
            json.skipChildren();
          }
          return new Fault("its JSON has no text under " + name + " (correct what follows #)");
        }
      } catch (IOException e) {
        // Not told: the message holds the text.
      }
      return new Fault("it is no JSON object (leave out #" + name + ", or store one)");
    }

    @Override
    public String toString() {
      return "a secret";
    }
  }

  /**
   * There is no value.
   *
   * @param reason why, and what to do; never holds a value
   * @param passing true when it may be had later, with nothing changed here
   */
  record Fault(String reason, boolean passing) implements SecretValue {
    /** One that stays. */
    Fault(String reason) {
      this(reason, false);
    }

    @Override
    public SecretValue member(String name) {
      return this;
    }
  }
}
