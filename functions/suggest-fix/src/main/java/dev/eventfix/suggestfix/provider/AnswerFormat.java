package dev.eventfix.suggestfix.provider;

/**
 * The form that an answer shall have where the provider can hold a model to one.
 *
 * @param name letters, digits and underscores, up to 64
 * @param schema a JSON schema, as JSON
 */
public record AnswerFormat(String name, String schema) {}
