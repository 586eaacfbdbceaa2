package dev.eventfix.suggestfix.options;

/** The fake does what the store does. */
final class InMemoryProjectOptionsStoreTest extends ProjectOptionsStoreContract {

  @Override
  ProjectOptionsStore store() {
    return new InMemoryProjectOptionsStore();
  }
}
