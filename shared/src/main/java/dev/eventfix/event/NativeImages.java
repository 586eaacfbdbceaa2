package dev.eventfix.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The binaries that were in memory, and where: they lie elsewhere in each run. */
final class NativeImages {

  /** How many of an event's images are looked at. */
  static final int MAX_IMAGES = 2_000;

  /** The part of an address that is the same wherever a binary lies: memory comes in pages. */
  private static final long PAGE = 0xfff;

  /** Smaller addresses are told from their image's start already, or of what is never moved. */
  private static final long UNMOVED = 0x1000_0000;

  private record Image(long size, @Nullable String file) {}

  /** By their first addresses, in an order of numbers without sign. */
  private final TreeMap<Long, Image> images = new TreeMap<>();

  private NativeImages() {}

  /** Reads the images of an event; there are none when it has none. */
  static NativeImages of(@Nullable JsonSlice debugMeta) {
    NativeImages read = new NativeImages();
    if (debugMeta != null) {
      try {
        read.readAll(EventJson.of(debugMeta, "debug_meta", new Warnings()));
      } catch (IOException e) {
        // It was JSON when it was passed over.
        throw new UncheckedIOException(e);
      }
    }
    return read;
  }

  private void readAll(EventJson json) throws IOException {
    if (!json.standsOnObject("an object")) {
      return;
    }
    while (json.nextField()) {
      if (!json.name().equals("images") || !json.isList()) {
        json.skip();
        continue;
      }
      while (json.nextItem()) {
        if (json.isObject() && images.size() < MAX_IMAGES) {
          readImage(json);
        } else {
          json.skip();
        }
      }
    }
  }

  private void readImage(EventJson json) throws IOException {
    long start = -1;
    long size = 0;
    String file = null;
    while (json.nextField()) {
      switch (json.name()) {
        case "image_addr" -> start = address(json.anyText());
        case "image_size" -> size = address(json.anyText());
        case "code_file", "name" -> file = EventJson.first(json.anyText(), file);
        default -> json.skip();
      }
    }
    if (start >= 0) {
      images.put(start, new Image(size, file));
    }
  }

  /** The file of the image that holds the address, or null when none is known. */
  @Nullable String fileAt(String text) {
    Map.Entry<Long, Image> entry = at(address(text));
    return entry == null ? null : entry.getValue().file();
  }

  /** How far behind its image's start the address is; without an image, behind its page's. */
  String offset(String text) {
    long address = address(text);
    Map.Entry<Long, Image> entry = at(address);
    long start = entry != null ? entry.getKey() : address < UNMOVED ? 0 : address & ~PAGE;
    return address < 0 ? "" : Long.toHexString(address - start);
  }

  private Map.@Nullable Entry<Long, Image> at(long address) {
    Map.Entry<Long, Image> entry = address < 0 ? null : images.floorEntry(address);
    long size = entry == null ? 0 : entry.getValue().size();
    return entry != null && size > 0 && address - entry.getKey() >= size ? null : entry;
  }

  /** A path's last part: folders of programs differ from machine to machine. */
  static String file(@Nullable String path) {
    return path == null ? "" : path.substring(Chars.fileStart(path));
  }

  /** The number without its highest bit, which no program's address has, or -1 when it is none. */
  private static long address(@Nullable String text) {
    String digits = text == null ? "" : text.strip();
    boolean hex = digits.startsWith("0x") || digits.startsWith("0X");
    int from = hex ? 2 : 0;
    if (digits.length() == from || digits.length() - from > (hex ? 16 : 18)) {
      return -1;
    }
    long address = 0;
    for (int i = from; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), hex ? 16 : 10);
      if (digit < 0) {
        return -1;
      }
      address = address * (hex ? 16 : 10) + digit;
    }
    return address & Long.MAX_VALUE;
  }
}
