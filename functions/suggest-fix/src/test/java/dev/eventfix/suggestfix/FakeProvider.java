package dev.eventfix.suggestfix;

import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.ModelProvider;
import dev.eventfix.suggestfix.provider.Question;
import dev.eventfix.suggestfix.provider.TextSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Keeps what it is asked and does as told; gives text away in the pieces it is told. */
final class FakeProvider implements ModelProvider {

  final List<Question> asked = new CopyOnWriteArrayList<>();
  volatile Function<Question, Completion> behaviour;

  volatile List<String> pieces = List.of();
  private final String name;

  FakeProvider(Completion completion) {
    this("fake", completion);
  }

  FakeProvider(String name, Completion completion) {
    this.name = name;
    behaviour = question -> completion;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Completion complete(Question question) {
    asked.add(question);
    return behaviour.apply(question);
  }

  @Override
  public Completion stream(Question question, TextSink sink) {
    for (String piece : pieces) {
      if (!sink.text(piece)) {
        asked.add(question);
        return Completion.STOPPED;
      }
    }
    Completion completion = complete(question);
    if (pieces.isEmpty() && completion instanceof Completion.Answer answer) {
      return sink.text(answer.text()) ? completion : Completion.STOPPED;
    }
    return completion;
  }
}
