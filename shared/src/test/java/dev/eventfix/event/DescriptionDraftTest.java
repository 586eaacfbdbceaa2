package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.event.DescriptionDraft.ExceptionDraft;
import dev.eventfix.event.DescriptionDraft.FrameDraft;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescriptionDraftTest {

  @Test
  void countsTheFramesAndCodeLinesOfAnExceptionThatIsLeftOut() {
    Redactor redactor = new Redactor(Redaction.DEFAULT);
    DescriptionDraft draft = new DescriptionDraft();
    for (int num = 1; num <= 2; num++) {
      ExceptionDraft exception = new ExceptionDraft(num);
      exception.type = redactor.redact("KeyError");
      FrameDraft frame = new FrameDraft();
      frame.inApp = true;
      frame.crash = true;
      frame.code = redactor.redact("price = prices[sku]");
      exception.frames.add(frame);
      draft.exceptions.add(exception);
    }
    int whole = draft.fitInto(Integer.MAX_VALUE);

    assertThat(draft.omitted).isEmpty();

    draft.fitInto(whole - 1);

    assertThat(draft.description().exceptions()).hasSize(1);
    assertThat(draft.omitted).isEqualTo(Map.of("code_lines", 1, "exceptions", 1, "frames", 1));
  }
}
