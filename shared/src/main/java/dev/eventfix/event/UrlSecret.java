package dev.eventfix.event;

import java.util.Arrays;

/**
 * A secret that is part of a URL's path or query: who knows the address may call it. What stands
 * before it stays, so that a reader sees which host and method were called.
 *
 * @param before what stands before the secret, a whole number of words; a {@code *} stands for one
 *     name of letters, digits, {@code _}, {@code -} and {@code ~}, and before a slash a port may
 *     stand
 * @param minLength fewest characters of the secret
 * @param rest whether the rest of the path belongs to it, else the path's next part alone
 */
record UrlSecret(SecretKind kind, String before, int minLength, boolean rest) {

  /** Longest name that a {@code *} stands for, in characters. */
  private static final int MAX_NAME = 128;

  /** How far a secret is looked at before it is known to be one, in characters. */
  private static final int MAX_LOOK = 128;

  /** Most digits of a port. */
  private static final int MAX_PORT = 5;

  private static final String PART = "_-.~%@=:!$";

  private static final UrlSecret[] ALL = {
    // Webhooks of chats
    rest(SecretKind.SLACK_TOKEN, "hooks.slack.com/*/", 8),
    rest(SecretKind.SLACK_TOKEN, "hooks.slack-gov.com/*/", 8),
    rest(SecretKind.SLACK_TOKEN, "url: /services/", 30),
    part("discord.com/api/webhooks/*/", 8),
    part("discord.com/api/*/webhooks/*/", 8),
    part("discordapp.com/api/webhooks/*/", 8),
    part("discordapp.com/api/*/webhooks/*/", 8),
    part("webhooks/*/", 50),
    part("interactions/*/", 50),
    rest("webhookb2/", 30),
    rest("outlook.office.com/webhook/", 30),
    rest("outlook.office365.com/webhook/", 30),
    part("bot/v2/hook/", 16), // Feishu and Lark
    part("bot/hook/", 16),
    part("cgi-bin/webhook/send?key=", 16), // WeCom
    new UrlSecret(SecretKind.API_KEY, "telegram.org/bot*:", 8, false),
    new UrlSecret(SecretKind.API_KEY, "telegram.org/file/bot*:", 8, false),
    // Webhooks of automations
    rest("hooks/catch/*/", 5), // Zapier
    rest("hooks/standard/*/", 5),
    part("with/key/", 8), // IFTTT
    part("hook.*.make.com/", 16),
    part("hook.*.make.celonis.com/", 16),
    part("hook.integromat.com/", 16),
    rest("hooks.airtable.com/workflows/", 16),
    rest("workato.com/webhooks/rest/", 16),
    part("api/webhook/", 32), // Home Assistant
    part("app.n8n.cloud/webhook/", 16),
    part("azurewebsites.net/api/*?code=", 20), // Azure Functions
    // Builds and deployments
    part("build_hooks/", 16), // Netlify
    rest("integrations/deploy/", 16), // Vercel
    part("deploy_hooks/", 16), // Cloudflare Pages
    part("api.render.com/deploy/*?key=", 8),
    rest("hub.docker.com/api/build/", 16),
    // Monitors and alerts
    part("hc-ping.com/", 16), // Healthchecks
    part("api/v1/heartbeat/", 16), // Better Stack
    part("cronitor.link/p/", 16),
    part("nosnch.in/", 8), // Dead Man's Snitch
    part("heartbeat.uptimerobot.com/", 16),
    part("api.honeybadger.io/v1/check_in/", 6),
    part("events.pagerduty.com/integration/", 16),
    part("alert.victorops.com/integrations/generic/*/alert/", 16),
    part("ntfy.sh/", 8),
    part("webhook.site/", 16),
    rest("receiver/v1/http/", 30), // Sumo Logic
    part("loggly.com/inputs/", 16),
    part("loggly.com/bulk/", 16),
    part("logs.datadoghq.com/v1/input/", 16),
    // Sentry's protocol: what the user's name of a DSN is
    part("sentry_key=", 16),
    // Interfaces that have the key in the path
    part("infura.io/v3/", 16),
    part("infura.io/ws/v3/", 16),
    part("alchemy.com/v2/", 16),
    part("alchemyapi.io/v2/", 16),
    part("quiknode.pro/", 16),
    part("exchangerate-api.com/v6/", 16),
  };

