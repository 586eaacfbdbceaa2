package dev.eventfix.suggestfix;

/**
 * The texts a model is sent.
 *
 * @param version of our own wording, for example {@code 1}
 * @param system who the model is and what it must do
 * @param user the question, with the event as one line of JSON
 */
record Prompt(String version, String system, String user) {}
