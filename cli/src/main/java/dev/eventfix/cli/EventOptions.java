package dev.eventfix.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands about events have in common: files in, fields of the request. */
final class EventOptions {

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = {
        "Files with an event (or a request) as JSON, folders (every .json below them), or - for"
            + " standard input."
      })
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--json",
      description = "Print the answers as they are, one line each, with a `source` field.")
  private boolean json;

  @Option(
      names = "--detail",
      paramLabel = "LEVEL",
      description = "compact or detailed: how much source code is described.")
  private @Nullable String detail;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The model to describe the event for.")
  private @Nullable String model;

  @Option(
      names = "--max-description-tokens",
      paramLabel = "N",
      description = "The description's budget in tokens, from 200 to 100000.")
  private @Nullable String maxDescriptionTokens;

  @Option(
      names = "--as",
      paramLabel = "event",
      description =
          "event: each FILE is an event or envelope and nothing else, whatever it looks like. For"
              + " what strangers sent.")
  private @Nullable String as;

  @Option(names = "--project", paramLabel = "NAME", description = "The project the events are of.")
  private @Nullable String project;

  List<String> files() {
    return files;
  }

  boolean json() {
    return json;
  }

  /** The request's fields that were given, by their names on the wire. */
  Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    put(fields, "as", as);
    put(fields, "project", project);
    put(fields, "model", model);
    put(fields, "detail", detail);
    put(fields, "max_description_tokens", maxDescriptionTokens);
    return fields;
  }

  static void put(Map<String, String> fields, String name, @Nullable String value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
