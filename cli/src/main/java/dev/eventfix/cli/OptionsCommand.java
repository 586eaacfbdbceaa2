package dev.eventfix.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.event.RequestField;
import dev.eventfix.store.Table;
import dev.eventfix.suggestfix.options.DynamoDbProjectOptionsStore;
import dev.eventfix.suggestfix.options.ProjectOption;
import dev.eventfix.suggestfix.options.ProjectOptions;
import dev.eventfix.suggestfix.options.ProjectOptionsStore;
import dev.eventfix.wire.JsonObject;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** {@code eventfix options}. */
@Command(
    name = "options",
    description = "Shows and sets what single projects have in place of the settings.")
final class OptionsCommand extends CommandGroup {

  /** How many projects a list reads and lays out at a time. */
  static final int PAGE_PROJECTS = 200;

  private static final List<TextTable.Column> COLUMNS =
      List.of(
          UsersCommand.column("Project", true),
          UsersCommand.column("Option", false),
          UsersCommand.column("Value", true));

  /** A project's options as JSON. */
  private record Member(String project, ProjectOptions options) implements JsonObject {

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("project", project);
      json.writeObjectFieldStart("options");
      for (Map.Entry<ProjectOption, String> option : options.values().entrySet()) {
        json.writeFieldName(option.getKey().key());
        switch (option.getKey()) {
          case DAILY_REQUESTS, DAILY_TOKENS -> json.writeNumber(option.getValue());
          case POLICY, USE_CASE, ANSWER_LANGUAGE -> json.writeString(option.getValue());
        }
      }
      json.writeEndObject();
    }
  }

  /** A command that works on the table's options. */
  abstract static class OfProjects extends OperatorCommand {

    OfProjects(Launcher launcher) {
      super(launcher);
    }

    @Override
    String what() {
      return "the projects' options";
    }

    @Override
    final int run(Table opened) {
      return run(new DynamoDbProjectOptionsStore(opened));
    }

    abstract int run(ProjectOptionsStore store);

    /** What is wrong with a project's name, or null. */
    static @Nullable String projectFault(String project) {
      return RequestField.PROJECT.parse(project) == null
          ? fault("PROJECT", project, RequestField.PROJECT.expectation())
          : null;
    }

    void show(String project, ProjectOptions options) {
      if (json()) {
        print(new Member(project, options));
      } else if (options.equals(ProjectOptions.NONE)) {
        print(project + " has no options of its own: the settings hold.");
      } else {
        TextTable table = new TextTable(COLUMNS);
        add(table, project, options);
        print(table);
      }
    }

    static void add(TextTable table, String project, ProjectOptions options) {
      options
          .values()
          .forEach(
              (option, value) ->
                  table.add(
                      List.of(
                          StyledText.plain(project),
                          StyledText.plain(option.key()),
                          StyledText.plain(value))));
    }
  }

  /** {@code eventfix options get}. */
  @Command(name = "get", description = "Shows a project's options.")
  static final class Get extends OfProjects {

    @Parameters(index = "0", paramLabel = "PROJECT", description = "The project's name.")
    private String project = "";

    Get(Launcher launcher) {
      super(launcher);
    }

    @Override
    @Nullable String fault() {
      return projectFault(project);
    }

    @Override
    int run(ProjectOptionsStore store) {
      show(project, store.read(project, deadline()));
      return ExitCode.OK;
    }
  }

  /** {@code eventfix options set}. */
  @Command(
      name = "set",
      description = "Sets options of a project, all at once; others stay as they are.",
      footer = {
        "",
        "policy                 allowed, individual_consent or subprocessor",
        "use_case               a use case of the settings; only its form is checked here",
        "budget.daily_requests  how often models are asked a day (UTC); 0 for no limit",
        "budget.daily_tokens    how many tokens they are given a day; 0 for no limit",
        "answer_language        a language, as German, Deutsch, de or pt-BR",
        "",
        "A running function takes a change within 30 seconds.",
        "Try: ./eventfix options set shop policy=individual_consent budget.daily_requests=100"
      })
  static final class Put extends OfProjects {

    @Parameters(index = "0", paramLabel = "PROJECT", description = "The project's name.")
    private String project = "";

    @Parameters(
        index = "1..*",
        arity = "1..*",
        paramLabel = "KEY=VALUE",
        description = "An option and its value; an empty value removes the option.")
    private List<String> given = List.of();

    private final Map<ProjectOption, String> changes = new EnumMap<>(ProjectOption.class);

    Put(Launcher launcher) {
      super(launcher);
    }

    @Override
    @Nullable String fault() {
      String fault = projectFault(project);
      for (int i = 0; fault == null && i < given.size(); i++) {
        fault = changeFault(given.get(i));
      }
      return fault;
    }

    private @Nullable String changeFault(String change) {
      int equals = change.indexOf('=');
      ProjectOption option =
          ProjectOption.named(equals < 0 ? change : change.substring(0, equals).strip());
      if (option == null) {
        return "no option is called "
            + (equals < 0 ? change : change.substring(0, equals))
            + ": options set --help has those that there are";
      }
      if (equals < 0) {
        return option.key() + " has no value: write " + option.key() + "=VALUE";
      }
      String value = change.substring(equals + 1).strip();
      if (!value.isEmpty() && !option.takes(value)) {
        return fault(option.key(), value, option.fault(value));
      }
      return changes.put(option, value) == null ? null : option.key() + " is given twice";
    }

    @Override
    int run(ProjectOptionsStore store) {
      store.set(project, changes, deadline());
      show(project, store.read(project, deadline()));
      return ExitCode.OK;
    }
  }

  /** {@code eventfix options list}. */
  @Command(name = "list", description = "Lists the projects that have options, with these.")
  static final class ListAll extends OfProjects {

    ListAll(Launcher launcher) {
      super(launcher);
    }

    @Override
    @Nullable String fault() {
      return null;
    }

    @Override
    int run(ProjectOptionsStore store) {
      boolean any = json();
      String last = null;
      while (!isUnread()) {
        List<ProjectOptionsStore.Entry> page = store.list(PAGE_PROJECTS, last, deadline());
        if (page.isEmpty()) {
          break;
        }
        print(page);
        any = true;
        last = page.getLast().project();
      }
      if (!any) {
        print("No project has options of its own yet: options set gives it some.");
      }
      return ExitCode.OK;
    }

    private void print(List<ProjectOptionsStore.Entry> page) {
      TextTable table = new TextTable(COLUMNS);
      for (ProjectOptionsStore.Entry entry : page) {
        if (json()) {
          print(new Member(entry.project(), entry.options()));
        } else {
          add(table, entry.project(), entry.options());
        }
      }
      if (!table.isEmpty()) {
        print(table);
      }
    }
  }
}
