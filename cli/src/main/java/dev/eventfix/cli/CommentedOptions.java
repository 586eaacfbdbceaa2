package dev.eventfix.cli;

import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.SettingType;
import dev.eventfix.configuration.Settings;

/** The text of an options file that has every setting and sets none. */
final class CommentedOptions {

  private static final int COLUMNS = 100;

  /** A blank after the sign: a setting's line has none, so that programs tell them apart. */
  private static final String COMMENT = "# ";

  private CommentedOptions() {}

  static String text() {
    StringBuilder text = new StringBuilder();
    comment(
        text,
        "Options of eventfix. As it is this file sets nothing: remove the # before a setting to"
            + " set it. A variable of the environment wins over this file, and --set over both.");
    text.append("#\n");
    comment(
        text,
        "On a laptop, and wherever functions run: "
            + Settings.FILE_VARIABLE
            + "=PATH names the file. In a deployment: lay it beside template.yaml as "
            + Settings.PACKAGED_FILE
            + ", and ./mvnw package puts it into each function's package. The stack's parameters"
            + " reach the functions as variables, so they win where they are not empty.");
    text.append("#\n");
    comment(
        text,
        "Secrets are better given by name (ssm:NAME, secretsmanager:NAME). ./eventfix config show"
            + " tells what came of all this, ./eventfix check whether it works.");
    for (Setting setting : Setting.values()) {
      text.append('\n');
      comment(text, setting.description());
      comment(text, sentence(setting));
      text.append('#').append(setting.key()).append(':').append(example(setting)).append('\n');
    }
    return text.toString();
  }

  private static String sentence(Setting setting) {
    String expectation = setting.type().expectation();
    String usual = setting.usualVariable();
    String value = setting.defaultValue();
    boolean variable = setting.type().form() != SettingType.Form.NUMBERS_BY_NAME;
    return Character.toUpperCase(expectation.charAt(0))
        + expectation.substring(1)
        + (setting.isSecret() ? ", or the name of a secret" : "")
        + (value == null || value.isEmpty() ? "; no default" : "; by default " + value)
        + (variable ? "; environment: " + setting.variable() : "")
        + (usual == null ? "" : ", " + usual)
        + ".";
  }

  private static String example(Setting setting) {
    if (setting.type().form() == SettingType.Form.NUMBERS_BY_NAME) {
      return " {suggest-fix: 0.1}";
    }
    if (setting.type().form() == SettingType.Form.GROUPS) {
      return setting == Setting.LLM_USECASES
          ? " {suggested-fix: {temperature: 0.2}}"
          : " {openai: {allowed_models: [gpt-4.1-mini, gpt-4.1]}}";
    }
    String value = setting.defaultValue();
    return value == null || value.isEmpty() ? "" : " " + value;
  }

  private static void comment(StringBuilder text, String sentence) {
    for (StyledText line : StyledText.plain(sentence).wrap(COLUMNS - COMMENT.length())) {
      text.append(COMMENT).append(line).append('\n');
    }
  }
}
