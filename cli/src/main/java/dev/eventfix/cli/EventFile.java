package dev.eventfix.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.runtime.Endpoint;
import dev.eventfix.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file with an event.
 *
 * @param name as its user named it
 * @param path null for standard input
 */
record EventFile(String name, @Nullable Path path) {

  private static final String STANDARD_INPUT = "-";

  /** More is not read: the function refuses a body of more than its limit. */
  private static final int MAX_BYTES = Endpoint.MAX_BODY_BYTES + 1;

  /**
   * The files that the arguments mean: a folder stands for every {@code .json} file below it, in
   * the order of their names.
   *
   * @param fault told what is wrong with an argument; the others go on
   */
  static List<EventFile> expand(List<String> arguments, Consumer<String> fault) {
    List<EventFile> files = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.equals(STANDARD_INPUT)) {
        files.add(new EventFile(argument, null));
        continue;
      }
      if (argument.isEmpty()) {
        fault.accept("a file's name is empty");
        continue;
      }
      Path path;
      try {
        path = Path.of(argument);
      } catch (InvalidPathException e) {
        // Java reads arguments in the locale's encoding, and C has one without letters like é.
        fault.accept(
            argument
                + ": this name is not readable here: set LC_ALL to a UTF-8 locale, or give the file"
                + " as standard input with -");
        continue;
      }
      if (!Files.isDirectory(path)) {
        files.add(new EventFile(argument, path));
        continue;
      }
      List<Path> found = below(path, fault);
      if (found.isEmpty()) {
        fault.accept(argument + ": there is no .json file in this folder");
      }
      for (Path file : found) {
        files.add(new EventFile(file.toString(), file));
      }
    }
    return files;
  }

  /** What cannot be read is told and the rest goes on. */
  private static List<Path> below(Path folder, Consumer<String> fault) {
    List<Path> found = new ArrayList<>();
    FileVisitor<Path> visitor =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".json") && attributes.isRegularFile()) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            fault.accept(file + ": cannot be read: " + reason(e));
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(
          folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
    } catch (IOException e) {
      fault.accept(folder + ": cannot be read: " + reason(e));
    }
    Collections.sort(found);
    return found;
  }

  /** Why a file cannot be read: the exceptions' own messages often are nothing but its name. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileSystemLoopException) {
      return "it is a link to a folder that it lies in";
    }
    return String.valueOf(e.getMessage());
  }

  /**
   * The file's bytes, without the mark that some editors put before UTF-8.
   *
   * @throws NoSuchFileException when there is no such file
   * @throws IOException when it cannot be read
   */
  byte[] read(InputStream standardInput) throws IOException {
    byte[] bytes;
    if (path == null) {
      bytes = standardInput.readNBytes(MAX_BYTES);
    } else {
      try (InputStream in = Files.newInputStream(path)) {
        bytes = in.readNBytes(MAX_BYTES);
      }
    }
    boolean marked =
        bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    return marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
  }

  /** The answer as one line that also tells where its event came from. */
  static String withSource(byte[] answer, String source) throws IOException {
    byte[] member = object(Map.of("source", source));
    return new String(member, 0, member.length - 1, StandardCharsets.UTF_8)
        + ","
        + new String(answer, 1, answer.length - 1, StandardCharsets.UTF_8);
  }

  /** Texts by name, as a JSON object. */
  static byte[] object(Map<String, String> members) throws IOException {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(object)) {
      json.writeStartObject();
      for (Map.Entry<String, String> member : members.entrySet()) {
        json.writeStringField(member.getKey(), member.getValue());
      }
      json.writeEndObject();
    }
    return object.toByteArray();
  }
}
