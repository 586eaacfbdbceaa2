package dev.eventfix.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The few ways to read and write, on a table. */
final class TableTest {

  private static final long LONG = 20_000;
  private static final Key KEY = new Key("things", "thing");

  @RegisterExtension private final LocalTable local = new LocalTable();

  private @Nullable String colour(Key key) {
    Item item = local.table().get(key, LONG);
    return item == null ? null : item.text("colour");
  }

  private WriteResult put(Key key, String colour) {
    return local.table().write(ItemWrite.put(key, new Item().text("colour", colour)), LONG);
  }

  private static void assertRefused(WriteResult result, int index, @Nullable String colour) {
    assertThat(result).isInstanceOf(WriteResult.Refused.class);
    WriteResult.Refused refused = (WriteResult.Refused) result;
    assertThat(refused.index()).isEqualTo(index);
    assertThat(refused.item() == null ? null : refused.item().text("colour")).isEqualTo(colour);
  }

  @Test
  void anItemKeepsWhatItHas() {
    Item item =
        new Item()
            .text("text", "a\u0000\uD83D\uDC4D")
            .text("none", null)
            .text("empty", "")
            .flag("yes", true)
            .flag("no", false)
            .number("large", Long.MAX_VALUE)
            .number("negative", -1)
            .emptyMap("map");
    local.table().write(ItemWrite.put(KEY, item), LONG);
    Item read = Objects.requireNonNull(local.table().get(KEY, LONG));
    assertThat(read.text("text")).isEqualTo("a\u0000\uD83D\uDC4D");
    assertThat(read.text("none")).isNull();
    assertThat(read.text("empty")).isEmpty();
    assertThat(read.flag("yes")).isTrue();
    assertThat(read.flag("no")).isFalse();
    assertThat(read.number("large")).isEqualTo(Long.MAX_VALUE);
    assertThat(read.number("negative")).isEqualTo(-1);
    assertThat(read.entries("map")).isEmpty();
    assertThat(read.sortKey()).isEqualTo("thing");
    // What is of another kind, or not there, is nothing.
    assertThat(read.text("yes")).isNull();
    assertThat(read.flag("text")).isFalse();
    assertThat(read.number("text")).isZero();
    assertThat(read.entries("text")).isEmpty();
    assertThat(read.entry("text", "a")).isNull();
    assertThat(read.entry("map", "a")).isNull();
    assertThat(read.text("nothing")).isNull();
    assertThat(read.flag("nothing")).isFalse();
    assertThat(read.number("nothing")).isZero();
    assertThat(read.entries("nothing")).isEmpty();
  }

