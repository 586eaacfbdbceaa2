package dev.eventfix.suggestfix.bedrock;

import dev.eventfix.suggestfix.http.AnswerDraft;
import dev.eventfix.suggestfix.http.ModelJson;
import dev.eventfix.suggestfix.provider.AnswerFormat;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.JsonSchemaDefinition;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.MessageStopEvent;
import software.amazon.awssdk.services.bedrockruntime.model.OutputConfig;
import software.amazon.awssdk.services.bedrockruntime.model.OutputFormat;
import software.amazon.awssdk.services.bedrockruntime.model.OutputFormatStructure;
import software.amazon.awssdk.services.bedrockruntime.model.OutputFormatType;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/**
 * What Converse and ConverseStream are sent, and what their answers mean
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html).
 */
final class Converse {

  private final Question question;
  private final boolean tempered;
  private final boolean formatted;
  private final AwsRequestOverrideConfiguration watched;

  /**
   * What is asked.
   *
   * @param tempered whether a temperature is sent
   * @param formatted whether the question's format is demanded, if it has one
   * @param call the one whose bytes are watched
   */
  Converse(Question question, boolean tempered, boolean formatted, BedrockCall call) {
    this.question = question;
    this.tempered = tempered;
    this.formatted = formatted;
    this.watched =
        AwsRequestOverrideConfiguration.builder()
            .putExecutionAttribute(ByteWatch.CALL, call)
            .build();
  }

  ConverseRequest whole() {
    Prompt prompt = question.prompt().get();
    return ConverseRequest.builder()
        .modelId(question.model())
        .system(system(prompt))
        .messages(user(prompt))
        .inferenceConfig(options())
        .outputConfig(format())
        .overrideConfiguration(watched)
        .build();
  }

  ConverseStreamRequest streamed() {
    Prompt prompt = question.prompt().get();
    return ConverseStreamRequest.builder()
        .modelId(question.model())
        .system(system(prompt))
        .messages(user(prompt))
        .inferenceConfig(options())
        .outputConfig(format())
        .overrideConfiguration(watched)
        .build();
  }

  private static SystemContentBlock system(Prompt prompt) {
    return SystemContentBlock.builder().text(ModelJson.wellFormed(prompt.system())).build();
  }

  private static Message user(Prompt prompt) {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(ContentBlock.builder().text(ModelJson.wellFormed(prompt.user())).build())
        .build();
  }

  private InferenceConfiguration options() {
    InferenceConfiguration.Builder options =
        InferenceConfiguration.builder().maxTokens(question.options().maxOutputTokens());
    if (tempered) {
      options.temperature((float) question.options().temperature());
    }
    return options.build();
  }

  private @Nullable OutputConfig format() {
    AnswerFormat format = question.format();
    if (!formatted || format == null) {
      return null;
    }
    return OutputConfig.builder()
        .textFormat(
            OutputFormat.builder()
                .type(OutputFormatType.JSON_SCHEMA)
                .structure(
                    OutputFormatStructure.builder()
                        .jsonSchema(
                            JsonSchemaDefinition.builder()
                                .name(format.name())
                                .schema(format.schema())
                                .build())
                        .build())
                .build())
        .build();
  }

  /** Reads a whole answer. */
  static void read(ConverseResponse response, AnswerDraft draft) {
    ConverseOutput output = response.output();
    Message message = output == null ? null : output.message();
    if (message != null) {
      draft.begin();
      for (ContentBlock block : message.content()) {
        if (block.text() != null) {
          draft.text(block.text());
        }
      }
    }
    finish(response.stopReasonAsString(), draft);
    count(response.usage(), draft);
  }

  /**
   * Reads the next event of a streamed answer.
   *
   * @return false when it is the last one
   */
  static boolean read(ConverseStreamOutput event, AnswerDraft draft) {
    if (event instanceof ContentBlockDeltaEvent piece) {
      // Others tell of its reasoning or of tools.
      if (piece.delta() != null && piece.delta().text() != null) {
        draft.text(piece.delta().text());
      }
    } else if (event instanceof MessageStopEvent stop) {
      finish(stop.stopReasonAsString(), draft);
    } else if (event instanceof ConverseStreamMetadataEvent metadata) {
      count(metadata.usage(), draft);
      return !draft.isFinished();
    } else if (event.sdkEventType() == ConverseStreamOutput.EventType.MESSAGE_START) {
      draft.begin();
    }
    return true;
  }

  private static void finish(@Nullable String reason, AnswerDraft draft) {
    if (reason == null) {
      return;
    }
    switch (reason) {
      case "end_turn", "stop_sequence" -> draft.finish(AnswerDraft.STOP);
      case "max_tokens", "model_context_window_exceeded" -> draft.finish(AnswerDraft.LENGTH);
      case "guardrail_intervened", "content_filtered" -> {
        draft.begin();
        draft.finish(AnswerDraft.FILTERED);
      }
      // The word of Anthropic's own models.
      case "refusal" -> {
        draft.refuse();
        draft.finish(reason);
      }
      default -> draft.finish(AnswerDraft.ownWord(reason));
    }
  }

  private static void count(@Nullable TokenUsage usage, AnswerDraft draft) {
    if (usage != null) {
      draft.tokens(orUntold(usage.inputTokens()), orUntold(usage.outputTokens()));
    }
  }

  private static int orUntold(@Nullable Integer count) {
    return count == null ? -1 : count;
  }
}
