package dev.eventfix.configuration;

import org.jspecify.annotations.Nullable;

/**
 * A setting's value that names a secret instead of being it: {@code ssm:NAME} in Parameter Store,
 * {@code secretsmanager:NAME} in Secrets Manager. Names are no secrets.
 *
 * @param store {@link #SSM} or {@link #SECRETS_MANAGER}
 * @param name what the store's own interface takes: a parameter's name with its version or label, a
 *     secret's name or ARN
 * @param field the member that is meant when the secret is a JSON object, or null for all of it
 */
record SecretReference(String store, String name, @Nullable String field) {

  static final String SSM = "ssm:";
  static final String SECRETS_MANAGER = "secretsmanager:";

  /** The longest name that either store takes. */
  static final int MAX_NAME_LENGTH = 2048;

  static final int MAX_FIELD_LENGTH = 256;

  private static final String ARN = "arn:";

  /** Where the region stands in an ARN's parts, and how many parts that of a secret has. */
  private static final int ARN_REGION = 3;

  private static final int ARN_PARTS = 7;

  /** Whether a text begins as a reference does. */
  static boolean isOne(String text) {
    return text.startsWith(SSM) || text.startsWith(SECRETS_MANAGER);
  }

  /** The reference in a text that has no {@link #fault}. */
  static SecretReference of(String text) {
    String store = storeOf(text);
    String name = text.substring(store.length());
    int field = store.equals(SECRETS_MANAGER) ? name.indexOf('#') : -1;
    return field < 0
        ? new SecretReference(store, name, null)
        : new SecretReference(store, name.substring(0, field), name.substring(field + 1));
  }

  /**
   * What is wrong with a text that begins as a reference does, as the predicate of a sentence about
   * its setting, or null when nothing is. Never tells the text, which may be a secret after all.
   */
  static @Nullable String fault(String text) {
    SecretReference reference = of(text);
    return reference.store.equals(SSM) ? reference.parameterFault() : reference.secretFault();
  }

  /** All of the secret that a field of is meant: what is fetched, once for all its fields. */
  SecretReference whole() {
    return field == null ? this : new SecretReference(store, name, null);
  }

  /** The region that the name itself tells, or null. */
  @Nullable String region() {
    return name.startsWith(ARN) ? part(ARN_REGION) : null;
  }

  @Override
  public String toString() {
    return field == null ? store + name : store + name + "#" + field;
  }

  private static String storeOf(String text) {
    return text.startsWith(SSM) ? SSM : SECRETS_MANAGER;
  }

  private @Nullable String parameterFault() {
    int colon = name.indexOf(':');
    String path = colon < 0 ? name : name.substring(0, colon);
    if (path.isEmpty()
        || name.length() > MAX_NAME_LENGTH
        || !AsciiNames.isMadeOf(path, "/_.-")
        || (colon >= 0
            && (colon + 1 == name.length()
                || !AsciiNames.isMadeOf(name.substring(colon + 1), "_.-")))) {
      return "must be ssm: and the name of a parameter, with :VERSION or :LABEL if need be";
    }
    return path.indexOf('/') > 0 ? "names a parameter with / in it, which must begin with /" : null;
  }

  private @Nullable String secretFault() {
    boolean arn = name.startsWith(ARN);
    if (name.isEmpty()
        || name.length() > MAX_NAME_LENGTH
        || !AsciiNames.isMadeOf(name, arn ? ":/_+=.@-" : "/_+=.@-")
        || (arn && !isSecretArn())) {
      return "must be secretsmanager: and the name or the ARN of a secret, with #FIELD for a member"
          + " of its JSON";
    }
    return field != null && !isField(field)
        ? "must have a name of up to " + MAX_FIELD_LENGTH + " visible characters after #"
        : null;
  }

  private boolean isSecretArn() {
    return AwsRegion.isName(part(ARN_REGION))
        && "secretsmanager".equals(part(2))
        && "secret".equals(part(5))
        && !part(ARN_PARTS - 1).isEmpty()
        && part(ARN_PARTS).isEmpty();
  }

  /** One of the parts between the name's colons, counted from 0; empty when there is none. */
  private String part(int index) {
    int start = 0;
    for (int i = 0; i < index; i++) {
      int colon = name.indexOf(':', start);
      if (colon < 0) {
        return "";
      }
      start = colon + 1;
    }
    int end = name.indexOf(':', start);
    return end < 0 ? name.substring(start) : name.substring(start, end);
  }

  private static boolean isField(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MAX_FIELD_LENGTH;
  }
}
