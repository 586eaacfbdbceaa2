package dev.eventfix.suggestfix;

import dev.eventfix.event.Redaction;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.suggestfix.budget.InMemoryCounters;
import dev.eventfix.suggestfix.budget.Limits;
import dev.eventfix.suggestfix.delivery.Delivery;
import dev.eventfix.suggestfix.options.InMemoryProjectOptionsStore;
import dev.eventfix.suggestfix.options.Policy;
import dev.eventfix.suggestfix.options.RecentOptions;
import dev.eventfix.suggestfix.provider.GenerationOptions;
import dev.eventfix.suggestfix.provider.ModelProvider;
import dev.eventfix.suggestfix.suggestions.SuggestionStore;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** suggest-fix with parts that a test made, and fakes for the others. */
final class TestFunction {

  static final String NONCE = "5ca1ab1e".repeat(4);

  final InMemoryProjectOptionsStore options = new InMemoryProjectOptionsStore();
  private final ModelProvider provider;
  private final Metrics metrics;
  private InstantSource clock = InstantSource.system();
  private List<String> models = List.of("m-1");
  private Policy policy = Policy.ALLOWED;
  private Limits limits = Limits.NONE;
  private UseCase.@Nullable Fallback fallback;
  private @Nullable SuggestionStore store;
  private @Nullable Delivery delivery;
  private @Nullable UseCases useCases;
  private int waitMillis;
  private SuggestionStore.Pause pause = Thread::sleep;

  TestFunction(ModelProvider provider, Metrics metrics) {
    this.provider = provider;
    this.metrics = metrics;
  }

  TestFunction models(String... names) {
    models = List.of(names);
    return this;
  }

  TestFunction keptIn(SuggestionStore suggestions, InstantSource time) {
    store = suggestions;
    clock = time;
    return this;
  }

  TestFunction policy(Policy asked) {
    policy = asked;
    return this;
  }

  TestFunction limits(long requests, long tokens) {
    limits = new Limits(requests, tokens);
    return this;
  }

  TestFunction fallback(ModelProvider second, String model) {
    fallback = new UseCase.Fallback(second, model);
    return this;
  }

  TestFunction deliveredTo(Delivery topic) {
    delivery = topic;
    return this;
  }

  TestFunction useCases(UseCases all) {
    useCases = all;
    return this;
  }

  TestFunction waiting(int millis, SuggestionStore.Pause waits) {
    waitMillis = millis;
    pause = waits;
    return this;
  }

  SuggestFix build() {
    UseCases asked =
        useCases == null
            ? UseCases.only(
                new UseCase(
                    UseCase.SUGGESTED_FIX,
                    provider,
                    models,
                    new GenerationOptions(0.5, 1_000),
                    fallback))
            : useCases;
    TableServices table =
        store == null
            ? null
            : new TableServices(
                store,
                InMemoryCounters.budgets(clock, limits),
                new RecentOptions(options),
                delivery);
    return new SuggestFix(
        false,
        false,
        Redaction.DEFAULT,
        asked,
        policy,
        table,
        () -> NONCE,
        new FixSuggester(table, waitMillis, pause, clock, metrics),
        new Probe(asked, metrics));
  }
}
