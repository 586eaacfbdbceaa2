package dev.eventfix.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SettingsTest {

  private static final String SECRET = "sk-HUNTER2";

  @RegisterExtension private final AwsStandIn aws = new AwsStandIn();

  @Test
  void namesGiveTheirVariables() {
    assertThat(Setting.LLM_MAX_OUTPUT_TOKENS.variable())
        .isEqualTo("EVENTFIX_LLM_MAX_OUTPUT_TOKENS");
    Set<String> variables = new HashSet<>();
    for (Setting setting : Setting.values()) {
      assertThat(setting.key()).matches("[a-z_]+(\\.[a-z_]+)*");
      assertThat(variables.add(setting.variable())).as(setting.variable()).isTrue();
      assertThat(setting.description()).endsWith(".");
    }
  }

  @Test
  void keysWorkUnderTheNamesTheWorldKnowsThemBy() {
    Settings settings =
        Settings.read(
            Map.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", "http://localhost:11434/v1"),
            Map.of());
    assertThat(settings.text(Setting.OPENAI_API_KEY)).isEqualTo("k");
    assertThat(settings.text(Setting.OPENAI_BASE_URL)).isEqualTo("http://localhost:11434/v1");
    assertThat(
            Settings.read(
                    Map.of("OPENAI_API_KEY", "k", "EVENTFIX_LLM_OPENAI_API_KEY", "own"), Map.of())
                .text(Setting.OPENAI_API_KEY))
        .isEqualTo("own");
  }

  @Test
  void anEmptyValueCountsAsNotGiven() {
    Settings settings = Settings.read(Map.of("OPENAI_API_KEY", "  "), Map.of("llm.model", ""));
    assertThat(settings.isSet(Setting.OPENAI_API_KEY)).isFalse();
    assertThat(settings.text(Setting.LLM_MODEL)).isEqualTo(Setting.LLM_MODEL.defaultValue());
  }

  @Test
  void allFaultsAreToldTogetherEachNamingItsSetting() {
    Settings settings =
        Settings.read(
            Map.of(),
            Map.of(
                "llm.temperature", "hot",
                "llm.max_output_tokens", "7",
                "llm.policy", "oracle",
                "llm.nonsense", "x"));
    assertThat(settings.number(Setting.LLM_TEMPERATURE)).isEqualTo(0.5);
    assertThat(settings.wholeNumber(Setting.LLM_MAX_OUTPUT_TOKENS)).isEqualTo(1000);
    assertThat(settings.isSet(Setting.LLM_POLICY)).isFalse();
    assertThatThrownBy(settings::requireNoFaults)
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContainingAll(
            "llm.nonsense is no setting; the README lists them",
            "llm.temperature (command line) must be a number from 0 to 1",
            "llm.max_output_tokens (command line) must be a whole number from 100 to 32000",
            "llm.policy (command line) must be one of allowed, individual_consent");
  }

  @Test
  void withoutFaultsNothingIsThrown() {
    Settings settings = Settings.read(Map.of(), Map.of("llm.allowed_models", " a, b ,,c"));
    assertThat(settings.list(Setting.LLM_ALLOWED_MODELS)).containsExactly("a", "b", "c");
    assertThat(Settings.read(Map.of(), Map.of()).list(Setting.LLM_ALLOWED_MODELS)).isEmpty();
    assertThatCode(settings::requireNoFaults).doesNotThrowAnyException();
  }

  @Test
  void aWarningIsNoFault() {
    Settings settings = Settings.read(Map.of(), Map.of());
    assertThat(settings.warnings()).isEmpty();
    settings.warn(Setting.LLM_MODEL, "is old");
    settings.warn(Setting.LLM_PROVIDER, "is new");
    assertThat(settings.warnings())
        .containsExactly(
            "llm.model (EVENTFIX_LLM_MODEL) is old", "llm.provider (EVENTFIX_LLM_PROVIDER) is new");
    assertThatCode(settings::requireNoFaults).doesNotThrowAnyException();
  }

  // References to secrets

  private Settings referring(String reference) {
    Map<String, String> environment = aws.environment();
    environment.put("OPENAI_API_KEY", reference);
    return Settings.read(environment, Map.of());
  }

  private static String faults(Settings settings) {
    try {
      settings.requireNoFaults();
      return "none";
    } catch (MisconfiguredException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void onlyKeysAndSecretsAreSecrets() {
    for (Setting setting : Setting.values()) {
      assertThat(setting.isSecret())
          .as(setting.key())
          .isEqualTo(
              setting.key().endsWith("_key")
                  || setting.key().endsWith("secret")
                  || setting.key().endsWith("dsn"));
      assertThat(setting.isSecret() && setting.defaultValue() != null).isFalse();
    }
  }

  @Test
  void aReferenceIsReplacedByWhatItNames() {
    aws.parameter("/eventfix/key", SECRET);
    Settings settings = referring(" ssm:/eventfix/key ");
    settings.resolve(List.of(Setting.OPENAI_API_KEY));
    assertThat(settings.text(Setting.OPENAI_API_KEY)).isEqualTo(SECRET);
    assertThat(settings.isSet(Setting.OPENAI_API_KEY)).isTrue();
    assertThat(faults(settings)).isEqualTo("none");
  }

  @Test
  void blanksAroundASecretAreNotOfIt() {
    aws.secret(" " + SECRET + " ");
    Settings settings = referring("secretsmanager:eventfix");
    settings.resolve(List.of(Setting.OPENAI_API_KEY));
    assertThat(settings.text(Setting.OPENAI_API_KEY)).isEqualTo(SECRET);
  }

  @Test
  void aReferenceMayComeFromTheCommandLineAndNameAField() {
    aws.secret("{\"openai\":\"" + SECRET + "\"}");
    Settings settings =
        Settings.read(
            aws.environment(), Map.of("llm.openai.api_key", "secretsmanager:eventfix#openai"));
    settings.resolve(List.of(Setting.OPENAI_API_KEY));
    assertThat(settings.text(Setting.OPENAI_API_KEY)).isEqualTo(SECRET);
  }

  @Test
  void aFaultThatMayPassIsToldFromOneThatStays() {
    aws.error(AwsStandIn.PARAMETERS, 400, "ThrottlingException");
    Settings throttled = referring("ssm:key");
    throttled.resolve(
        new AwsSecrets(aws.environment(), 5_000, millis -> {}), List.of(Setting.OPENAI_API_KEY));
    assertThatThrownBy(throttled::requireNoFaults)
        .isInstanceOfSatisfying(
            MisconfiguredException.class, fault -> assertThat(fault.isPassing()).isTrue());
    throttled.fault(Setting.LLM_MODEL, "is wrong");
    assertThatThrownBy(throttled::requireNoFaults)
        .isInstanceOfSatisfying(
            MisconfiguredException.class, fault -> assertThat(fault.isPassing()).isFalse());
  }

  @Test
  void aSecretThatIsNotThereIsAFaultThatStays() {
    aws.error(AwsStandIn.PARAMETERS, 400, "AccessDeniedException");
    Settings denied = referring("ssm:key");
    denied.resolve(List.of(Setting.OPENAI_API_KEY));
    assertThatThrownBy(denied::requireNoFaults)
        .isInstanceOfSatisfying(
            MisconfiguredException.class, fault -> assertThat(fault.isPassing()).isFalse());
  }

  @Test
  void resolvingAgainAsksNobody() {
    aws.parameter("key", SECRET);
    Settings settings = referring("ssm:key");
    settings.resolve(List.of(Setting.OPENAI_API_KEY, Setting.OPENAI_API_KEY));
    settings.resolve(List.of(Setting.OPENAI_API_KEY));
    assertThat(aws.requests()).hasSize(1);
  }

  @Test
  void whatIsNoReferenceIsLeftAlone() {
    Settings settings = referring(SECRET);
    settings.resolve(List.of(Setting.values()));
    assertThat(settings.text(Setting.OPENAI_API_KEY)).isEqualTo(SECRET);
    assertThat(aws.requests()).isEmpty();
  }

  @Test
  void aSecretThatCannotBeHadIsAFaultWithTheOthers() {
    aws.error(AwsStandIn.PARAMETERS, 400, "AccessDeniedException");
    Map<String, String> environment = aws.environment();
    environment.put("OPENAI_API_KEY", "ssm:/eventfix/key");
    Settings settings = Settings.read(environment, Map.of("llm.temperature", "hot"));
    settings.resolve(List.of(Setting.OPENAI_API_KEY));
    assertThat(settings.text(Setting.OPENAI_API_KEY)).isNull();
    assertThat(settings.isSet(Setting.OPENAI_API_KEY)).isFalse();
    assertThat(faults(settings))
        .isEqualTo(
            "llm.temperature (command line) must be a number from 0 to 1; llm.openai.api_key"
                + " (OPENAI_API_KEY) cannot be had from ssm:/eventfix/key: access is denied (allow"
                + " the function's role ssm:GetParameters on it, and kms:Decrypt if it is encrypted"
                + " with a key of your own); Parameter Store GetParameters:"
                + " AccessDeniedException");
  }

  @Test
  void aMalformedReferenceIsAFaultThatDoesNotTellIt() {
    Settings settings = referring("ssm:" + SECRET + " 1");
    settings.resolve(List.of(Setting.OPENAI_API_KEY));
    assertThat(faults(settings))
        .startsWith("llm.openai.api_key (OPENAI_API_KEY) must be ssm: and the name")
        .doesNotContain(SECRET);
    assertThat(settings.text(Setting.OPENAI_API_KEY)).isNull();
    assertThat(aws.requests()).isEmpty();
  }

  @Test
  void noReferenceIsFollowedTwice() {
    aws.parameter("key", "secretsmanager:" + SECRET);
    Settings settings = referring("ssm:key");
    settings.resolve(List.of(Setting.OPENAI_API_KEY));
    assertThat(settings.text(Setting.OPENAI_API_KEY)).isNull();
    assertThat(faults(settings))
        .endsWith("cannot be had from ssm:key: it holds a reference itself (store the value there)")
        .doesNotContain(SECRET);
    assertThat(aws.requests()).hasSize(1);
  }

  @Test
  void anEmptySecretIsAFault() {
    aws.parameter("key", " ");
    Settings settings = referring("ssm:key");
    settings.resolve(List.of(Setting.OPENAI_API_KEY));
    assertThat(faults(settings)).endsWith("from ssm:key: it is empty (store a value there)");
  }

  @Test
  void aReferenceThatNobodyResolvedIsNotItsValue() {
    Settings settings = referring("secretsmanager:eventfix");
    assertThat(settings.text(Setting.OPENAI_API_KEY)).isNull();
    assertThat(settings.text(Setting.OPENAI_API_KEY)).isNull();
    assertThat(faults(settings))
        .isEqualTo(
            "llm.openai.api_key (OPENAI_API_KEY) is a reference to a secret, which this function"
                + " does not resolve: set the value itself");
  }

  @Test
  void onlyASecretMayBeAReference() {
    Settings settings =
        Settings.read(aws.environment(), Map.of("llm.model", "ssm:/eventfix/model"));
    settings.resolve(List.of(Setting.LLM_MODEL));
    assertThat(settings.text(Setting.LLM_MODEL)).isEqualTo(Setting.LLM_MODEL.defaultValue());
    assertThat(faults(settings))
        .isEqualTo(
            "llm.model (command line) is a reference, which only a secret may be: set the value itself");
    assertThat(aws.requests()).isEmpty();
  }

  /** Holds this project's classes and Jackson's, as describe-event's package does. */
  private static final class WithoutTheSdk extends URLClassLoader {
    private final Set<String> loaded = new HashSet<>();

    WithoutTheSdk() {
      super(locations(Settings.class, JsonParser.class), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] locations(Class<?>... classes) {
      URL[] locations = new URL[classes.length];
      for (int i = 0; i < classes.length; i++) {
        locations[i] = classes[i].getProtectionDomain().getCodeSource().getLocation();
      }
      return locations;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      loaded.add(name);
      return super.findClass(name);
    }
  }

  @Test
  void withoutAReferenceNothingThatFetchesSecretsIsLoaded() throws Exception {
    try (WithoutTheSdk loader = new WithoutTheSdk()) {
      Class<?> type = loader.loadClass(Settings.class.getName());
      Class<?> settingType = loader.loadClass(Setting.class.getName());
      Object[] all = settingType.getEnumConstants();
      Method read = type.getMethod("read", Map.class, Map.class);
      Method resolve = type.getMethod("resolve", List.class);
      Method text = type.getMethod("text", settingType);

      Object settings = read.invoke(null, Map.of("OPENAI_API_KEY", SECRET), Map.of());
      resolve.invoke(settings, List.of(all));
      assertThat(text.invoke(settings, settingType.getField("OPENAI_API_KEY").get(null)))
          .isEqualTo(SECRET);
      type.getMethod("requireNoFaults").invoke(settings);
      assertThat(loader.loaded)
          .containsExactlyInAnyOrder(
              Settings.class.getName(),
              Setting.class.getName(),
              Setting.class.getName() + "$Secrecy",
              SettingType.class.getName(),
              SettingType.class.getName() + "$Form",
              OptionsFile.Reader.class.getName(),
              // For looking the methods up, as it is in their signatures.
              OptionGroup.class.getName(),
              Secret.class.getName(),
              MisconfiguredException.class.getName());

      // A reference that is only read, as in a function without the SDK, needs none of it either.
      Object referring = read.invoke(null, Map.of("OPENAI_API_KEY", "ssm:key"), Map.of());
      assertThat(text.invoke(referring, settingType.getField("OPENAI_API_KEY").get(null))).isNull();
      assertThatThrownBy(() -> type.getMethod("requireNoFaults").invoke(referring))
          .hasRootCauseMessage(
              "llm.openai.api_key (OPENAI_API_KEY) is a reference to a secret, which this function"
                  + " does not resolve: set the value itself");
      assertThat(loader.loaded).noneMatch(name -> name.contains("SecretReference"));
    }
  }
}
