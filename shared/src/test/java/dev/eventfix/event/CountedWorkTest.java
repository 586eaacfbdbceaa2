package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CountedWorkTest {

  static final class ReadsOnce implements Consumer<String> {
    @Override
    public void accept(String text) {
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) == '@') {
          return;
        }
      }
    }
  }

  static final class LooksToTheEndEachTime implements Consumer<String> {
    @Override
    public void accept(String text) {
      int at = 0;
      while (at < text.length() && text.indexOf('@', at) < 0) {
        at++;
      }
    }
  }

  static final class CopiesTheRestEachTime implements Consumer<String> {
    @Override
    public void accept(String text) {
      String rest = text;
      while (!rest.isEmpty()) {
        rest = rest.substring(1);
      }
    }
  }

  static final class ClearsABufferEachTime implements Consumer<String> {
    @Override
    public void accept(String text) {
      int buffers = 0;
      for (int i = 0; i < text.length(); i++) {
        buffers += new char[text.length()].length;
      }
      if (buffers < 0) {
        throw new IllegalStateException();
      }
    }
  }

  static final class CallsWhatIsNotCounted implements Consumer<String> {
    @Override
    public void accept(String text) {
      if (text.repeat(2).isEmpty()) {
        throw new IllegalStateException();
      }
    }
  }

  private static long work(Class<? extends Consumer<String>> task, int length) {
    return new CountedWork<>(task, "").of("a".repeat(length));
  }

  @Test
  void roundsOfLoopsCount() {
    assertThat(work(ReadsOnce.class, 1_000)).isBetween(1_000L, 1_010L);
  }

  @Test
  void whatCallsLookAtCounts() {
    assertThat(work(LooksToTheEndEachTime.class, 1_000)).isBetween(500_000L, 510_000L);
    assertThat(work(CopiesTheRestEachTime.class, 1_000)).isBetween(500_000L, 510_000L);
    assertThat(work(ClearsABufferEachTime.class, 1_000)).isBetween(1_000_000L, 1_010_000L);
  }

  @Test
  void whatNobodyCountsIsRefused() {
    assertThatThrownBy(() -> work(CallsWhatIsNotCounted.class, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("nobody counts java/lang/String.repeat(I)");
  }
}
