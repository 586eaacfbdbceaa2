package dev.eventfix.suggestfix.rules;

import dev.eventfix.suggestfix.provider.ModelProvider;
import dev.eventfix.suggestfix.provider.ModelProviderContract;

/** The rules do what every provider does. */
final class RulesContractTest extends ModelProviderContract {

  @Override
  protected ModelProvider provider() {
    return new RulesProvider();
  }
}
