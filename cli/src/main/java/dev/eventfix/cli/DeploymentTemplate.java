package dev.eventfix.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * template.yaml as one stack has it: its functions ({@code !Ref} and the like) stand for what the
 * stack's parameters and resources make of them.
 */
final class DeploymentTemplate {

  static final String FUNCTION = "AWS::Serverless::Function";
  static final String MAPPING = "AWS::Lambda::EventSourceMapping";
  static final String QUEUE = "AWS::SQS::Queue";

  /** What {@code !Ref AWS::NoValue} stands for: nothing is there. */
  private static final Object NO_VALUE = new Object();

  private final Map<?, ?> root;
  private final StackFacts stack;
  private final Set<String> unknown = new TreeSet<>();

  DeploymentTemplate(Map<?, ?> root, StackFacts stack) {
    this.root = root;
    this.stack = stack;
  }

  /** The template that this launcher was built with. */
  static Map<?, ?> packaged() throws IOException {
    try (InputStream in = DeploymentTemplate.class.getResourceAsStream("/template.yaml")) {
      if (in == null) {
        throw new IOException("the launcher was built without template.yaml");
      }
      return AnswerTree.map(load(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    }
  }

  /** Reads a template; functions stand in their long form, as in {@code {"Ref": "Table"}}. */
  static Object load(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new Yaml(new ShortForms(options)).load(yaml);
  }

  /** Reads {@code !Sub text} as {@code {"Fn::Sub": "text"}}, and the other functions likewise. */
  private static final class ShortForms extends SafeConstructor {

    ShortForms(LoaderOptions options) {
      super(options);
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return longForm(node);
            }
          });
    }

