package dev.eventfix.describeevent;

import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.event.Description;
import dev.eventfix.event.EventRequest;
import dev.eventfix.event.Redaction;
import dev.eventfix.event.RedactionSettings;
import dev.eventfix.event.RequestField;
import dev.eventfix.event.Said;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.runtime.Application;
import dev.eventfix.runtime.ColdStart;
import dev.eventfix.runtime.Operation;
import dev.eventfix.runtime.Reply;
import dev.eventfix.runtime.Request;
import dev.eventfix.runtime.Startup;
import dev.eventfix.runtime.Surroundings;
import java.util.List;

/** Describes the event of a request. */
public final class DescribeEvent implements Operation {

  private static final RequestField[] FIELDS = {
    RequestField.PROJECT,
    RequestField.MODEL,
    RequestField.DETAIL,
    RequestField.MAX_DESCRIPTION_TOKENS
  };

  private final Redaction redaction;
  private final boolean eventsOnly;

  private DescribeEvent(Redaction redaction, boolean eventsOnly) {
    this.redaction = redaction;
    this.eventsOnly = eventsOnly;
  }

  /** The function's start-up, to be run once. */
  public static ColdStart<Application> coldStart(Surroundings surroundings) {
    return new ColdStart<>(startup(surroundings));
  }

  /** The function's start-up. */
  public static Startup startup(Surroundings surroundings) {
    return new Startup("describe-event", surroundings) {
      @Override
      protected Parts build(Settings settings, Metrics metrics) {
        return new Parts(
            new DescribeEvent(
                RedactionSettings.read(settings),
                "events".equals(settings.text(Setting.REQUESTS_BODIES))),
            null,
            List.of());
      }
    };
  }

  @Override
  public boolean takesEnvelopes() {
    return true;
  }

  @Override
  public Reply run(Request request) {
    Said said = new Said(request.parameters(), request.attributes(), eventsOnly);
    EventRequest.Reading reading =
        EventRequest.read(request.body(), request.mediaType(), said, FIELDS);
    if (reading instanceof EventRequest.Reading.Refused refused) {
      return new Reply.Refusal(refused.problem());
    }
    EventRequest event = ((EventRequest.Reading.Understood) reading).request();
    request.concerns(event.namedProjects());
    Description description = event.describe(null, redaction);
    if (description instanceof Description.NothingToDescribe nothing) {
      return new Reply.Refusal(nothing.problem());
    }
    Description.Described described = (Description.Described) description;
    return new Reply.Answer(
        new DescribeEventAnswer(event.project(), described), described.counts());
  }
}
