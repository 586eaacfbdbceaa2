package dev.eventfix.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads the settings of an options file: YAML, of one document, whose maps spell the settings'
 * dotted names. The one class that uses the YAML library: nothing of that is loaded without a file.
 * Values are taken as they are written, so that {@code 010} is no 8 and {@code no} no {@code
 * false}.
 */
final class OptionsFile {

  /** The largest file in bytes. */
  static final int MAX_BYTES = 1024 * 1024;

  /** How deep maps and lists may stand in each other. */
  static final int MAX_DEPTH = 20;

  /** How the library's words begin that name kinds of tokens only. */
  private static final List<String> UNQUOTING =
      List.of(
          "expected ',' or",
          "expected <",
          "mapping values are not allowed",
          "could not find expected",
          "but found another document",
          "found unexpected end of stream");

  /** What the file gives, in its order. */
  interface Reader {
    /** A value as it is written; a list's parts stand between its separators. */
    void text(Setting setting, String name, String value, String place);

    /** A map's values. */
    void map(Setting setting, String name, Map<String, String> values, String place);

    /** Groups of options, by their names. */
    void groups(Setting setting, Map<String, OptionGroup> groups, String place);

    /** A name that is none of a setting. */
    void unknown(String name, String place);

    /** Something is wrong. */
    void fault(String sentence);
  }

  private final String file;
  private final Reader reader;
  private final Set<String> seen = new HashSet<>();

  private OptionsFile(String file, Reader reader) {
    this.file = file;
    this.reader = reader;
  }

  /** Reads the file of that path, which must be there. */
  static void read(String path, Reader reader) {
    new OptionsFile(path, reader).read();
  }

  /** Reads the groups of a setting from a text that is one value in YAML, so JSON too. */
  static void readGroups(Setting setting, String yaml, String source, Reader reader) {
    OptionsFile value = new OptionsFile(source, reader);
    Node root = value.compose(yaml);
    if (root != null) {
      value.value(setting, setting.key(), root);
    }
  }

  private void read() {
    String yaml = content();
    Node root = yaml == null ? null : compose(yaml);
    if (root instanceof MappingNode map) {
      read(map, "");
    } else if (root != null && !isEmpty(root)) {
      reader.fault(place(root) + ": must hold names of settings with their values");
    }
  }

  /** The one document of a text, or null when there is none; then that was told. */
  private @Nullable Node compose(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(MAX_BYTES);
    options.setMaxAliasesForCollections(0);
    try {
      Composer composer =
          new Composer(
              new ParserImpl(new StreamReader(new StringReader(yaml)), options),
              new Resolver(),
              options);
      return composer.getSingleNode();
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      reader.fault((mark == null ? file : place(mark)) + ": is not well-formed YAML" + problem(e));
    } catch (YAMLException e) {
      // Of a limit of ours, or of characters that YAML does not have.
      reader.fault(
          file
              + ": is not YAML that can be read: it has characters that YAML does not have, uses"
              + " aliases, or is nested deeper than "
              + MAX_DEPTH);
    }
    return null;
  }