  @Test
  void manyItemsAreReadAtOnce() {
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      keys.add(new Key("things", "thing " + i));
    }
    put(keys.get(3), "red");
    put(keys.get(99), "blue");
    local.network().operations();
    List<String> colours = new ArrayList<>();
    for (Item item : local.table().get(keys, LONG)) {
      colours.add(String.valueOf(item.text("colour")));
    }
    assertThat(colours).containsExactlyInAnyOrder("red", "blue");
    assertThat(local.network().operations()).containsExactly("BatchGetItem");
  }

  @Test
  void writesDependOnWhatTheItemWas() {
    assertRefused(
        local.table().write(ItemWrite.delete(KEY).onlyIf("attribute_exists(pk)"), LONG), 0, null);
    ItemWrite first =
        ItemWrite.put(KEY, new Item().text("colour", "red")).onlyIf("attribute_not_exists(pk)");
    assertThat(local.table().write(first, LONG)).isEqualTo(new WriteResult.Written());
    assertRefused(local.table().write(first, LONG), 0, "red");

    ItemWrite update =
        ItemWrite.update(KEY, "SET #colour = :new, #count = :count, #flag = :flag")
            .onlyIf("#colour = :old")
            .name("#colour", "colour")
            .name("#count", "count")
            .name("#flag", "flag")
            .text(":new", "blue")
            .text(":old", "red")
            .number(":count", 7)
            .flag(":flag", true);
    assertThat(local.table().write(update, LONG)).isEqualTo(new WriteResult.Written());
    assertRefused(local.table().write(update, LONG), 0, "blue");
    Item read = Objects.requireNonNull(local.table().get(KEY, LONG));
    assertThat(read.number("count")).isEqualTo(7);
    assertThat(read.flag("flag")).isTrue();

    ItemWrite delete =
        ItemWrite.delete(KEY)
            .onlyIf("#colour = :old")
            .name("#colour", "colour")
            .text(":old", "blue");
    assertThat(local.table().write(delete, LONG)).isEqualTo(new WriteResult.Written());
    assertRefused(local.table().write(delete, LONG), 0, null);
    assertThat(local.table().write(ItemWrite.delete(KEY), LONG))
        .isEqualTo(new WriteResult.Written());
  }

  @Test
  void allIsWrittenOrNothing() {
    Key other = new Key("things", "other");
    Key third = new Key("things", "third");
    put(other, "red");
    put(third, "green");
    ItemWrite refused = ItemWrite.delete(other).onlyIf("attribute_not_exists(pk)");
    List<ItemWrite> writes =
        List.of(
            ItemWrite.put(KEY, new Item().text("colour", "blue")),
            refused,
            ItemWrite.update(third, "SET colour = :new")
                .onlyIf("colour = :new")
                .text(":new", "black"));
    assertRefused(local.table().write(writes, UUID.randomUUID().toString(), LONG), 1, "red");
    assertThat(colour(KEY)).isNull();
    assertThat(colour(third)).isEqualTo("green");

    List<ItemWrite> allowed =
        List.of(
            ItemWrite.put(KEY, new Item().text("colour", "blue")),
            ItemWrite.delete(other),
            ItemWrite.update(third, "SET colour = :new").text(":new", "black"));
    assertThat(local.table().write(allowed, UUID.randomUUID().toString(), LONG))
        .isEqualTo(new WriteResult.Written());
    assertThat(colour(KEY)).isEqualTo("blue");
    assertThat(colour(other)).isNull();
    assertThat(colour(third)).isEqualTo("black");
  }

  @Test
  void aTransactionIsDoneOnce() {
    String token = UUID.randomUUID().toString();
    List<ItemWrite> writes =
        List.of(ItemWrite.update(KEY, "ADD #count :one").name("#count", "count").number(":one", 1));
    local.table().write(writes, token, LONG);
    local.table().write(writes, token, LONG);
    Item read = Objects.requireNonNull(local.table().get(KEY, LONG));
    assertThat(read.number("count")).isEqualTo(1);
  }

  @Test
  void whatIsTooLargeIsNotWritten() {
    String large = "x".repeat(400 * 1024);
    assertThat(put(KEY, large)).isEqualTo(new WriteResult.TooLarge());
    ItemWrite update = ItemWrite.update(KEY, "SET colour = :large").text(":large", large);
    assertThat(local.table().write(update, LONG)).isEqualTo(new WriteResult.TooLarge());
    assertThat(
            local
                .table()
                .write(
                    List.of(ItemWrite.put(KEY, new Item().text("colour", large))),
                    UUID.randomUUID().toString(),
                    LONG))
        .isEqualTo(new WriteResult.TooLarge());
    assertThat(local.table().write(List.of(update), UUID.randomUUID().toString(), LONG))
        .isEqualTo(new WriteResult.TooLarge());
    assertThat(local.items()).isEmpty();
  }

  @Test
  void aPartitionIsReadInPagesAndInOrder() {
    for (String sort : List.of("b2", "a1", "b1", "c1", "b3")) {
      put(new Key("things", sort), sort);
    }
    put(new Key("thing", "b4"), "of another partition");
    assertThat(sorts("", false, 10, null)).containsExactly("a1", "b1", "b2", "b3", "c1");
    assertThat(sorts("b", false, 10, null)).containsExactly("b1", "b2", "b3");
    assertThat(sorts("b", true, 2, null)).containsExactly("b3", "b2");
    assertThat(sorts("b", true, 2, "b2")).containsExactly("b1");
    assertThat(sorts("b", false, 1, "b1")).containsExactly("b2");
    assertThat(sorts("b", false, 10, "b3")).isEmpty();
    assertThat(sorts("d", false, 10, null)).isEmpty();
  }

  private List<String> sorts(String prefix, boolean newest, int limit, @Nullable String after) {
    List<String> sorts = new ArrayList<>();
    for (Item item : local.table().query("things", prefix, newest, limit, after, LONG)) {
      sorts.add(String.valueOf(item.sortKey()));
    }
    return sorts;
  }
}