    private Object longForm(Node node) {
      String name = node.getTag().getValue().substring(1);
      Object argument =
          switch (node) {
            case ScalarNode scalar -> constructScalar(scalar);
            case SequenceNode sequence -> constructSequence(sequence);
            case MappingNode mapping -> constructMapping(mapping);
            default -> throw new IllegalArgumentException(node.toString());
          };
      if (name.equals("GetAtt") && argument instanceof String text) {
        argument = List.of(text.split("\\.", 2));
      }
      return Map.of(
          name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name, argument);
    }
  }

  /** The resources of a type that this stack should have, by their logical ids. */
  Map<String, Map<?, ?>> resources(String type) {
    Map<String, Map<?, ?>> found = new LinkedHashMap<>();
    AnswerTree.map(root.get("Resources"))
        .forEach(
            (id, value) -> {
              Map<?, ?> resource = AnswerTree.map(value);
              if ((type.isEmpty() || type.equals(resource.get("Type")))
                  && (resource.get("Condition") == null
                      || condition(AnswerTree.text(resource.get("Condition"))))) {
                found.put(String.valueOf(id), resource);
              }
            });
    return found;
  }

  /** The properties of a resource as the template writes them. */
  Map<?, ?> properties(String id) {
    return AnswerTree.map(
        AnswerTree.map(AnswerTree.map(root.get("Resources")).get(id)).get("Properties"));
  }

  /** The logical id in {@code !Ref Id} or {@code !GetAtt Id.Arn}; empty when it is none. */
  static String named(@Nullable Object value) {
    Map<?, ?> function = AnswerTree.map(value);
    List<?> attribute = AnswerTree.list(function.get("Fn::GetAtt"));
    return attribute.isEmpty()
        ? AnswerTree.text(function.get("Ref"))
        : AnswerTree.text(attribute.getFirst());
  }

  /** Names that stood for nothing known since the last time this was asked. */
  Set<String> takeUnknown() {
    Set<String> taken = Set.copyOf(unknown);
    unknown.clear();
    return taken;
  }

  /** What a value of the template is in this stack. */
  @Nullable Object resolve(@Nullable Object value) {
    Object resolved = resolved(value);
    return NO_VALUE.equals(resolved) ? null : resolved;
  }

  private @Nullable Object resolved(@Nullable Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>();
      for (Object element : list) {
        Object resolved = resolved(element);
        if (!NO_VALUE.equals(resolved)) {
          elements.add(resolved);
        }
      }
      return elements;
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    if (map.size() == 1) {
      Map.Entry<?, ?> only = map.entrySet().iterator().next();
      String name = String.valueOf(only.getKey());
      if (name.equals("Ref") || name.startsWith("Fn::")) {
        return function(name, only.getValue());
      }
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object resolved = resolved(entry.getValue());
      if (!NO_VALUE.equals(resolved)) {
        members.put(String.valueOf(entry.getKey()), resolved);
      }
    }
    return members;
  }

  private @Nullable Object function(String name, @Nullable Object argument) {
    List<?> list = AnswerTree.list(argument);
    return switch (name) {
      case "Ref" -> AnswerTree.text(argument).equals("AWS::NoValue") ? NO_VALUE : ref(argument);
      case "Fn::GetAtt" -> attribute(AnswerTree.text(list.get(0)), AnswerTree.text(list.get(1)));
      case "Fn::Sub" -> substituted(AnswerTree.text(argument));
      case "Fn::If" ->
          resolved(condition(AnswerTree.text(list.get(0))) ? list.get(1) : list.get(2));
      case "Fn::Join" -> join(AnswerTree.text(list.get(0)), AnswerTree.list(resolved(list.get(1))));
      case "Fn::Split" -> split(AnswerTree.text(list.get(0)), text(list.get(1)));
      default -> {
        unknown.add(name);
        yield "";
      }
    };
  }

  private static String join(String separator, List<?> parts) {
    List<String> texts = new ArrayList<>();
    for (Object part : parts) {
      texts.add(AnswerTree.text(part));
    }
    return String.join(separator, texts);
  }

  private static List<String> split(String separator, String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
      parts.add(text.substring(start, end));
      start = end + separator.length();
    }
    parts.add(text.substring(start));
    return parts;
  }

  private String text(@Nullable Object value) {
    return AnswerTree.text(resolve(value));
  }

  private String ref(@Nullable Object argument) {
    String name = AnswerTree.text(argument);
    String known = stack.pseudoParameter(name);
    if (known == null) {
      known = stack.parameters().get(name);
    }
    Map<?, ?> parameter = AnswerTree.map(AnswerTree.map(root.get("Parameters")).get(name));
    if (known == null && !parameter.isEmpty()) {
      known = AnswerTree.text(parameter.get("Default"));
    }
    if (known == null) {
      known = stack.physicalIds().get(name);
    }
    return known == null ? notKnown(name) : known;
  }

  private String notKnown(String name) {
    unknown.add(name);
    return "";
  }

  private String attribute(String id, String attribute) {
    String physical = stack.physicalIds().get(id);
    String type =
        AnswerTree.text(AnswerTree.map(AnswerTree.map(root.get("Resources")).get(id)).get("Type"));
    if (physical == null || !attribute.equals("Arn")) {
      return notKnown(id);
    }
    return switch (type) {
      case QUEUE -> stack.arn("sqs", physical.substring(physical.lastIndexOf('/') + 1));
      case "AWS::DynamoDB::Table" -> stack.arn("dynamodb", "table/" + physical);
      case "AWS::IAM::Role" -> stack.roleArn(physical);
      case FUNCTION -> stack.arn("lambda", "function:" + physical);
      default -> notKnown(id);
    };
  }

  private String substituted(String text) {
    StringBuilder out = new StringBuilder();
    int start = 0;
    for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", start)) {
      int close = text.indexOf('}', open);
      String name = text.substring(open + 2, close);
      int dot = name.indexOf('.');
      out.append(text, start, open);
      out.append(dot < 0 ? ref(name) : attribute(name.substring(0, dot), name.substring(dot + 1)));
      start = close + 1;
    }
    return out.append(text, start, text.length()).toString();
  }

  /** Whether a condition of that name holds. */
  private boolean condition(String name) {
    return holds(AnswerTree.map(root.get("Conditions")).get(name));
  }

  private boolean holds(@Nullable Object value) {
    Map<?, ?> map = AnswerTree.map(value);
    if (map.size() != 1) {
      unknown.add("a condition");
      return false;
    }
    Map.Entry<?, ?> only = map.entrySet().iterator().next();
    List<?> arguments = AnswerTree.list(only.getValue());
    return switch (String.valueOf(only.getKey())) {
      case "Condition" -> condition(AnswerTree.text(only.getValue()));
      case "Fn::Not" -> !holds(arguments.getFirst());
      case "Fn::Equals" -> text(arguments.get(0)).equals(text(arguments.get(1)));
      case "Fn::And" -> arguments.stream().allMatch(this::holds);
      case "Fn::Or" -> arguments.stream().anyMatch(this::holds);
      default -> {
        unknown.add(String.valueOf(only.getKey()));
        yield false;
      }
    };
  }
}
