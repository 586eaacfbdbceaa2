package dev.eventfix.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes of an item, without its key. Not safe for use by several threads. */
public final class Item {

  private final Map<String, AttributeValue> attributes;

  /** An item without attributes. */
  public Item() {
    this(new LinkedHashMap<>());
  }

  Item(Map<String, AttributeValue> attributes) {
    this.attributes = attributes;
  }

  /** Sets a text; null leaves it out. */
  public Item text(String name, @Nullable String value) {
    if (value != null) {
      attributes.put(name, AttributeValue.builder().s(value).build());
    }
    return this;
  }

  /** Sets a flag. */
  public Item flag(String name, boolean value) {
    attributes.put(name, AttributeValue.builder().bool(value).build());
    return this;
  }

  /** Sets a number. */
  public Item number(String name, long value) {
    attributes.put(name, AttributeValue.builder().n(Long.toString(value)).build());
    return this;
  }

  /** Sets a map that has no entries yet. */
  public Item emptyMap(String name) {
    attributes.put(name, AttributeValue.builder().m(Map.of()).build());
    return this;
  }

  /** The text of that name, or null when there is none. */
  public @Nullable String text(String name) {
    AttributeValue value = attributes.get(name);
    return value == null ? null : value.s();
  }

  /** True when the flag of that name is set. */
  public boolean flag(String name) {
    AttributeValue value = attributes.get(name);
    return value != null && Boolean.TRUE.equals(value.bool());
  }

  /** The number of that name, or 0 when there is none. */
  public long number(String name) {
    AttributeValue value = attributes.get(name);
    return value == null || value.n() == null ? 0 : Long.parseLong(value.n());
  }

  /** The names of a map's entries, empty when there is no such map. */
  public Set<String> entries(String name) {
    AttributeValue value = attributes.get(name);
    return value == null || !value.hasM() ? Set.of() : value.m().keySet();
  }

  /** The text of a map's entry, or null when there is none. */
  public @Nullable String entry(String name, String entry) {
    AttributeValue value = attributes.get(name);
    AttributeValue found = value == null || !value.hasM() ? null : value.m().get(entry);
    return found == null ? null : found.s();
  }

  /** The first part of the item's key; null on an item that was not read from a table. */
  public @Nullable String partitionKey() {
    return text(TableSchema.PARTITION_KEY);
  }

  /** The second part of the item's key; null on an item that was not read from a table. */
  public @Nullable String sortKey() {
    return text(TableSchema.SORT_KEY);
  }

  /** The attributes as the SDK has them, not a copy. */
  Map<String, AttributeValue> attributes() {
    return attributes;
  }
}
