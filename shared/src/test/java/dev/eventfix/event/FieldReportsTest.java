package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.event.Description.Described;
import dev.eventfix.event.Description.NothingToDescribe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Events that showed faults of redaction in the field, where their folder is beside the project.
 */
class FieldReportsTest {

  /** What is made up to be secret in them, or a part of it. */
  private static final String[] SECRETS = {
    "q7Zp4kLw92xT",
    "Tx29wLk4pZ7q",
    "Kq7zR2vXw9Lm4TbY",
    "tEnCujAO7RCaal",
    "dkvnwkaxicnwekfik",
    "AAHdqTcv",
    "abcDEFghi",
    "abcdefGHIJ",
    "nitfHRC",
    "vjbyPx",
    "NZX%2F",
    "Zm9vYmFy",
    "9f2b7c6d5e4f",
    "IQoJb3",
    "MIIE",
    "hunter 2x",
    "blue.river",
    "q1w2e3",
    "CAESIJ",
    "abcdEFGH",
    "0123456789abcdef0123",
    "YWRtaW4",
    "Qm9vdHN0"
  };

  private static String described(String name) throws IOException {
    return EventFixture.text(EventFixture.detailed(contents(name + ".json")));
  }

  private static String contents(String name) throws IOException {
    Path file =
        Path.of(System.getProperty("eventfix.root"))
            .resolveSibling("shared/field-reports")
            .resolve(name);
    assumeTrue(Files.isRegularFile(file), "the folder of reports from the field is not there");
    return Files.readString(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-asgi-header-pairs",
        "02-elixir-conn-pairs",
        "03-argv-list",
        "04-cli-short-options",
        "05-telegram-bot-url",
        "06-discord-teams-webhook-url",
        "07-signed-url-signature",
        "08-azure-sas",
        "09-s3-presigned-v4",
        "10-database-uris",
        "11-message-password-colon",
        "12-secret-prefixed-keys",
        "13-secret-name-in-the-middle",
        "14-mysql-pwd-env",
        "15-raw-json-body",
        "16-graphql-inline-args",
        "17-aiohttp-repr",
        "18-semicolon-query",
        "19-rust-debug-option",
        "20-php-var-dump",
        "21-vendor-tokens",
        "22-laravel-app-key",
        "23-code-call-arguments",
        "24-php-trace-arguments",
        "25-dotted-password",
        "26-service-account-one-line",
        "27-salt-env-stdin",
        "70-placeholder-numbers",
        "p14-json-in-query",
        "p15-encoded-in-query",
        "s-F2_ansi",
        "s-F5_weak_object"
      })
  void secretsAreTakenOut(String name) throws IOException {
    assertThat(described(name)).contains(":1>").doesNotContain(SECRETS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "28-four-part-versions",
        "29-auth-words-stay",
        "30-digit-runs-stay",
        "31-hashes-ids-stay",
        "32-secret-names-and-paths",
        "p12-gem-version",
        "p13-release-version"
      })
  void lookAlikesStay(String name) throws IOException {
    assertThat(described(name)).doesNotContain(":1>");
  }

  @ParameterizedTest
  @ValueSource(strings = "70-placeholder-numbers")
  void oneSecretHasOneNumber(String name) throws IOException {
    assertThat(described(name)).doesNotContain("<password:2>");
  }

  /** What was saved as it came: a webhook's body, another tracker's answer. */
  @ParameterizedTest
  @CsvSource({
    "52-legacy-webhook-body, boom",
    "52-legacy-webhook-body-v2, boom",
    "p20-bugsink-api, Error during cleanup of <StorageCleanupTodo"
  })
  void whatHoldsAnEventIsDescribedAsTheEvent(String name, String told) throws IOException {
    Description description =
        EventFixture.understood(contents(name + ".json")).describe(null, Redaction.DEFAULT);

    assertThat(EventFixture.text((Described) description)).contains(told);
  }

  @Test
  void aCutOffBodyIsToldAsOne() throws IOException {
    assertThat(EventFixture.refused(contents("53-truncated-webhook.json")).detail())
        .startsWith("The JSON ends too early, at line 1, column ");
  }

  @Test
  void anEnvelopeWithoutAnEventIsToldByItsItems() throws IOException {
    Description description =
        EventFixture.understood(contents("55-envelope-without-event.envelope"))
            .describe(null, Redaction.DEFAULT);

    assertThat(((NothingToDescribe) description).problem().detail())
        .contains("but of the types feedback.");
  }

  @Test
  void aLineWithAFractionOfZeroIsALine() throws IOException {
    assertThat(described("p17-line-as-float")).contains("\"line\":12");
  }

