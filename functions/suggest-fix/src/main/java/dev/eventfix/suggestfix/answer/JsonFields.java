package dev.eventfix.suggestfix.answer;

import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON object of {@link AnswerSchema} character by character, as far as it goes: cut off
 * anywhere, with line breaks and unescaped quotes in its texts, with other fields besides. What
 * comes after the object is not looked at.
 */
final class JsonFields {

  /** Deepest nesting; what is in deeper objects is not looked for. */
  private static final int MAX_DEPTH = 32;

  /** Longest field name, number or word that is kept, in chars. */
  private static final int MAX_KEPT = 64;

  /** Most blanks between a quote and what tells whether it ends a text. */
  private static final int MAX_BLANKS = 200;

  private final Sections sections;

  /** Open brackets; under an object's the next text may be a field's name. */
  private final StringBuilder open = new StringBuilder();

  private boolean nameNext;
  private String name = "";
  private boolean done;

  private boolean inText;
  private boolean isName;
  private boolean afterQuote;
  private final StringBuilder blanks = new StringBuilder();
  private boolean escaped;
  private int hexDigits;
  private int hex;

  /** Depth of the object of what is missing, or 0. */
  private int missingDepth;

  private @Nullable Section field;
  private @Nullable ActiveContent content;
  private final StringBuilder kept = new StringBuilder();

  JsonFields(Sections sections) {
    this.sections = sections;
  }

  void append(char c) {
    if (done) {
      return;
    }
    if (afterQuote) {
      afterQuote(c);
    } else if (inText) {
      text(c);
    } else {
      structure(c);
    }
  }

  /** Ends what is open: the object was cut off. */
  void finish() {
    if (inText && !isName) {
      endText();
    }
    done = true;
  }

  private void structure(char c) {
    switch (c) {
      case '{', '[' -> {
        if (open.length() >= MAX_DEPTH) {
          done = true;
          return;
        }
        open.append(c);
        nameNext = c == '{';
        if (c == '{' && name.equals(Section.NOT_ENOUGH_INFORMATION.field) && missingDepth == 0) {
          missingDepth = open.length();
        }
      }
      case '}', ']' -> {
        endBare();
        if (open.length() == missingDepth) {
          missingDepth = 0;
        }
        open.setLength(Math.max(0, open.length() - 1));
        done = open.length() == 0;
        name = "";
      }
      case ',' -> {
        endBare();
        nameNext = open.charAt(open.length() - 1) == '{';
      }
      case ':' -> nameNext = false;
      case '"' -> beginText();
      default -> {
        if (c > ' ' && kept.length() < MAX_KEPT) {
          kept.append(c);
        }
      }
    }
  }

  /** A number or a word outside quotes. */
  private void endBare() {
    if (kept.length() > 0 && name.equals(Section.CONFIDENCE.field)) {
      sections.confidence(kept.toString());
    }
    kept.setLength(0);
  }

  private void beginText() {
    inText = true;
    isName = nameNext;
    kept.setLength(0);
    if (!isName && missingDepth == 0) {
      field = Section.ofField(name);
      if (field != null && field.place() < Section.SHOWN) {
        sections.beginField(field);
        content = new ActiveContent(sections);
      }
    }
  }

  private void text(char c) {
    if (hexDigits > 0) {
      int digit = Character.digit(c, 16);
      if (digit < 0) {
        // No escape after all: what it would have been is lost.
        hexDigits = 0;
        text(c);
        return;
      }
      hex = hex << 4 | digit;
      hexDigits--;
      if (hexDigits == 0) {
        decoded((char) hex);
      }
    } else if (escaped) {
      escaped = false;
      switch (c) {
        case 'n' -> decoded('\n');
        case 't' -> decoded('\t');
        case 'r' -> decoded('\r');
        case 'b', 'f' -> decoded(' ');
        case 'u' -> {
          hexDigits = 4;
          hex = 0;
        }
        case '"', '\\', '/' -> decoded(c);
        default -> {
          // Not JSON's, so it is the text's own.
          decoded('\\');
          decoded(c);
        }
      }
    } else if (c == '\\') {
      escaped = true;
    } else if (c == '"') {
      afterQuote = true;
      blanks.setLength(0);
    } else {
      decoded(c);
    }
  }

  private void afterQuote(char c) {
    if ((c == ' ' || c == '\n' || c == '\r' || c == '\t') && blanks.length() < MAX_BLANKS) {
      blanks.append(c);
      return;
    }
    afterQuote = false;
    boolean ends = isName ? c == ':' : c == ',' || c == '}' || c == ']';
    if (ends) {
      endText();
      structure(c);
      return;
    }
    // A quote of the text that the model did not escape.
    decoded('"');
    for (int i = 0; i < blanks.length(); i++) {
      decoded(blanks.charAt(i));
    }
    text(c);
  }

  private void decoded(char c) {
    if (content != null) {
      content.append(c);
    } else if (kept.length() < FixAnswer.MAX_REASON) {
      kept.append(c);
    }
  }

  private void endText() {
    inText = false;
    afterQuote = false;
    escaped = false;
    hexDigits = 0;
    if (isName) {
      name = kept.toString();
    } else if (content != null) {
      content.finish();
      content = null;
      sections.endField();
    } else if (missingDepth > 0) {
      if (name.equals(AnswerSchema.REASON)) {
        sections.reason(kept.toString());
      } else if (name.equals(AnswerSchema.COLLECT)) {
        sections.collect(kept.toString());
      }
    } else if (field == Section.CONFIDENCE) {
      sections.confidence(kept.toString());
    } else if (field == Section.NOT_ENOUGH_INFORMATION) {
      sections.reason(kept.toString());
    }
    field = null;
    kept.setLength(0);
  }
}
