package dev.eventfix.suggestfix.suggestions;

/** The fake does what the store does. */
final class InMemorySuggestionStoreTest extends SuggestionStoreContract {

  @Override
  SuggestionStore store() {
    return new InMemorySuggestionStore(clock, DAYS);
  }
}
