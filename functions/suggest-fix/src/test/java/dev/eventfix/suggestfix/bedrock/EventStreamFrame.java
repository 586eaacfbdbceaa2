package dev.eventfix.suggestfix.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes messages of AWS's event stream encoding (application/vnd.amazon.eventstream) from its
 * documentation alone: a prelude of two lengths with its checksum, headers, a payload, and a
 * checksum of all before it.
 */
final class EventStreamFrame {

  private static final int PRELUDE_BYTES = 8;
  private static final int CHECKSUM_BYTES = 4;
  private static final byte STRING = 7;

  private EventStreamFrame() {}

  /** An event. */
  static byte[] event(String type, String json) {
    return frame(
        List.of(":event-type", type, ":content-type", "application/json", ":message-type", "event"),
        json.getBytes(UTF_8));
  }

  /** An exception that the service's model names. */
  static byte[] exception(String type, String json) {
    return frame(
        List.of(
            ":exception-type",
            type,
            ":content-type",
            "application/json",
            ":message-type",
            "exception"),
        json.getBytes(UTF_8));
  }

  /** An error that it does not name. */
  static byte[] error(String code, String message) {
    return frame(
        List.of(":error-code", code, ":error-message", message, ":message-type", "error"),
        new byte[0]);
  }

  /** One whose last checksum is of other bytes. */
  static byte[] withWrongChecksum(byte[] frame) {
    byte[] wrong = frame.clone();
    wrong[wrong.length - 1] ^= 1;
    return wrong;
  }

  /** One whose prelude's checksum is of other bytes. */
  static byte[] withWrongPreludeChecksum(byte[] frame) {
    byte[] wrong = frame.clone();
    wrong[PRELUDE_BYTES] ^= 1;
    return wrong;
  }

  private static byte[] frame(List<String> headers, byte[] payload) {
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    for (int i = 0; i < headers.size(); i += 2) {
      byte[] name = headers.get(i).getBytes(UTF_8);
      byte[] value = headers.get(i + 1).getBytes(UTF_8);
      names.write(name.length);
      names.writeBytes(name);
      names.write(STRING);
      names.write(value.length >> 8);
      names.write(value.length);
      names.writeBytes(value);
    }
    int length = PRELUDE_BYTES + CHECKSUM_BYTES + names.size() + payload.length + CHECKSUM_BYTES;
    byte[] bytes = new byte[length];
    ByteBuffer frame = ByteBuffer.wrap(bytes);
    frame.putInt(length).putInt(names.size());
    frame.putInt(checksum(bytes, frame.position()));
    frame.put(names.toByteArray()).put(payload);
    frame.putInt(checksum(bytes, frame.position()));
    return bytes;
  }

  private static int checksum(byte[] bytes, int end) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, end);
    return (int) crc.getValue();
  }
}
