package dev.eventfix.suggestfix;

import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.configuration.Setting;
import dev.eventfix.event.EventId;
import dev.eventfix.event.EventRequest;
import dev.eventfix.event.RequestField;
import dev.eventfix.runtime.Operation;
import dev.eventfix.runtime.Reply;
import dev.eventfix.runtime.Request;
import dev.eventfix.store.TableUnavailableException;
import dev.eventfix.suggestfix.suggestions.Stored;
import dev.eventfix.suggestfix.suggestions.Subject;
import dev.eventfix.suggestfix.suggestions.SuggestionStore;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.Problem.FieldError;
import dev.eventfix.wire.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads back the newest suggestion for an event. */
final class SuggestionLookup implements Operation {

  /** The path's parameter: {@code GET /suggestions/{event_id}}. */
  static final String EVENT_ID = "event_id";

  private final @Nullable SuggestionStore store;

  /**
   * A look-up.
   *
   * @param store null when no table is named
   */
  SuggestionLookup(@Nullable SuggestionStore store) {
    this.store = store;
  }

  @Override
  public Reply run(Request request) {
    String given = request.parameters().getOrDefault(EVENT_ID, "");
    String eventId = Subject.isStandIn(given) ? given : EventId.normalize(given);
    String project = request.parameters().get(RequestField.PROJECT.fieldName());
    List<FieldError> errors = errors(request.parameters(), eventId, project);
    if (eventId == null || !errors.isEmpty()) {
      return new Reply.Refusal(Problem.invalid(errors));
    }
    if (store == null) {
      throw new MisconfiguredException(
          Setting.TABLE_NAME, "is missing: without a table nothing is kept");
    }
    Subject subject =
        new Subject(project == null ? EventRequest.DEFAULT_PROJECT : project, eventId);
    try {
      Stored stored = store.read(subject, request.deadline());
      if (stored instanceof Stored.Found found) {
        return new Reply.Answer(
            new SuggestFixAnswer(eventId, subject.project(), found.suggestion(), true, List.of()),
            Map.of());
      }
      return stored instanceof Stored.Asking
          ? new Reply.Answer(202, new AskingAnswer(eventId, subject.project()), Map.of())
          : new Reply.Refusal(
              Problem.of(
                  ProblemType.SUGGESTION_NOT_FOUND,
                  "There is no suggestion for this event in this project, or none any longer:"
                      + " check `project`."));
    } catch (TableUnavailableException e) {
      return new Reply.Refusal(Problem.of(ProblemType.UNAVAILABLE, String.valueOf(e.getMessage())));
    }
  }

  private static List<FieldError> errors(
      Map<String, String> parameters, @Nullable String eventId, @Nullable String project) {
    List<FieldError> errors = new ArrayList<>();
    if (eventId == null) {
      errors.add(new FieldError(EVENT_ID, "must be 32 hex digits, dashes between them or not"));
    }
    if (project != null && RequestField.PROJECT.parse(project) == null) {
      errors.add(new FieldError("project", RequestField.PROJECT.expectation()));
    }
    for (String name : parameters.keySet()) {
      if (!name.equals(EVENT_ID) && !name.equals(RequestField.PROJECT.fieldName())) {
        errors.add(
            new FieldError(
                "(a name that is not shown)", "is not a known parameter; known is project"));
        break;
      }
    }
    return errors;
  }
}
