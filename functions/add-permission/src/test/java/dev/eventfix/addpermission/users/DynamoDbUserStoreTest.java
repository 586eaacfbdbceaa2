package dev.eventfix.addpermission.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.store.FaultyHttpClient;
import dev.eventfix.store.LocalTable;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoDbUserStoreTest extends UserStoreContract {

  /** As many times as the SDK tries. */
  private static final int EVERY_TRY = 4;

  /** The largest item that DynamoDB keeps. */
  private static final int ITEM_BYTES = 400 * 1024;

  @RegisterExtension private final LocalTable local = new LocalTable();

  private UserStore users = new InMemoryUserStore();

  @BeforeEach
  void useTheTable() {
    users = new DynamoDbUserStore(local.table());
  }

  @Override
  UserStore users() {
    return users;
  }

  @Override
  void failNextWrite(InMemoryUserStore.Failing when) {
    FaultyHttpClient.Fate fate =
        when == InMemoryUserStore.Failing.BEFORE
            ? FaultyHttpClient.breakDown()
            : FaultyHttpClient.loseAnswer();
    local.network().onWrite(Collections.nCopies(EVERY_TRY, fate));
  }

  /** With permissions as they are added, and a text that takes the rest but for a few bytes. */
  @Override
  void fill(User user) {
    Map<String, AttributeValue> item = new HashMap<>(local.items().get("user/" + user.id()));
    Map<String, AttributeValue> permissions =
        new HashMap<>(LocalTable.attribute(item, "permissions").m());
    AttributeValue call = AttributeValue.builder().s("c".repeat(36)).build();
    for (int i = 0; i < 1_000; i++) {
      permissions.put("p".repeat(250) + i, call);
    }
    item.put("permissions", AttributeValue.builder().m(permissions).build());
    item.put("filler", AttributeValue.builder().s("f").build());
    int left = ITEM_BYTES - size(item) - 8;
    item.put("filler", AttributeValue.builder().s("f".repeat(left)).build());
    local.put(item);
  }

  /** How DynamoDB counts: names and values, 3 bytes a map and 1 for each of its entries. */
  private static int size(Map<String, AttributeValue> item) {
    int bytes = 0;
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      AttributeValue value = attribute.getValue();
      bytes += attribute.getKey().length();
      if (value.hasM()) {
        bytes += 3 + value.m().size() + size(value.m());
      } else {
        bytes += value.s() == null ? 1 : value.s().length();
      }
    }
    return bytes;
  }

  @Test
  void eachUserHasAnItemAndOneForEachName() {
    User ann = create("ann", "Ann@Example.com", true);
    User bob = create("bob", null, false);

    assertThat(local.items())
        .containsOnlyKeys(
            "user/" + ann.id(),
            "user/" + bob.id(),
            "username/ann",
            "username/bob",
            "email/ann@example.com");
    remove(ann);
    assertThat(local.items()).containsOnlyKeys("user/" + bob.id(), "username/bob");
  }

  @Test
  void findingIsOneRequestAndAddingAnother() {
    User ann = superuser("ann");
    local.network().operations();
    found("ann");
    grant(ann, "p");
    assertThat(local.network().operations()).containsExactly("BatchGetItem", "UpdateItem");
  }
}
