package dev.eventfix.suggestfix;

import dev.eventfix.runtime.LambdaRuntime;
import dev.eventfix.runtime.StreamingHandler;
import java.io.IOException;
import java.util.function.Supplier;

/** What suggest-fix's second deployment starts, which streams: the handler in our own runtime. */
public final class StreamingMain {

  private StreamingMain() {}

  /**
   * Handles invocations for as long as the process lives.
   *
   * @throws IOException when Lambda cannot be reached any longer
   */
  public static void main(String[] arguments) throws IOException {
    LambdaRuntime.run(
        System.getenv(),
        new Supplier<StreamingHandler>() {
          @Override
          public StreamingHandler get() {
            return new SuggestFixHandler();
          }
        });
  }
}
