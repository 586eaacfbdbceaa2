package dev.eventfix.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@link CountedWork} puts in place of the calls that may look at more than one character,
 * byte or item: each does the same as the method of its name, whose receiver is its first
 * parameter, and adds how many it looked at. Not for use by several threads.
 */
public final class WorkCounter {

  private static long work;

  private WorkCounter() {}

  static long work() {
    return work;
  }

  /** A method begins, or a loop goes on. */
  public static void step() {
    work++;
  }

  /** An array or a buffer of that size is made: Java clears it. */
  public static void made(int size) {
    work += size;
  }

  /** A text or a list is made of another one. */
  public static void madeOf(@Nullable Object original) {
    if (original instanceof Collection<?> items) {
      work += items.size();
    } else if (original instanceof CharSequence text) {
      work += text.length();
    }
  }

  // String

  private static int found(int index, int from, int end) {
    work += Math.max(1, (index < 0 ? end : index + 1) - Math.max(0, from));
    return index;
  }

  private static String copied(String copy) {
    work += copy.length() + 1;
    return copy;
  }

  public static int indexOf(String text, int c) {
    return found(text.indexOf(c), 0, text.length());
  }

  public static int indexOf(String text, int c, int from) {
    return found(text.indexOf(c, from), from, text.length());
  }

  public static int indexOf(String text, int c, int from, int to) {
    return found(text.indexOf(c, from, to), from, to);
  }

  public static int indexOf(String text, String part) {
    return indexOf(text, part, 0);
  }

  /** Java's compares at every character, which for a long part costs more than the text has. */
  public static int indexOf(String text, String part, int from) {
    for (int start = Math.max(0, from); start <= text.length() - part.length(); start++) {
      int same = 0;
      while (same < part.length() && text.charAt(start + same) == part.charAt(same)) {
        same++;
      }
      work += same + 1;
      if (same == part.length()) {
        return start;
      }
    }
    return -1;
  }

  public static int lastIndexOf(String text, int c) {
    int index = text.lastIndexOf(c);
    work += text.length() - index;
    return index;
  }

  public static boolean contains(String text, CharSequence part) {
    return indexOf(text, part.toString()) >= 0;
  }

  public static boolean startsWith(String text, String prefix) {
    return startsWith(text, prefix, 0);
  }

  public static boolean startsWith(String text, String prefix, int from) {
    boolean starts = text.startsWith(prefix, from);
    work += starts ? prefix.length() : 1;
    return starts;
  }

  public static boolean endsWith(String text, String suffix) {
    work += suffix.length();
    return text.endsWith(suffix);
  }

  public static boolean regionMatches(
      String text, boolean ignoreCase, int at, String other, int from, int length) {
    int same = 0;
    while (same < length && isSame(text, at + same, other, from + same)) {
      same++;
    }
    work += same + 1;
    return text.regionMatches(ignoreCase, at, other, from, length);
  }

  private static boolean isSame(String text, int at, String other, int from) {
    return at >= 0
        && at < text.length()
        && from < other.length()
        && Character.toLowerCase(text.charAt(at)) == Character.toLowerCase(other.charAt(from));
  }

  public static boolean equals(String text, @Nullable Object other) {
    work += other instanceof String string && string.length() == text.length() ? text.length() : 1;
    return text.equals(other);
  }

  public static boolean equalsIgnoreCase(String text, @Nullable String other) {
    work += other != null && other.length() == text.length() ? text.length() : 1;
    return text.equalsIgnoreCase(other);
  }

  /** A string keeps its hash; whose it is cannot be told, so every call is counted in full. */
  public static int hashCode(String text) {
    work += text.length();
    return text.hashCode();
  }

  public static boolean isBlank(String text) {
    work += text.length() - text.stripLeading().length() + 1;
    return text.isBlank();
  }

  public static byte[] getBytes(String text, Charset charset) {
    work += text.length();
    return text.getBytes(charset);
  }

  public static String replace(String text, char from, char to) {
    work += text.length();
    return copied(text.replace(from, to));
  }

  public static String strip(String text) {
    work += text.length();
    return text.strip();
  }

  public static String stripTrailing(String text) {
    work += text.length();
    return text.stripTrailing();
  }

  public static String substring(String text, int from) {
    return copied(text.substring(from));
  }

  public static String substring(String text, int from, int to) {
    return copied(text.substring(from, to));
  }

  public static CharSequence subSequence(String text, int from, int to) {
    return copied(text.substring(from, to));
  }