  private @Nullable String content() {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        reader.fault(file + ": is larger than " + MAX_BYTES / 1024 + " KiB");
        return null;
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException | InvalidPathException e) {
      reader.fault(
          file
              + ": there is no such file: correct EVENTFIX_CONF, or make the file with ./eventfix"
              + " config init "
              + file);
    } catch (CharacterCodingException e) {
      reader.fault(file + ": is not in UTF-8");
    } catch (IOException e) {
      reader.fault(file + ": cannot be read: make it a file that this process may read");
    }
    return null;
  }

  /** What the library says of it, unless that may quote the file, in which secrets may stand. */
  private static String problem(MarkedYAMLException e) {
    String problem = String.valueOf(e.getProblem());
    for (String known : UNQUOTING) {
      if (problem.startsWith(known)) {
        return ": " + problem;
      }
    }
    return "";
  }

  private void read(MappingNode map, String prefix) {
    for (NodeTuple tuple : map.getValue()) {
      Node value = tuple.getValueNode();
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        reader.fault(place(tuple.getKeyNode()) + ": a setting's name must be a plain word");
        continue;
      }
      String name = prefix + key.getValue();
      Setting setting = Setting.named(name);
      if (setting != null && !seen.add(name)) {
        reader.fault(place(key) + ": " + name + " stands there a second time: keep one");
      } else if (setting != null) {
        value(setting, name, value);
      } else if (value instanceof MappingNode inner && isPrefix(name)) {
        read(inner, name + ".");
      } else {
        reader.unknown(name, place(key));
      }
    }
  }

  /** Whether any setting's name goes on from there. */
  private static boolean isPrefix(String name) {
    String prefix = name + ".";
    for (Setting setting : Setting.values()) {
      if (setting.key().startsWith(prefix)
          || (setting.oldKey() != null && setting.oldKey().startsWith(prefix))) {
        return true;
      }
    }
    return false;
  }

  private void value(Setting setting, String name, Node value) {
    SettingType.Form form = setting.type().form();
    if (isEmpty(value)) {
      return;
    }
    if (form == SettingType.Form.NUMBERS_BY_NAME) {
      map(setting, name, value);
    } else if (form == SettingType.Form.GROUPS) {
      groups(setting, value);
    } else if (value instanceof ScalarNode scalar) {
      reader.text(setting, name, scalar.getValue(), place(value));
    } else if (value instanceof SequenceNode list && form == SettingType.Form.LIST) {
      list(setting, name, list);
    } else {
      reader.fault(place(value) + ": " + name + " must be " + setting.type().expectation());
    }
  }

  private void list(Setting setting, String name, SequenceNode list) {
    char separator = setting.type().separator();
    StringBuilder joined = new StringBuilder();
    for (Node part : list.getValue()) {
      if (!(part instanceof ScalarNode scalar)) {
        reader.fault(place(part) + ": " + name + " must be a list of texts");
        return;
      }
      String text = scalar.getValue().strip();
      if (holds(text, separator)) {
        reader.fault(
            place(part)
                + ": no part of "
                + name
                + (separator == ' ' ? " may hold white space" : " may hold a comma"));
        return;
      }
      joined.append(joined.isEmpty() ? "" : separator).append(text);
    }
    reader.text(setting, name, joined.toString(), place(list));
  }

  private static boolean holds(String text, char separator) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == separator || (separator == ' ' && text.charAt(i) <= ' ')) {
        return true;
      }
    }
    return false;
  }

  private void map(Setting setting, String name, Node value) {
    if (!(value instanceof MappingNode map)) {
      reader.fault(place(value) + ": " + name + " must be " + setting.type().expectation());
      return;
    }
    Map<String, String> values = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    for (NodeTuple tuple : map.getValue()) {
      boolean well =
          tuple.getKeyNode() instanceof ScalarNode key
              && tuple.getValueNode() instanceof ScalarNode scalar
              && setting.type().isInRange(scalar.getValue())
              && values.put(key.getValue(), scalar.getValue()) == null;
      if (!well) {
        faults.add(
            place(tuple.getValueNode())
                + ": "
                + name
                + " must be "
                + setting.type().expectation()
                + ", each name once");
      }
    }
    faults.forEach(reader::fault);
    reader.map(setting, name, values, place(value));
  }

  private void groups(Setting setting, Node value) {
    if (!(value instanceof MappingNode map)) {
      reader.fault(
          place(value) + ": " + setting.key() + " must be " + setting.type().expectation());
      return;
    }
    Map<String, OptionGroup> groups = new LinkedHashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
      String fault = OptionGroup.nameFault(name);
      if (fault != null || groups.size() == OptionGroup.MAX_GROUPS) {
        reader.fault(
            place(tuple.getKeyNode())
                + ": "
                + setting.key()
                + " "
                + (fault == null ? "must hold no more than " + OptionGroup.MAX_GROUPS : fault));
      } else if (groups.containsKey(name)) {
        reader.fault(
            place(tuple.getKeyNode()) + ": " + setting.key() + "." + name + " stands there twice");
      } else {
        OptionGroup group = new OptionGroup(setting, name, place(tuple.getValueNode()));
        options(setting, group, tuple.getValueNode());
        groups.put(name, group);
      }
    }
    reader.groups(setting, groups, place(value));
  }

  private void options(Setting setting, OptionGroup group, Node value) {
    if (isEmpty(value)) {
      return;
    }
    if (!(value instanceof MappingNode map)) {
      reader.fault(
          place(value)
              + ": "
              + setting.key()
              + "."
              + group.name()
              + " must be {OPTION: VALUE, ...}");
      return;
    }
    for (NodeTuple tuple : map.getValue()) {
      String option = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
      String text = optionText(tuple.getValueNode());
      String fault =
          text == null
              ? group.key(option) + " must be a text or a list of texts without commas"
              : text.isEmpty() ? null : group.put(option, text);
      if (fault != null) {
        reader.fault(place(tuple.getKeyNode()) + ": " + fault);
      }
    }
  }

  /** The text, or a list's parts with commas between them; null for anything else. */
  private static @Nullable String optionText(Node value) {
    if (isEmpty(value)) {
      return "";
    }
    if (value instanceof ScalarNode scalar) {
      return scalar.getValue().strip();
    }
    if (!(value instanceof SequenceNode list)) {
      return null;
    }
    StringBuilder joined = new StringBuilder();
    for (Node part : list.getValue()) {
      if (!(part instanceof ScalarNode scalar) || holds(scalar.getValue(), ',')) {
        return null;
      }
      joined.append(joined.isEmpty() ? "" : ",").append(scalar.getValue().strip());
    }
    return joined.toString();
  }

  private static boolean isEmpty(Node node) {
    return node instanceof ScalarNode scalar
        && (node.getTag().equals(Tag.NULL) || scalar.getValue().isBlank());
  }

  private String place(Node node) {
    return place(node.getStartMark());
  }

  /** People and editors count from 1. */
  private String place(Mark mark) {
    return file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
  }
}
