package dev.eventfix.suggestfix.suggestions;

/** What is known of an event's suggestion. */
public sealed interface Stored {

  /** The newest one. */
  record Found(Suggestion suggestion) implements Stored {}

  /** There is none yet, but somebody is being asked. */
  record Asking() implements Stored {}

  /** There is none, or none any longer. */
  record None() implements Stored {}
}
