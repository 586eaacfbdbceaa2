package dev.eventfix.runtime;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what SQS sends, and the same messages as an EventBridge pipe sends them. */
final class SqsEventReader {

  private static final String ATTRIBUTE = "messageAttributes.*.";

  private SqsEventReader() {}

  /**
   * Reads one batch; unknown members are passed over. A record that is no object or has no message
   * id is a fault of the whole: it could not be named in an answer, so it would be lost.
   *
   * @param json stands on the start of the object, afterwards on its end
   * @throws IOException when the text is not JSON
   */
  static SQSEvent read(JsonParser json) throws IOException, MalformedTriggerException {
    SQSEvent event = new SQSEvent();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("Records")) {
        event.setRecords(Members.isList(json, "") ? readMessages(json, "Records") : null);
      } else {
        json.skipChildren();
      }
    }
    return event;
  }

  /**
   * Reads the messages of a list.
   *
   * @param json stands on the start of the list, afterwards on its end
   * @param list the list's name for messages, may be empty
   * @throws IOException when the text is not JSON
   */
  static List<SQSMessage> readMessages(JsonParser json, String list)
      throws IOException, MalformedTriggerException {
    List<SQSMessage> messages = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      try {
        if (json.currentToken() != JsonToken.START_OBJECT) {
          throw new MalformedTriggerException("", "an object");
        }
        messages.add(readMessage(json));
      } catch (MalformedTriggerException e) {
        throw e.inItem(list, messages.size());
      }
    }
    return messages;
  }

  /**
   * Reads one message; unknown members are passed over, missing ones but the id are null.
   *
   * @param json stands on the start of the object, afterwards on its end
   * @throws IOException when the text is not JSON
   */
  static SQSMessage readMessage(JsonParser json) throws IOException, MalformedTriggerException {
    SQSMessage message = new SQSMessage();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "messageId" -> message.setMessageId(Members.strictText(json, ""));
        case "receiptHandle" -> message.setReceiptHandle(Members.text(json, ""));
        case "body" -> message.setBody(Members.strictText(json, ""));
        case "md5OfBody" -> message.setMd5OfBody(Members.text(json, ""));
        case "md5OfMessageAttributes" -> message.setMd5OfMessageAttributes(Members.text(json, ""));
        case "eventSourceARN" -> message.setEventSourceArn(Members.text(json, ""));
        case "eventSource" -> message.setEventSource(Members.text(json, ""));
        case "awsRegion" -> message.setAwsRegion(Members.text(json, ""));
        case "attributes" -> message.setAttributes(Members.textByName(json, ""));
        case "messageAttributes" -> message.setMessageAttributes(readAttributes(json));
        default -> json.skipChildren();
      }
    }
    if (message.getMessageId() == null || message.getMessageId().isEmpty()) {
      throw new MalformedTriggerException("messageId", "a text that is not empty");
    }
    return message;
  }

  private static @Nullable Map<String, @Nullable MessageAttribute> readAttributes(JsonParser json)
      throws IOException, MalformedTriggerException {
    if (!Members.isObject(json, "")) {
      return null;
    }
    Map<String, @Nullable MessageAttribute> attributes = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      switch (json.nextToken()) {
        case START_OBJECT -> attributes.put(key, readAttribute(json));
        case VALUE_NULL -> attributes.put(key, null);
        default -> throw new MalformedTriggerException("messageAttributes", "an object of objects");
      }
    }
    return attributes;
  }

  private static MessageAttribute readAttribute(JsonParser json)
      throws IOException, MalformedTriggerException {
    MessageAttribute attribute = new MessageAttribute();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "stringValue" -> attribute.setStringValue(Members.text(json, ATTRIBUTE));
        case "binaryValue" -> attribute.setBinaryValue(readBinary(json, "binaryValue", "base64"));
        case "stringListValues" -> attribute.setStringListValues(Members.texts(json, ATTRIBUTE));
        case "binaryListValues" -> attribute.setBinaryListValues(readBinaries(json));
        case "dataType" -> attribute.setDataType(Members.text(json, ATTRIBUTE));
        default -> json.skipChildren();
      }
    }
    return attribute;
  }

  private static @Nullable List<@Nullable ByteBuffer> readBinaries(JsonParser json)
      throws IOException, MalformedTriggerException {
    if (!Members.isList(json, ATTRIBUTE)) {
      return null;
    }
    List<@Nullable ByteBuffer> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(readBinary(json, "binaryListValues", "a list of base64"));
    }
    return values;
  }

  private static @Nullable ByteBuffer readBinary(JsonParser json, String name, String expected)
      throws IOException, MalformedTriggerException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new MalformedTriggerException(ATTRIBUTE + name, expected);
    }
    // Reads the text to its end first: what fails afterwards is the base64 and not the JSON.
    int length = json.getTextLength();
    try {
      return length == 0 ? ByteBuffer.allocate(0) : ByteBuffer.wrap(json.getBinaryValue());
    } catch (JsonParseException e) {
      // No cause: its message quotes what was found.
      throw new MalformedTriggerException(ATTRIBUTE + name, expected);
    }
  }
}