  public static String toLowerCase(String text, Locale locale) {
    work += text.length();
    return text.toLowerCase(locale);
  }

  /** Stands for the static method. */
  public static String valueOf(@Nullable Object object) {
    return copied(String.valueOf(object));
  }

  public static String toString(Object object) {
    return copied(object.toString());
  }

  // StringBuilder

  public static StringBuilder append(StringBuilder builder, @Nullable String text) {
    work += text == null ? 1 : text.length();
    return builder.append(text);
  }

  public static StringBuilder append(StringBuilder builder, @Nullable Object object) {
    return append(builder, String.valueOf(object));
  }

  public static StringBuilder append(StringBuilder builder, CharSequence text, int from, int to) {
    work += to - from;
    return builder.append(text, from, to);
  }

  public static StringBuilder insert(StringBuilder builder, int at, String text) {
    work += builder.length() - at + text.length();
    return builder.insert(at, text);
  }

  public static String substring(StringBuilder builder, int from) {
    return copied(builder.substring(from));
  }

  public static String toString(StringBuilder builder) {
    return copied(builder.toString());
  }

  // Bytes

  public static byte[] toByteArray(ByteArrayOutputStream out) {
    work += out.size();
    return out.toByteArray();
  }

  public static String toString(ByteArrayOutputStream out, Charset charset) {
    work += out.size();
    return out.toString(charset);
  }

  public static byte[] copyOf(byte[] bytes, int length) {
    work += length;
    return Arrays.copyOf(bytes, length);
  }

  public static void write(OutputStream out, byte[] bytes) throws IOException {
    work += bytes.length;
    out.write(bytes);
  }

  // Collections

  private static int sizeOfKey(@Nullable Object key) {
    return key instanceof CharSequence text ? text.length() + 1 : 1;
  }

  public static @Nullable Object get(Map<Object, Object> map, @Nullable Object key) {
    work += sizeOfKey(key);
    return map.get(key);
  }

  public static @Nullable Object put(
      Map<@Nullable Object, @Nullable Object> map, @Nullable Object key, @Nullable Object value) {
    work += sizeOfKey(key);
    return map.put(key, value);
  }

  public static boolean add(Set<@Nullable Object> set, @Nullable Object item) {
    work += sizeOfKey(item);
    return set.add(item);
  }

  public static boolean contains(Set<?> set, Object item) {
    work += sizeOfKey(item);
    return set.contains(item);
  }

  public static boolean addAll(List<Object> list, Collection<?> items) {
    work += items.size();
    return list.addAll(items);
  }

  public static void addFirst(List<Object> list, Object item) {
    work += list.size();
    list.addFirst(item);
  }

  public static boolean remove(List<?> list, Object item) {
    work += list.size();
    return list.remove(item);
  }

  public static Object removeFirst(List<?> list) {
    work += list.size();
    return list.removeFirst();
  }

  /** Stands for the static method. */
  public static List<?> copyOf(Collection<?> items) {
    work += items.size();
    return List.copyOf(items);
  }

  // Jackson: how many bytes a call reads, or how many characters it writes

  private static long offset(JsonParser json) {
    return json.currentLocation().getByteOffset();
  }

  public static @Nullable JsonToken nextToken(JsonParser json) throws IOException {
    long from = offset(json);
    JsonToken token = json.nextToken();
    work += offset(json) - from + 1;
    return token;
  }

  public static JsonParser skipChildren(JsonParser json) throws IOException {
    long from = offset(json);
    json.skipChildren();
    work += offset(json) - from + 1;
    return json;
  }

  public static @Nullable String getText(JsonParser json) throws IOException {
    long from = offset(json);
    String text = json.getText();
    work += offset(json) - from + (text == null ? 1 : text.length());
    return text;
  }

  public static void copyCurrentEvent(JsonGenerator copy, JsonParser json) throws IOException {
    long from = offset(json);
    copy.copyCurrentEvent(json);
    work += 2 * (offset(json) - from) + 1;
  }

  public static void writeFieldName(JsonGenerator json, String name) throws IOException {
    work += name.length();
    json.writeFieldName(name);
  }

  public static void writeString(JsonGenerator json, String text) throws IOException {
    work += text.length();
    json.writeString(text);
  }

  public static void writeStringField(JsonGenerator json, String name, String text)
      throws IOException {
    work += text.length();
    json.writeStringField(name, text);
  }
}
