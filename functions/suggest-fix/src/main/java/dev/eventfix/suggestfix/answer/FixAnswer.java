package dev.eventfix.suggestfix.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A model's answer, read and cleaned. Nothing in its texts is active: see {@link ActiveContent}.
 *
 * <p>A model that does not tell how sure it is counts as {@link Confidence#MEDIUM} when all three
 * sections are there: the format was kept, and nothing says more or less. It counts as {@link
 * Confidence#LOW} when a section is missing or the event did not show enough: what was left out is
 * most often what was not known.
 *
 * @param markdown the three sections under their headings, in order, whatever of them is empty;
 *     reading it again gives the same sections
 * @param problemDescription markdown without its heading, empty when the model wrote none; so are
 *     the other two; each at most about {@link #MAX_SECTION} chars
 * @param notEnoughInformation null when the event showed enough
 */
public record FixAnswer(
    String markdown,
    String problemDescription,
    String proposedSolution,
    String whatElse,
    Confidence confidence,
    @Nullable NotEnoughInformation notEnoughInformation) {

  /** Longest section, in chars; what would go over it is left out, and an open fence closed. */
  public static final int MAX_SECTION = 30_000;

  /** Longest reason why there is not enough information, in chars as the model wrote them. */
  public static final int MAX_REASON = 1_000;

  /** Most things to collect. */
  public static final int MAX_COLLECT = 20;

  /** Longest text of one thing to collect, in chars as the model wrote them. */
  public static final int MAX_COLLECT_TEXT = 300;

  /**
   * Reads whatever a model wrote: the JSON object of {@link AnswerSchema}, also in a fence, after a
   * preface or cut off; markdown with the sections in any of the forms models give them; or text
   * without any, which becomes the problem description. Never fails.
   */
  public static FixAnswer parse(String modelText) {
    AnswerStream stream = new AnswerStream();
    stream.append(modelText);
    return stream.finish();
  }

  /**
   * Writes the field {@code sections} into the object that is open.
   *
   * @throws IOException when the generator's target fails
   */
  public void writeSections(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("sections");
    json.writeStringField(Section.PROBLEM_DESCRIPTION.field, problemDescription);
    json.writeStringField(Section.PROPOSED_SOLUTION.field, proposedSolution);
    json.writeStringField(Section.WHAT_ELSE.field, whatElse);
    json.writeEndObject();
  }
}
