package dev.eventfix.cli;

import java.util.List;

/**
 * The report of an evaluation as one HTML file, without scripts and without anything from
 * elsewhere. Suggestions are hostile: all text passes {@link #text}.
 */
final class EvalReport {

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>eventfix: evaluation</title>
      <style>
      :root { color-scheme: light dark; }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
      table { border-collapse: collapse; margin: 1rem 0 2rem; }
      th, td { padding: .25rem .75rem; border-bottom: 1px solid #8884; text-align: right; }
      th:first-child, td:first-child { text-align: left; }
      tr.all { font-weight: 600; }
      details { margin: .25rem 0; border-bottom: 1px solid #8884; }
      summary { cursor: pointer; padding: .25rem 0; }
      .yes { color: #1a7f37; } .no { color: #c02f1d; }
      pre { overflow-x: auto; padding: .75rem; background: #8881; white-space: pre-wrap; }
      </style>
      </head>
      <body>
      <h1>Evaluation of suggestions</h1>
      <p>Each case is a program that crashed, with a known cause and a known fix. A suggestion gets
      a point for naming the right frame, one for telling the right cause, and one for code that
      mends the program as far as its text tells: no code of a suggestion was run.</p>
      """;

  private final StringBuilder out = new StringBuilder(HEAD);

  /** Adds what a provider reached. */
  void add(String provider, List<EvalTotals> totals, List<EvalRow> rows) {
    out.append("<h2>").append(text(provider)).append("</h2>\n<table>\n");
    boolean priced = !totals.isEmpty() && totals.get(0).cost() != null;
    row("<tr>", "th", EvalTotals.heads(priced));
    for (EvalTotals each : totals) {
      row(each.isAll() ? "<tr class=\"all\">" : "<tr>", "td", each.cells());
    }
    out.append("</table>\n<h3>Cases</h3>\n");
    for (EvalRow row : rows) {
      add(row);
    }
  }

  private void row(String start, String cell, List<String> texts) {
    out.append(start);
    for (String each : texts) {
      out.append('<').append(cell).append('>').append(text(each));
      out.append("</").append(cell).append('>');
    }
    out.append("</tr>\n");
  }

  private void add(EvalRow row) {
    out.append("<details><summary>")
        .append(text(row.asked().platform() + "/" + row.asked().name()))
        .append(": ");
    point("frame", row.score().frame());
    point("cause", row.score().cause());
    point("fix", row.score().fixed());
    out.append("(").append(text(row.score().fix().label())).append(", ");
    out.append(row.millis()).append(" ms)</summary>\n<p>");
    out.append(text(row.asked().why())).append("</p>\n");
    if (row.failed()) {
      out.append("<p class=\"no\">No answer: ").append(text(row.failure())).append("</p>\n");
    } else {
      out.append("<pre>").append(text(row.suggestion())).append("</pre>\n");
    }
    out.append("</details>\n");
  }

  private void point(String name, boolean reached) {
    out.append("<span class=\"").append(reached ? "yes\">✓ " : "no\">✗ ").append(name);
    out.append("</span> ");
  }

  String html() {
    return out + "</body>\n</html>\n";
  }

  /** Text as HTML shows it; controls and invisible characters become visible escapes first. */
  static String text(String untrusted) {
    StringBuilder safe = new StringBuilder(untrusted.length());
    String end = "";
    for (String line : SafeText.lines(untrusted)) {
      safe.append(end);
      end = "\n";
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        switch (c) {
          case '&' -> safe.append("&amp;");
          case '<' -> safe.append("&lt;");
          case '>' -> safe.append("&gt;");
          case '"' -> safe.append("&quot;");
          case '\'' -> safe.append("&#39;");
          default -> safe.append(c);
        }
      }
    }
    return safe.toString();
  }
}