  private static String fingerprint(String name) throws IOException {
    return EventFixture.compact(contents(name + ".json")).fingerprint();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "57-fp-generated-accessor",
        "58-fp-hibernate-javassist-clojure",
        "59-fp-erb-template",
        "60-fp-php84-closure",
        "62-fp-unsymbolicated-aslr",
        "63-fp-cache-busting",
        "64-fp-vite-hash",
        "65-fp-webpack-suffix",
        "66-fp-js-object-prefix",
        "67-fp-message-ids",
        "68-fp-message-dates",
        "69-fp-message-decimals"
      })
  void oneGroupHasOneFingerprint(String name) throws IOException {
    assertThat(fingerprint(name + "-a")).isEqualTo(fingerprint(name + "-b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"56-fp-variables", "61-fp-unsymbolicated"})
  void twoGroupsHaveTwoFingerprints(String name) throws IOException {
    assertThat(fingerprint(name + "-a")).isNotEqualTo(fingerprint(name + "-b"));
  }

  private static JsonNode tree(String name) throws IOException {
    return new ObjectMapper().readTree(described(name));
  }

  /** The crash frame's function or file of the first exception, as a developer would name it. */
  @ParameterizedTest
  @CsvSource({
    "33-java-in-app-unset, insert",
    "34-jdk-helper-on-top, insert",
    "35-rust-panic-in-app-unset, app::run",
    "36-php-vendor-in-app, App\\Orders::save",
    "37-python-node-go-paths, view",
    "37-python-node-go-paths-go, (*Server).Pay",
    "37-python-node-go-paths-node, onPay",
    "38-js-native-frame-on-top, loadCart",
    "40-anr-main-named-after-process, onClick",
    "49-frames-null, onPay",
    "p02-java-without-in-app, main",
    "p03-rust-default-in-app, shop::main",
    "p04-js-native-crash-frame, mK",
    "p21-java-causes-without-in-app, importOrders",
  })
  void theCrashFrameIsTheProgramsOwn(String name, String function) throws IOException {
    for (JsonNode exception : tree(name).path("exceptions")) {
      for (JsonNode frame : exception.path("stacktrace")) {
        if (frame.has("crash")) {
          assertThat(frame.path("func").asText()).isEqualTo(function);
          return;
        }
      }
    }
    throw new AssertionError("no crash frame");
  }

  @ParameterizedTest
  @CsvSource({
    "41-java-suppressed-only, ServiceException:0 IOException:1",
    "42-java-suppressed-hides-root, ServiceException:0 DaoException:0 DeadlockException:0",
    "p01-suppressed-hides-root-cause, RuntimeException:0 RuntimeException:0 NoSuchElementException:0",
    "43-dotnet-aggregate, "
        + "System.AggregateException:0 System.FormatException:0 System.IO.IOException:0",
    "44-react-error-boundary, TypeError:0 React ErrorBoundary TypeError:0",
    "45-python-chain-order, ThirdError:0 SecondError:0 FirstError:0",
    "p18-group-cause, ExceptionGroup:0 RuntimeError:0 ValueError:0",
  })
  void exceptionsAreToldAsWhatTheyAre(String name, String expected) throws IOException {
    StringBuilder told = new StringBuilder();
    for (JsonNode exception : tree(name).path("exceptions")) {
      boolean suppressed = exception.has("suppressed_by");
      told.append(told.isEmpty() ? "" : " ").append(exception.path("type").asText());
      told.append(':').append(exception.path("suppressed_by").asInt());
      assertThat(suppressed && exception.has("raised_during_handling_of_previous_exception"))
          .isFalse();
    }
    assertThat(told.toString()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = "39-crashed-thread-without-frames")
  void anotherThreadsFramesAreNotTheCrashs(String name) throws IOException {
    assertThat(tree(name).at("/exceptions/0/stacktrace").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "46-psr3-values-in-extra | Class: Acme\\\\Import, Code: 1234, \\\"disk full\\\" in /app/Import.php at line 55",
        "47-extra-and-contexts   | \"contexts\":{\"job\":{\"queue\":\"mails\",\"attempt\":3},\"response\":{\"status_code\":502}},\"extra\":{\"order_state\":\"refunded-twice\",\"payload\":{\"qty\":-1}}",
        "48-php-exception-code   | \"exception_info\":{\"code\":1045}",
        "p09-doubles             | \"data\":{\"started\":1796028588.123,\"ratio\":5e-05}",
        "p10-node-system-error   | \"errno\":-2,\"code\":\"ENOENT\",\"syscall\":\"open\",\"path\":\"/srv/none.txt\"",
        "p11-extra-serialized    | \"__serialized__\":{\"status\":502,\"url\":\"/api/x\"}",
        "p16-vars-without-source | \"variables\":{\"arg0\":\"%{id: 7}\"}"
      })
  void factsAreTold(String name, String fact) throws IOException {
    assertThat(described(name)).contains(fact);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "46-psr3-values-in-extra",
        "48-php-exception-code",
        "p10-node-system-error",
        "p11-extra-serialized"
      })
  void decisiveFactsAreToldInCompactDescriptionsToo(String name) throws IOException {
    assertThat(EventFixture.text(EventFixture.compact(contents(name + ".json"))))
        .containsAnyOf("disk full", "1045", "/srv/none.txt", "/api/x");
  }

  @Test
  void whatACompactDescriptionDoesNotTellIsCounted() throws IOException {
    assertThat(EventFixture.compact(contents("47-extra-and-contexts.json")).omitted())
        .containsEntry("extra", 2)
        .containsEntry("contexts", 2);
    assertThat(EventFixture.compact(contents("p16-vars-without-source.json")).omitted())
        .containsEntry("variables", 1);
  }

  @ParameterizedTest
  @CsvSource({
    "p05-mixed-styles, template {} has no value for price",
    "p06-hex, bad magic 0xdeadbeef",
    "p07-named-with-precision, bob pays 12.50",
    "p08-length-modifier-shifts, 5 of disk",
    "51-logentry-params-brace, order A-7 of web failed",
    "51-logentry-params-positional, order A-7 of web failed",
    "51-logentry-params, user u7 rate 100% in {} %s"
  })
  void parametersArePutInAsTheLanguagePrintsThem(String name, String message) throws IOException {
    assertThat(described(name)).isEqualTo(message(name, message));
  }

  private static String message(String name, String message) throws IOException {
    String platform = EventFixture.tree(contents(name + ".json")).get("platform").asText();
    return "{\"message\":\"" + message + "\",\"language\":\"" + platform + "\"}";
  }
}
