package dev.eventfix.suggestfix;

import dev.eventfix.suggestfix.budget.Budgets;
import dev.eventfix.suggestfix.delivery.Delivery;
import dev.eventfix.suggestfix.options.RecentOptions;
import dev.eventfix.suggestfix.suggestions.SuggestionStore;
import org.jspecify.annotations.Nullable;

/**
 * What there is only with a table.
 *
 * @param delivery publishes what was stored, or null when no topic is named
 */
record TableServices(
    SuggestionStore suggestions,
    Budgets budgets,
    RecentOptions options,
    @Nullable Delivery delivery) {}
