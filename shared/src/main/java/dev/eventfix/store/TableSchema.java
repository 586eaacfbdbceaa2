package dev.eventfix.store;

/** How the table is laid out; `template.yaml` makes the same. */
public final class TableSchema {

  /** The attribute with the first part of each key, a text. */
  public static final String PARTITION_KEY = "pk";

  /** The attribute with the second part of each key, a text. */
  public static final String SORT_KEY = "sk";

  /**
   * The attribute with the second since 1970 from which DynamoDB may delete an item. It does so up
   * to days later, so whoever reads an item that ends compares by itself.
   */
  public static final String TIME_TO_LIVE = "ttl";

  private TableSchema() {}
}
