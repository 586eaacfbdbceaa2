package dev.eventfix.suggestfix.options;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.Item;
import dev.eventfix.store.ItemWrite;
import dev.eventfix.store.Key;
import dev.eventfix.store.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Options in DynamoDB: an item for each project, with an attribute for each option. */
public final class DynamoDbProjectOptionsStore implements ProjectOptionsStore {

  private final Table table;

  /** Options in that table. */
  public DynamoDbProjectOptionsStore(Table table) {
    this.table = table;
  }

  @Override
  public ProjectOptions read(String project, Deadline deadline) {
    Item item = table.get(Key.options(project), deadline.remainingMillis());
    return item == null ? ProjectOptions.NONE : options(item);
  }

  private static ProjectOptions options(Item item) {
    Map<ProjectOption, String> values = new EnumMap<>(ProjectOption.class);
    for (ProjectOption option : ProjectOption.values()) {
      String value = item.text(option.key());
      if (value != null) {
        values.put(option, value);
      }
    }
    return ProjectOptions.of(values);
  }

  @Override
  public void set(String project, Map<ProjectOption, String> changes, Deadline deadline) {
    List<String> sets = new ArrayList<>();
    List<String> removes = new ArrayList<>();
    for (Map.Entry<ProjectOption, String> change : changes.entrySet()) {
      ProjectOption option = change.getKey();
      String name = "#" + option.name();
      if (change.getValue().isEmpty()) {
        removes.add(name);
      } else if (option.takes(change.getValue())) {
        sets.add(name + " = :" + option.name());
      } else {
        throw new IllegalArgumentException(option.key() + " " + option.fault(change.getValue()));
      }
    }
    String expression =
        (sets.isEmpty() ? "" : "SET " + String.join(", ", sets))
            + (removes.isEmpty() ? "" : " REMOVE " + String.join(", ", removes));
    // One write of just these attributes: whoever sets others at the same time loses nothing.
    ItemWrite write = ItemWrite.update(Key.options(project), expression.strip());
    changes.forEach(
        (option, value) -> {
          write.name("#" + option.name(), option.key());
          if (!value.isEmpty()) {
            write.text(":" + option.name(), value);
          }
        });
    table.write(write, deadline.remainingMillis());
  }

  @Override
  public List<Entry> list(int limit, @Nullable String last, Deadline deadline) {
    String after = last;
    while (true) {
      List<Item> items =
          table.query(Key.OPTIONS, "", false, limit, after, deadline.remainingMillis());
      List<Entry> entries = new ArrayList<>();
      for (Item item : items) {
        after = item.sortKey();
        ProjectOptions options = options(item);
        // An item whose options were all removed is left without any.
        if (after != null && !options.equals(ProjectOptions.NONE)) {
          entries.add(new Entry(after, options));
        }
      }
      if (!entries.isEmpty() || items.isEmpty()) {
        return entries;
      }
    }
  }
}
