package dev.eventfix.telemetry;

import io.sentry.EnvelopeReader;
import io.sentry.ISerializer;
import io.sentry.JsonDeserializer;
import io.sentry.SentryEnvelope;
import io.sentry.SentryEnvelopeHeader;
import io.sentry.SentryEnvelopeItem;
import io.sentry.SentryEnvelopeItemHeader;
import io.sentry.SentryItemType;
import io.sentry.clientreport.ClientReport;
import io.sentry.protocol.SentryTransaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes envelopes, the SDK's own ones and those with items of types that it does not
 * know. Of the latter it would write another type; here their headers are kept as they came.
 */
final class EnvelopeCodec {

  /** Under these an item's header keeps what the SDK has no room for. */
  private static final String LINE = "eventfix.line";

  private static final String TYPE = "type";

  private final ISerializer serializer;

  EnvelopeCodec(ISerializer serializer) {
    this.serializer = serializer;
  }

  /**
   * Reads an envelope whose every item tells its length.
   *
   * @throws IllegalArgumentException when it is malformed
   */
  SentryEnvelope read(byte[] bytes) {
    try {
      SentryEnvelope envelope =
          new EnvelopeReader(new KeepingHeaders(serializer)).read(new ByteArrayInputStream(bytes));
      if (envelope == null) {
        throw new IllegalArgumentException("not an envelope");
      }
      return envelope;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of an item's type, as its envelope told it. */
  static String type(SentryEnvelopeItem item) {
    Map<String, Object> more = item.getHeader().getUnknown();
    return more != null && more.get(LINE) != null && more.get(TYPE) instanceof String type
        ? type
        : item.getHeader().getType().getItemType();
  }

  /**
   * An item's payload, which is made now if it was not yet.
   *
   * @return null when it cannot be made
   */
  static byte @Nullable [] payload(SentryEnvelopeItem item) {
    try {
      return item.getData();
    } catch (Exception e) {
      // Declared by the SDK. What is lost is counted by who asked.
      return null;
    }
  }

  /** How many spans a lost transaction stands for; with none that can be read, itself. */
  long spans(SentryEnvelopeItem item) {
    try {
      SentryTransaction transaction = item.getTransaction(serializer);
      return transaction == null ? 1 : transaction.getSpans().size() + 1L;
    } catch (Exception e) {
      return 1;
    }
  }

  /** What an item of this type says. */
  @Nullable ClientReport clientReport(SentryEnvelopeItem item) {
    try {
      return item.getClientReport(serializer);
    } catch (Exception e) {
      return null;
    }
  }

  /** An item that tells what was lost. */
  SentryEnvelopeItem item(ClientReport report) throws IOException {
    return SentryEnvelopeItem.fromClientReport(serializer, report);
  }

  /**
   * A header for one target: what is changed in it later changes no other, and it names no other
   * target's key.
   */
  SentryEnvelopeHeader headerFor(SentryEnvelopeHeader header, String publicKey) {
    if (header.getTraceContext() == null && header.getUnknown() == null) {
      return new SentryEnvelopeHeader(header.getEventId(), header.getSdkVersion());
    }
    try {
      Map<?, ?> read = map(text(header));
      if (read != null) {
        Map<String, Object> members = new HashMap<>();
        for (Map.Entry<?, ?> member : read.entrySet()) {
          members.put(String.valueOf(member.getKey()), member.getValue());
        }
        members.remove("dsn");
        if (members.get("trace") instanceof Map<?, ?> trace) {
          Map<String, Object> own = new HashMap<>();
          for (Map.Entry<?, ?> member : trace.entrySet()) {
            own.put(String.valueOf(member.getKey()), member.getValue());
          }
          own.put("public_key", publicKey);
          own.remove("org_id");
          own.remove("user_id");
          members.put("trace", own);
        }
        SentryEnvelopeHeader copy =
            serializer.deserialize(new StringReader(text(members)), SentryEnvelopeHeader.class);
        if (copy != null) {
          return copy;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SentryEnvelopeHeader(header.getEventId(), header.getSdkVersion());
  }

  /** The bytes to send, compressed with gzip. */
  byte[] compressed(SentryEnvelope envelope) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes);
        Writer text = new OutputStreamWriter(gzip, StandardCharsets.UTF_8)) {
      text.write(text(envelope.getHeader()));
      text.write('\n');
      for (SentryEnvelopeItem item : envelope.getItems()) {
        byte[] payload = payload(item);
        if (payload != null) {
          text.write(line(item.getHeader()));
          text.write('\n');
          text.flush();
          gzip.write(payload);
          text.write('\n');
        }
      }
    }
    return bytes.toByteArray();
  }

  private String line(SentryEnvelopeItemHeader header) throws IOException {
    Map<String, Object> more = header.getUnknown();
    return more != null && more.get(LINE) instanceof String line ? line : text(header);
  }

  private String text(Object value) throws IOException {
    StringWriter text = new StringWriter();
    serializer.serialize(value, text);
    return text.toString();
  }

  private @Nullable Map<?, ?> map(String json) {
    return serializer.deserialize(new StringReader(json), Map.class);
  }

  /** Keeps the header of an item whose type the SDK does not know. */
  private static final class KeepingHeaders implements ISerializer {
    private final ISerializer serializer;

    KeepingHeaders(ISerializer serializer) {
      this.serializer = serializer;
    }

    @Override
    public <T> @Nullable T deserialize(Reader reader, Class<T> type) {
      if (type != SentryEnvelopeItemHeader.class) {
        return serializer.deserialize(reader, type);
      }
      StringWriter line = new StringWriter();
      try {
        reader.transferTo(line);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      String json = line.toString();
      Map<?, ?> members = serializer.deserialize(new StringReader(json), Map.class);
      if (members == null || !(members.get(TYPE) instanceof String name)) {
        return null;
      }
      String known = name.toLowerCase(Locale.ROOT);
      if (SentryItemType.valueOfLabel(known) != SentryItemType.Unknown) {
        return serializer.deserialize(new StringReader(json), type);
      }
      int length = members.get("length") instanceof Number number ? number.intValue() : 0;
      SentryEnvelopeItemHeader header =
          new SentryEnvelopeItemHeader(
              SentryItemType.Unknown, length, null, null, null, null, null);
      Map<String, Object> more = new HashMap<>();
      more.put(LINE, json);
      more.put(TYPE, known);
      header.setUnknown(more);
      return type.cast(header);
    }

    @Override
    public <T, R> @Nullable T deserializeCollection(
        Reader reader, Class<T> type, @Nullable JsonDeserializer<R> elements) {
      return serializer.deserializeCollection(reader, type, elements);
    }

    @Override
    public @Nullable SentryEnvelope deserializeEnvelope(java.io.InputStream in) {
      return serializer.deserializeEnvelope(in);
    }

    @Override
    public <T> void serialize(T entity, Writer writer) throws IOException {
      serializer.serialize(entity, writer);
    }

    @Override
    public void serialize(SentryEnvelope envelope, OutputStream out) throws Exception {
      serializer.serialize(envelope, out);
    }

    @Override
    public String serialize(Map<String, Object> data) throws Exception {
      return serializer.serialize(data);
    }
  }
}
