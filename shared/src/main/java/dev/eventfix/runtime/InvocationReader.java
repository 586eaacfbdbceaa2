package dev.eventfix.runtime;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.wire.BodyProblems;
import dev.eventfix.wire.Decompression;
import dev.eventfix.wire.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what triggered the function. Events are written by strangers and may be invoked with
 * directly: a trigger has to have its whole shape, whatever the order of the members, and an object
 * with any member that only a request or an event has is no trigger.
 */
final class InvocationReader {

  private static final String SQS = "aws:sqs";
  private static final String ANOTHER_SOURCE = "another source";

  /** The services with events made of {@code Records}, by the names they give themselves. */
  private static final String[] UNSUPPORTED_SOURCES = {
    "aws:sns",
    "aws:s3",
    "aws:dynamodb",
    "aws:kinesis",
    "aws:ses",
    "aws:codecommit",
    "aws:cognito-sync"
  };

  private @Nullable String version;
  private boolean httpMethod;
  private boolean context;
  private boolean contextHttp;
  private boolean records;
  private @Nullable Sources sources;

  private InvocationReader() {}

  /**
   * Reads an invocation's bytes.
   *
   * @param body JSON in UTF-8; a direct invocation keeps the array
   */
  static Invocation read(byte[] body) {
    if (!Json.begins(body) && Decompression.isGzip(body)) {
      // From the launcher, for Lambda takes JSON only.
      return new Invocation.Direct(body);
    }
    try {
      JsonParser json = Json.parser(body);
      JsonToken first = json.nextToken();
      if (first == JsonToken.START_OBJECT) {
        return new InvocationReader().readObject(json, body);
      }
      if (first == JsonToken.START_ARRAY) {
        return readList(json, body);
      }
      // Empty, or a text or a number: the function says what it wants instead.
      return new Invocation.Direct(body);
    } catch (MalformedTriggerException e) {
      return new Invocation.Malformed(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Invocation.Unreadable(BodyProblems.unreadable(e, "body"));
    }
  }

  private Invocation readObject(JsonParser json, byte[] body)
      throws IOException, MalformedTriggerException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        // What an event can be described from, and what comes first in requests and events.
        case "event",
            "envelope",
            "event_id",
            "eventID",
            "platform",
            "exception",
            "logentry",
            "message",
            "stacktrace",
            "threads",
            "entries",
            "csp",
            "csp-report",
            "expectct",
            "expect-ct-report",
            "expectstaple",
            "hpkp",
            "sentry.interfaces.Exception",
            "sentry.interfaces.Message",
            "sentry.interfaces.Stacktrace",
            "sentry.interfaces.Csp" -> {
          return new Invocation.Direct(body);
        }
        case "version" -> version = textOrNull(json);
        case "httpMethod" -> httpMethod = value == JsonToken.VALUE_STRING;
        case "requestContext" -> readContext(json);
        case "Records" -> {
          records = true;
          sources = value == JsonToken.START_ARRAY ? Sources.of(json) : null;
        }
        default -> {}
      }
      // Does nothing where a value has been read to its end.
      json.skipChildren();
    }
    return decide(body, json.nextToken() == null);
  }

  private void readContext(JsonParser json) throws IOException {
    context = json.currentToken() == JsonToken.START_OBJECT;
    contextHttp = false;
    if (context) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean http = json.currentName().equals("http");
        JsonToken value = json.nextToken();
        if (http) {
          contextHttp = value == JsonToken.START_OBJECT;
        }
        json.skipChildren();
      }
    }
  }

  private Invocation decide(byte[] body, boolean single)
      throws IOException, MalformedTriggerException {
    boolean httpApi = "2.0".equals(version) && contextHttp;
    boolean restApi = httpMethod && context;
    if (!httpApi && !restApi && !records) {
      return new Invocation.Direct(body);
    }
    if (!single) {
      throw new MalformedTriggerException("the event", "a single JSON value");
    }
    if (httpApi) {
      return new Invocation.HttpApi(HttpApiEventReader.read(onFirstToken(body)));
    }
    if (restApi) {
      return new Invocation.RestApi(RestApiEventReader.read(onFirstToken(body)));
    }
    if (sources == null || sources.size == 0) {
      throw new MalformedTriggerException("Records", "a list of one record or more");
    }
    if (sources.allSqs()) {
      return new Invocation.Queue(SqsEventReader.read(onFirstToken(body)));
    }
    if (sources.sqs > 0 || sources.other == null) {
      throw new MalformedTriggerException(
          "Records[" + sources.firstOther + "]", "an object with the eventSource " + SQS);
    }
    return new Invocation.Unsupported(sources.other);
  }

  private static Invocation readList(JsonParser json, byte[] body)
      throws IOException, MalformedTriggerException {
    Sources sources = Sources.of(json);
    if (json.nextToken() == null && sources.size > 0 && sources.allSqs()) {
      return new Invocation.Pipe(SqsEventReader.readMessages(onFirstToken(body), ""));
    }
    return new Invocation.Direct(body);
  }

  private static JsonParser onFirstToken(byte[] body) throws IOException {
    JsonParser json = Json.parser(body);
    json.nextToken();
    return json;
  }

  private static @Nullable String textOrNull(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : null;
  }

  /** Where the records of a list say they come from. */
  private static final class Sources {
    /** How many items the list has. */
    private int size;

    /** How many of them are records of SQS. */
    private int sqs;

    /** The index of the first that is not. */
    private int firstOther;

    /** The service of the first record that is not of SQS, null when there is no such record. */
    private @Nullable String other;

    /** Leaves the parser on the list's end. */
    static Sources of(JsonParser json) throws IOException {
      Sources sources = new Sources();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        sources.add(json);
      }
      return sources;
    }

    boolean allSqs() {
      return sqs == size;
    }

    private void add(JsonParser json) throws IOException {
      String source = null;
      boolean record = json.currentToken() == JsonToken.START_OBJECT;
      if (record) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          // SNS writes its members with a capital.
          if (name.equals("eventSource") || name.equals("EventSource")) {
            source = textOrNull(json);
          }
          json.skipChildren();
        }
      } else {
        json.skipChildren();
      }
      if (SQS.equals(source)) {
        sqs++;
      } else {
        if (sqs == size) {
          firstOther = size;
        }
        if (record && other == null) {
          other = known(source);
        }
      }
      size++;
    }

    /** A name that a stranger chose is not repeated. */
    private static String known(@Nullable String source) {
      for (String name : UNSUPPORTED_SOURCES) {
        if (name.equals(source)) {
          return name;
        }
      }
      return ANOTHER_SOURCE;
    }
  }
}
