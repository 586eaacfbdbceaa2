package dev.eventfix.suggestfix.delivery;

import dev.eventfix.configuration.ServiceCheck;
import dev.eventfix.runtime.Deadline;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Whether the topic is there, without publishing anything: its attributes are asked for. */
final class TopicCheck implements ServiceCheck {

  /** A start-up in debug has ten seconds in all. */
  private static final int MILLIS = 3_000;

  private final TopicArn topic;
  private final SnsCall call;

  TopicCheck(TopicArn topic, SnsCall call) {
    this.topic = topic;
    this.call = call;
  }

  @Override
  public String name() {
    return "the topic exists";
  }

  @Override
  public Result run() {
    String question =
        "Action=GetTopicAttributes&Version=2010-03-31&TopicArn="
            + URLEncoder.encode(topic.text(), StandardCharsets.UTF_8);
    Delivered answer =
        call.make(
            "GetTopicAttributes",
            question.getBytes(StandardCharsets.US_ASCII),
            Deadline.inMillis(MILLIS));
    return switch (answer) {
      case Delivered.Published there -> new Result.Passed(topic.text());
      case Delivered.Refused refused ->
          refused.cause().equals(SnsCall.DENIED)
              ? new Result.Doubtful(
                  "not known: the credentials in use may not sns:GetTopicAttributes on "
                      + topic.text())
              : new Result.Failed(refused.reason());
      case Delivered.Lost lost -> new Result.Failed(lost.reason());
    };
  }
}
