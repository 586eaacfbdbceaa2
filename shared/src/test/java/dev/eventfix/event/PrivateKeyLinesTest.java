package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.wire.Json;
import dev.eventfix.wire.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A private key that stands in source code over several lines. */
class PrivateKeyLinesTest {

  private static final String BODY =
      "MIIEpAIBAAKCAQEAw7Rk5LkvTz0aVQ8mJ1sXyN2bHf4dPgEo6iUuCcWrZtQxY3Kl";

  private static List<String> redact(String... lines) {
    Redactor redactor = new Redactor(Redaction.DEFAULT);
    List<String> redacted = new ArrayList<>();
    for (Redacted line : redactor.redactLines(List.of(lines))) {
      redacted.add(line.toString());
    }
    return redacted;
  }

  @Test
  void noLineOfAKeyStays() {
    assertThat(redact("k = '''-----BEGIN RSA PRIVATE KEY-----", BODY, BODY + "\\n\" +", "Zk3+a8="))
        .noneMatch(line -> line.contains("MIIE") || line.contains("Zk3"));
    assertThat(redact(BODY, "  \"Zk3+a8=\\n\" +", "-----END PRIVATE KEY-----'''", "return k"))
        .noneMatch(line -> line.contains("MIIE") || line.contains("Zk3"))
        .last()
        .isEqualTo("return k");
  }

  @Test
  void codeThatLooksForKeysStays() {
    String[] code = {
      "at = text.index('-----END RSA PRIVATE KEY-----')",
      "return decodeThePrivateKey(text, at)",
      "}",
      "else"
    };
    assertThat(redact(code)).endsWith("return decodeThePrivateKey(text, at)", "}", "else");
  }

  @Test
  void withoutAMarkNothingIsTakenForAKey() {
    assertThat(redact(BODY, "x")).containsExactly(BODY, "x");
  }

  @Test
  void theContextOfACrashIsReadAsAWhole() {
    String event =
        """
        {"exception": [{"type": "E", "stacktrace": {"frames": [{"function": "f",
          "pre_context": ["-----BEGIN PRIVATE KEY-----", "%s"], "context_line": "%s",
          "post_context": ["%s", "-----END PRIVATE KEY-----", "x"]}]}}]}
        """
            .formatted(BODY, BODY, BODY);
    EventRequest.Reading reading =
        EventRequest.read(
            event.getBytes(StandardCharsets.UTF_8),
            MediaType.JSON,
            Said.NOTHING,
            new RequestField[0]);
    Description described =
        ((EventRequest.Reading.Understood) reading).request().describe(null, Redaction.DEFAULT);
    String text =
        new String(Json.bytes(((Description.Described) described).event()), StandardCharsets.UTF_8);
    assertThat(text)
        .doesNotContain("MIIE")
        .contains("\"code\":\"<private_key:", "\"code_after\":[\"<private_key:");
  }
}
