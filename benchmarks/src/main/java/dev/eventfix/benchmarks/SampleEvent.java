package dev.eventfix.benchmarks;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.eventfix.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real event as its SDK sent it, without white space, and larger ones with more of its frames.
 */
final class SampleEvent {

  private SampleEvent() {}

  /**
   * The event in a file with its frames repeated until it has so many bytes, or a frame more; as it
   * is when it has them already.
   *
   * @throws MeasurementException when the file holds no event with frames
   */
  static byte[] ofSize(Path file, int bytes) {
    try (JsonParser json = Json.parser(Files.readAllBytes(file))) {
      json.nextToken();
      Object event = Json.readTree(json);
      byte[] asItIs = utf8(event);
      enlarge(frames(event), bytes - asItIs.length, file);
      return utf8(event);
    } catch (IOException e) {
      throw new MeasurementException("cannot read " + file + ": " + e.getMessage());
    }
  }

  private static void enlarge(List<List<@Nullable Object>> stacks, int bytes, Path file) {
    List<Integer> depths = new ArrayList<>();
    for (List<@Nullable Object> stack : stacks) {
      depths.add(stack.size());
    }
    int missing = bytes;
    while (missing > 0) {
      int before = missing;
      for (int i = 0; i < stacks.size() && missing > 0; i++) {
        List<@Nullable Object> stack = stacks.get(i);
        for (int j = 0; j < depths.get(i) && missing > 0; j++) {
          Object frame = stack.get(j);
          stack.add(frame);
          missing -= utf8(frame).length + 1;
        }
      }
      if (missing == before) {
        throw new MeasurementException(file + " holds no frames to repeat");
      }
    }
  }

  /** Each exception's list of frames, to be changed. */
  private static List<List<@Nullable Object>> frames(@Nullable Object event) {
    List<List<@Nullable Object>> frames = new ArrayList<>();
    if (member(member(event, "exception"), "values") instanceof List<?> exceptions) {
      for (Object exception : exceptions) {
        if (member(member(exception, "stacktrace"), "frames") instanceof List<?> list) {
          @SuppressWarnings("unchecked") // Json.readTree makes such lists.
          var stack = (List<@Nullable Object>) list;
          frames.add(stack);
        }
      }
    }
    return frames;
  }

  private static @Nullable Object member(@Nullable Object object, String name) {
    return object instanceof Map<?, ?> map ? map.get(name) : null;
  }

  private static byte[] utf8(@Nullable Object tree) {
    return Json.bytes(json -> write(json, tree));
  }

  private static void write(JsonGenerator json, @Nullable Object tree) throws IOException {
    switch (tree) {
      case Map<?, ?> object -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> member : object.entrySet()) {
          json.writeFieldName(String.valueOf(member.getKey()));
          write(json, member.getValue());
        }
        json.writeEndObject();
      }
      case List<?> list -> {
        json.writeStartArray();
        for (Object element : list) {
          write(json, element);
        }
        json.writeEndArray();
      }
      case null, default -> json.writeObject(tree);
    }
  }
}
