package dev.eventfix.cli;

import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.runtime.FunctionFailedException;
import dev.eventfix.runtime.Surroundings;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/** Runs a function's own handler on every event file it is given, and prints the answers. */
abstract class EventCommand {

  private final Launcher launcher;
  private final EventOptions options;
  private boolean failed;
  private boolean noted;

  EventCommand(Launcher launcher, EventOptions options) {
    this.launcher = launcher;
    this.options = options;
  }

  /** The function in these surroundings. */
  abstract FunctionCall function(Surroundings surroundings);

  /** An answer laid out for reading. */
  abstract String render(Map<?, ?> answer, Terminal terminal);

  /** What stands below an answer whose text was shown while it was written. */
  String renderRest(Map<?, ?> answer, Terminal terminal) {
    return render(answer, terminal);
  }

  /** What to tell once about an answer that is printed as JSON, or null. */
  @Nullable String note(Map<?, ?> answer) {
    return null;
  }

  /**
   * Runs the command.
   *
   * @param settings from the command line
   * @param fields the request's fields beside the event, by their names on the wire
   * @param watched whether the text of an answer is shown while it is written
   * @return the exit code
   */
  int run(Map<String, String> settings, Map<String, String> fields, boolean watched) {
    FunctionCall call = function(launcher.surroundings(settings));
    List<EventFile> files = EventFile.expand(options.files(), this::fail);
    boolean several = files.size() > 1;
    for (EventFile file : files) {
      try {
        byte[] request = file.read(launcher.in());
        if (watched) {
          watch(call, request, fields, file.name(), several);
        } else {
          print(file.name(), call.call(request, fields, null), several, false);
        }
        if (launcher.out().checkError()) {
          // The next file would meet the same, and may cost a call of a model.
          fail("standard output cannot be written to");
          break;
        }
      } catch (NoSuchFileException e) {
        fail(file.name() + ": there is no such file");
      } catch (IOException e) {
        fail(file.name() + ": cannot be read: " + EventFile.reason(e));
      } catch (MisconfiguredException e) {
        // The next file would meet the same.
        fail(String.valueOf(e.getMessage()));
        break;
      } catch (FunctionFailedException e) {
        fail(file.name() + ": " + FunctionCall.told(e));
      }
    }
    return failed ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private void watch(
      FunctionCall call, byte[] request, Map<String, String> fields, String source, boolean several)
      throws IOException {
    SuggestionStream stream =
        new SuggestionStream(launcher.out(), launcher.terminal(), several ? heading(source) : null);
    boolean shown = false;
    FunctionCall.Answer answer;
    try {
      answer = call.call(request, fields, stream);
    } finally {
      shown = stream.end();
    }
    print(source, answer, several, shown);
  }

  private void fail(String line) {
    failed = true;
    launcher.out().flush();
    launcher.error(line);
  }

  private String heading(String source) {
    StringBuilder line = new StringBuilder();
    StyledText.of(source, Style.BOLD)
        .cut(launcher.terminal().width())
        .appendTo(line, launcher.terminal().colour());
    return line.toString();
  }

  private void print(String source, FunctionCall.Answer given, boolean several, boolean shown)
      throws IOException {
    Map<?, ?> answer = given.tree();
    if (given.problem() != null) {
      fail(source + ": " + given.problem());
    } else if (!answer.containsKey("fingerprint")) {
      // The handler takes what looks like a gateway's or a queue's event for one.
      fail(
          source
              + ": this is what a trigger sends (API Gateway, a queue or a pipe), not an event:"
              + " give the event itself, or invoke the function with the file");
    } else if (options.json()) {
      launcher.printJson(EventFile.withSource(given.bytes(), source));
      String note = note(answer);
      if (note != null && !noted) {
        noted = true;
        launcher.error(note);
      }
    } else {
      if (several && !shown) {
        launcher.out().println(heading(source));
      }
      Terminal terminal = launcher.terminal();
      launcher.out().print(shown ? renderRest(answer, terminal) : render(answer, terminal));
      if (several) {
        launcher.out().println();
      }
    }
    launcher.out().flush();
  }
}
