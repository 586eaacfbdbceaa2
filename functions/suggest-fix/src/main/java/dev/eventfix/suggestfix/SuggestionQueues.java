package dev.eventfix.suggestfix;

import dev.eventfix.configuration.Service;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;

/** The queues whose records are requests for suggestions, and what keeps the answers to them. */
final class SuggestionQueues implements Service {

  @Override
  public String name() {
    return "queues";
  }

  @Override
  public void validate(Settings settings) {
    if (!settings.isSet(Setting.TABLE_NAME)) {
      for (Setting queue :
          new Setting[] {Setting.SUGGESTIONS_QUEUE_ARN, Setting.WEBHOOK_QUEUE_ARN}) {
        if (settings.isSet(queue)) {
          settings.fault(
              queue,
              "names a queue, but "
                  + Setting.TABLE_NAME.key()
                  + " no table: suggestions for its records would be kept nowhere");
        }
      }
      if (settings.isChanged(Setting.SUGGESTIONS_RETENTION_DAYS)) {
        settings.warn(
            Setting.SUGGESTIONS_RETENTION_DAYS,
            "has no effect: " + Setting.TABLE_NAME.key() + " names no table, and nothing is kept");
      }
    }
    if (!settings.isSet(Setting.WEBHOOK_QUEUE_ARN)) {
      for (Setting secret :
          new Setting[] {Setting.WEBHOOK_SECRET, Setting.WEBHOOK_PREVIOUS_SECRET}) {
        if (settings.isSet(secret)) {
          settings.warn(
              secret,
              "is set, but "
                  + Setting.WEBHOOK_QUEUE_ARN.key()
                  + " is not: nothing is checked"
                  + " with it");
        }
      }
    }
  }
}
