package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A place in a CloudFormation template: where it is, for messages, and what stands there. Functions
 * stand in their long form, as in {@code {"Ref": "Table"}}.
 *
 * @param value a map, a list, a scalar, or null when there is nothing at that place
 */
record TemplateNode(String path, @Nullable Object value) {

  static TemplateNode read(Path file) throws IOException {
    return new TemplateNode("", DeploymentTemplate.load(Files.readString(file)));
  }

  /** What stands below the names; a place without a value when it is not there. */
  TemplateNode at(String... names) {
    TemplateNode node = this;
    for (String name : names) {
      Object below = node.value instanceof Map<?, ?> map ? map.get(name) : null;
      node = new TemplateNode(node.path.isEmpty() ? name : node.path + "/" + name, below);
    }
    return node;
  }

  boolean exists() {
    return value != null;
  }

  String text() {
    assertThat(value).as(path).isInstanceOf(String.class);
    return String.valueOf(value);
  }

  int number() {
    assertThat(value).as(path).isInstanceOf(Integer.class);
    return value instanceof Integer number ? number : 0;
  }

  /** The members by name, none when nothing is there. */
  Map<String, TemplateNode> members() {
    Map<String, TemplateNode> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      for (Object name : map.keySet()) {
        members.put(String.valueOf(name), at(String.valueOf(name)));
      }
    } else {
      assertThat(value).as(path).isNull();
    }
    return members;
  }

  /** The elements, or the one that stands where a list of one may be written without a list. */
  List<TemplateNode> elements() {
    List<TemplateNode> elements = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        elements.add(new TemplateNode(path + "/" + i, list.get(i)));
      }
    } else if (value != null) {
      elements.add(this);
    }
    return elements;
  }

  /** The elements' texts. */
  List<String> texts() {
    return elements().stream().map(TemplateNode::text).toList();
  }

  /** This place's members over the other's, map by map, as SAM puts resources over its globals. */
  TemplateNode over(TemplateNode other) {
    return new TemplateNode(path, merged(other.value, value));
  }

  private static @Nullable Object merged(@Nullable Object below, @Nullable Object above) {
    if (!(below instanceof Map<?, ?> map) || !(above instanceof Map<?, ?> over)) {
      return above == null ? below : above;
    }
    Map<Object, @Nullable Object> result = new LinkedHashMap<>(map);
    over.forEach((name, value) -> result.put(name, merged(map.get(name), value)));
    return result;
  }

  /** Every scalar at and below this place. */
  void scalars(Consumer<TemplateNode> consumer) {
    if (value instanceof Map<?, ?>) {
      members().values().forEach(member -> member.scalars(consumer));
    } else if (value instanceof List<?>) {
      elements().forEach(element -> element.scalars(consumer));
    } else if (value != null) {
      consumer.accept(this);
    }
  }

  /** That place as {@code !Ref name} reads it. */
  static Map<String, Object> ref(String name) {
    return Map.of("Ref", name);
  }

  /** That attribute as {@code !GetAtt name.attribute} reads it. */
  static Map<String, Object> attribute(String name, String attribute) {
    return Map.of("Fn::GetAtt", List.of(name, attribute));
  }
}
