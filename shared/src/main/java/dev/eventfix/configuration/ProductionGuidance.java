package dev.eventfix.configuration;

/** Warns of settings that are handy in development and unsafe in production. */
final class ProductionGuidance {

  private ProductionGuidance() {}

  /** Notes warnings in the settings. */
  static void warn(Settings settings) {
    if (settings.flag(Setting.DEBUG)) {
      settings.warn(
          Setting.DEBUG,
          "is on in production: each start calls every back end and takes the longer for it");
    }
    boolean asked = "debug".equals(settings.text(Setting.LOGGING_LEVEL));
    if (asked || (!settings.isSet(Setting.LOGGING_LEVEL) && settings.isLambdaDebugging())) {
      settings.warn(
          Setting.LOGGING_LEVEL,
          (asked ? "is debug" : "is not set, and Lambda's own log level is for debugging,")
              + " in production: it costs, and libraries tell much");
    }
    if (settings.flag(Setting.SKIP_SERVICE_VALIDATION)) {
      settings.warn(
          Setting.SKIP_SERVICE_VALIDATION,
          "is on in production: back ends that keep nothing go unnoticed");
    }
    for (Setting setting : Setting.values()) {
      if ((setting.isHarmfulInPlainText() || setting.type().form() == SettingType.Form.GROUPS)
          && settings.isInPlainText(setting)) {
        settings.warn(
            setting,
            "holds a secret in plain text in production: store it in Parameter Store or Secrets"
                + " Manager, and give ssm:NAME or secretsmanager:NAME");
      }
    }
  }
}
