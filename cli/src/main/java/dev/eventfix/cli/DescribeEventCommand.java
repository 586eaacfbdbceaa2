package dev.eventfix.cli;

import dev.eventfix.describeevent.DescribeEvent;
import dev.eventfix.describeevent.DescribeEventHandler;
import dev.eventfix.runtime.Surroundings;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code eventfix describe-event}. */
@Command(
    name = "describe-event",
    description = "Describes error events: redacted, short, for people and models.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {"", "It uses no table: the options that name one are taken and change nothing."})
final class DescribeEventCommand implements Callable<Integer> {

  private final Launcher launcher;
  @Mixin private EventOptions options;
  @Mixin private TableOptions table;

  DescribeEventCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() {
    EventCommand command =
        new EventCommand(launcher, options) {
          @Override
          FunctionCall function(Surroundings surroundings) {
            return new FunctionCall(
                "describe-event",
                new DescribeEventHandler(
                    DescribeEvent.coldStart(surroundings), surroundings.lines()));
          }

          @Override
          String render(Map<?, ?> answer, Terminal terminal) {
            return DescriptionView.render(answer, terminal);
          }
        };
    return command.run(table.settings(), options.fields(), false);
  }
}
