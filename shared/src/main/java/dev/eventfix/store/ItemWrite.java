package dev.eventfix.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A write of one item that may depend on what the item was. Values and names in the expressions are
 * placeholders, {@code :value} and {@code #name}: what strangers chose never is part of one.
 */
public final class ItemWrite {

  /** What is done. */
  enum Kind {
    PUT,
    UPDATE,
    DELETE
  }

  private final Kind kind;
  private final Key key;
  private final @Nullable Item item;
  private final @Nullable String update;
  private @Nullable String condition;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Item values = new Item();

  private ItemWrite(Kind kind, Key key, @Nullable Item item, @Nullable String update) {
    this.kind = kind;
    this.key = key;
    this.item = item;
    this.update = update;
  }

  /** Puts the item in the place of whatever is there. */
  public static ItemWrite put(Key key, Item item) {
    return new ItemWrite(Kind.PUT, key, item, null);
  }

  /**
   * Changes the item, and makes it when it is not there.
   *
   * @param expression an update expression of DynamoDB
   */
  public static ItemWrite update(Key key, String expression) {
    return new ItemWrite(Kind.UPDATE, key, null, expression);
  }

  /** Deletes the item, if it is there. */
  public static ItemWrite delete(Key key) {
    return new ItemWrite(Kind.DELETE, key, null, null);
  }

  /** Writes only if this holds of the item as it was: a condition expression of DynamoDB. */
  public ItemWrite onlyIf(String expression) {
    condition = expression;
    return this;
  }

  /** The name that a {@code #placeholder} stands for. */
  public ItemWrite name(String placeholder, String name) {
    names.put(placeholder, name);
    return this;
  }

  /** The text that a {@code :placeholder} stands for. */
  public ItemWrite text(String placeholder, String value) {
    values.text(placeholder, value);
    return this;
  }

  /** The flag that a {@code :placeholder} stands for. */
  public ItemWrite flag(String placeholder, boolean value) {
    values.flag(placeholder, value);
    return this;
  }

  /** The number that a {@code :placeholder} stands for. */
  public ItemWrite number(String placeholder, long value) {
    values.number(placeholder, value);
    return this;
  }

  Kind kind() {
    return kind;
  }

  Key key() {
    return key;
  }

  /** The whole item of a put, with its key. */
  Map<String, AttributeValue> item() {
    Map<String, AttributeValue> whole = new LinkedHashMap<>(Table.attributes(key));
    if (item != null) {
      whole.putAll(item.attributes());
    }
    return whole;
  }

  @Nullable String update() {
    return update;
  }

  @Nullable String condition() {
    return condition;
  }

  /** The names, or null when there are none: DynamoDB takes no empty map. */
  @Nullable Map<String, String> names() {
    return names.isEmpty() ? null : names;
  }

  /** The values, or null when there are none: DynamoDB takes no empty map. */
  @Nullable Map<String, AttributeValue> values() {
    return values.attributes().isEmpty() ? null : values.attributes();
  }
}
