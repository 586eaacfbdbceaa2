package dev.eventfix.suggestfix;

import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.ModelProvider;
import dev.eventfix.suggestfix.provider.Question;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Keeps what it is asked and does as told. */
final class FakeProvider implements ModelProvider {

  final List<Question> asked = new CopyOnWriteArrayList<>();
  volatile Function<Question, Completion> behaviour;

  FakeProvider(Completion completion) {
    behaviour = question -> completion;
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Completion complete(Question question) {
    asked.add(question);
    return behaviour.apply(question);
  }
}
