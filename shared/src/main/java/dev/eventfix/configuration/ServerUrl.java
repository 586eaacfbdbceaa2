package dev.eventfix.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the URL of a server must be to be sent anything: over TLS, unless the server is on this
 * machine or a private network.
 */
public final class ServerUrl {

  private ServerUrl() {}

  /**
   * What is wrong with a URL, as the predicate of a sentence about its setting, or null when
   * nothing is. Never tells the URL.
   *
   * @param instead where the user name and the password that it must not hold belong
   */
  public static @Nullable String fault(String url, String instead) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return "is not a URL";
    }
    String scheme = uri.getScheme();
    boolean http = "http".equalsIgnoreCase(scheme);
    if (!http && !"https".equalsIgnoreCase(scheme)) {
      return "must start with https:// (or http:// for a private server)";
    }
    // The authority too: URI finds no user information before a host name it cannot read.
    String authority = uri.getRawAuthority();
    if (authority != null && authority.indexOf('@') >= 0) {
      return "must hold no user name or password: " + instead;
    }
    String host = uri.getHost();
    if (host == null) {
      return "has no valid host name";
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      return "has a port that is not from 1 to 65535";
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      return "must end with its path: no query and no fragment";
    }
    if (http && !isPrivate(host.toLowerCase(Locale.ROOT))) {
      return "must start with https://: http:// is for servers on this machine or a private"
          + " network";
    }
    return null;
  }

  private static boolean isPrivate(String host) {
    if (host.startsWith("[")) {
      return host.equals("[::1]")
          || host.startsWith("[fc")
          || host.startsWith("[fd")
          || host.startsWith("[fe80:");
    }
    int[] octets = octets(host);
    if (octets != null) {
      return octets[0] == 127
          || octets[0] == 10
          || (octets[0] == 172 && octets[1] >= 16 && octets[1] <= 31)
          || (octets[0] == 192 && octets[1] == 168);
    }
    return (host.indexOf('.') < 0 && !isNumber(host))
        || host.endsWith(".localhost")
        || host.endsWith(".local")
        || host.endsWith(".internal");
  }

  /** Resolvers take a single number for the four of an address: 134744072 is 8.8.8.8. */
  private static boolean isNumber(String host) {
    if (host.startsWith("0x")) {
      return true;
    }
    for (int i = 0; i < host.length(); i++) {
      if (host.charAt(i) < '0' || host.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /**
   * The numbers of an IPv4 address, or null when the text is none: names are never looked up. A
   * number with a zero before it is none, for resolvers take it for octal.
   */
  private static int @Nullable [] octets(String host) {
    int[] octets = new int[4];
    int place = 0;
    int digits = 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '.' && digits > 0 && place < 3) {
        place++;
        digits = 0;
      } else if (c >= '0' && c <= '9' && digits < 3 && (digits == 0 || octets[place] > 0)) {
        octets[place] = octets[place] * 10 + (c - '0');
        digits++;
      } else {
        return null;
      }
    }
    return place == 3 && digits > 0 ? octets : null;
  }
}
