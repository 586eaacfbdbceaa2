package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.describeevent.DescribeEvent;
import dev.eventfix.describeevent.DescribeEventHandler;
import dev.eventfix.suggestfix.SuggestFix;
import dev.eventfix.suggestfix.SuggestFixHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every invocation in {@code events/<function>/} gets the answer that stands beside it. The
 * expected files are laid out for reading; without the blanks they are compared as bytes.
 */
final class InvocationFilesTest {

  private static final Path EVENTS = Path.of(System.getProperty("eventfix.root"), "events");
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static RequestStreamHandler handler(String function) {
    OutputStream lines = OutputStream.nullOutputStream();
    return switch (function) {
      case "describe-event" ->
          new DescribeEventHandler(DescribeEvent.coldStart(Map.of(), Map.of(), lines), lines);
      case "suggest-fix" ->
          new SuggestFixHandler(SuggestFix.coldStart(Map.of(), Map.of(), lines), lines);
      default -> throw new IllegalArgumentException(function);
    };
  }

  private static List<Path> invocations(String function) {
    try (Stream<Path> files = Files.list(EVENTS.resolve(function))) {
      return files.filter(file -> !file.toString().endsWith(".expected.json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String answer(String function, byte[] event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler(function)
        .handleRequest(new ByteArrayInputStream(event), out, new LauncherContext(function));
    return out.toString(StandardCharsets.UTF_8);
  }

  @TestFactory
  List<DynamicTest> everyInvocationGetsItsExpectedAnswer() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String function : List.of("describe-event", "suggest-fix")) {
      for (Path file : invocations(function)) {
        tests.add(
            DynamicTest.dynamicTest(
                function + "/" + file.getFileName(), () -> compare(function, file)));
      }
    }
    return tests;
  }

  private static void compare(String function, Path file) throws IOException {
    String name = file.getFileName().toString();
    Path expected = file.resolveSibling(name.replace(".json", ".expected.json"));
    assertThat(expected).exists();
    assertThat(answer(function, Files.readAllBytes(file)))
        .isEqualTo(MAPPER.writeValueAsString(MAPPER.readTree(expected.toFile())));
  }

  @Test
  void everyTriggerIsThere() {
    for (String function : List.of("describe-event", "suggest-fix")) {
      for (String trigger : List.of("direct-", "http-api-", "rest-api-", "sqs-", "pipe-")) {
        assertThat(invocations(function))
            .anyMatch(file -> file.getFileName().toString().startsWith(trigger));
      }
    }
  }
}
