package dev.eventfix.suggestfix;

import dev.eventfix.configuration.Service;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.suggestfix.delivery.TopicArn;

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
      for (Setting budget :
          new Setting[] {Setting.BUDGET_DAILY_REQUESTS, Setting.BUDGET_DAILY_TOKENS}) {
        if (settings.wholeNumber(budget) > 0) {
          settings.fault(
              budget,
              "limits what is asked, but "
                  + Setting.TABLE_NAME.key()
                  + " names no table: what was used would be counted nowhere");
        }
      }
      for (Setting kept :
          new Setting[] {
            Setting.SUGGESTIONS_RETENTION_DAYS,
            Setting.CACHE_TTL_SECONDS,
            Setting.DELIVERY_TOPIC_ARN
          }) {
        if (settings.isChanged(kept)) {
          settings.warn(
              kept,
              "has no effect: "
                  + Setting.TABLE_NAME.key()
                  + " names no table, and nothing is kept");
        }
      }
    }
    String topic = settings.text(Setting.DELIVERY_TOPIC_ARN);
    if (topic != null && TopicArn.parse(topic) == null) {
      settings.fault(Setting.DELIVERY_TOPIC_ARN, TopicArn.EXPECTATION);
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