  private static final UrlSecret[][] BY_START = byStart();

  private static UrlSecret part(String before, int minLength) {
    return new UrlSecret(SecretKind.URL_CREDENTIALS, before, minLength, false);
  }

  private static UrlSecret rest(String before, int minLength) {
    return rest(SecretKind.URL_CREDENTIALS, before, minLength);
  }

  private static UrlSecret rest(SecretKind kind, String before, int minLength) {
    return new UrlSecret(kind, before, minLength, true);
  }

  private static UrlSecret[][] byStart() {
    UrlSecret[] none = {};
    UrlSecret[][] table = new UrlSecret[KnownTokens.INDEX_SIZE][];
    Arrays.fill(table, none);
    for (UrlSecret secret : ALL) {
      int index = KnownTokens.index(secret.before.charAt(0), secret.before.charAt(1));
      table[index] = Arrays.copyOf(table[index], table[index].length + 1);
      table[index][table[index].length - 1] = secret;
    }
    return table;
  }

  /** Those whose address may begin with these characters; not to be changed. */
  static UrlSecret[] startingWith(char first, char second) {
    return BY_START[KnownTokens.index(first, second)];
  }

  static void addTo(Starts starts) {
    for (UrlSecret secret : ALL) {
      starts.add(secret.before);
    }
  }

  /**
   * Where the secret starts whose address is at {@code at}, or the placeholder of one; -1 when none
   * does.
   */
  int start(String text, int at) {
    int length = before.length();
    int i = at;
    for (int p = 0; p < length; p++) {
      char expected = before.charAt(p);
      if (expected == '*') {
        int limit = Math.min(text.length(), i + MAX_NAME);
        int name = i;
        while (i < limit && isName(text.charAt(i))) {
          i++;
        }
        if (i == name) {
          return -1;
        }
        continue;
      }
      i = expected == '/' ? slashEnd(text, i) : Chars.at(text, i) == expected ? i + 1 : -1;
      if (i < 0) {
        return -1;
      }
    }
    return i;
  }

  /** The index after a slash, escaped in JSON or percent-encoded too, and a port before it. */
  private static int slashEnd(String text, int start) {
    int at = start;
    if (Chars.at(text, at) == ':') {
      at++;
      while (at <= start + MAX_PORT && Chars.isDigit(text, at)) {
        at++;
      }
    }
    if (Chars.at(text, at) == '\\') {
      at++;
    }
    return Chars.at(text, at) == '/' ? at + 1 : text.startsWith("%2F", at) ? at + 3 : -1;
  }

  private static boolean isName(char c) {
    return Chars.isAlphanumeric(c) || c == '_' || c == '-' || c == '~';
  }

  /** The index after the secret that starts at {@code start}, or -1 when none does. */
  int end(String text, int start) {
    int limit = Math.min(text.length(), start + MAX_LOOK);
    boolean upper = false;
    boolean lower = false;
    boolean digit = false;
    int near = start;
    while (near < limit && isPart(text, near)) {
      char c = text.charAt(near);
      upper |= Chars.isUpper(c);
      lower |= Chars.isLower(c);
      digit |= Chars.isDigit(c);
      near++;
    }
    // A word or a name in one style is none.
    if (near - start < minLength || !(digit || (upper && lower))) {
      return -1;
    }
    int end = near;
    while (end < text.length() && isPart(text, end)) {
      end++;
    }
    // What ends a sentence.
    while (end > start && ".:!".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private boolean isPart(String text, int at) {
    char c = text.charAt(at);
    return Chars.isAlphanumeric(c)
        || PART.indexOf(c) >= 0
        || (rest && (c == '/' || (c == '\\' && Chars.at(text, at + 1) == '/')));
  }
}
