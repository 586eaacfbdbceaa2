package dev.eventfix.suggestfix.http;

import dev.eventfix.configuration.Secret;
import dev.eventfix.runtime.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * A key that is sent in a header as it is.
 *
 * @param header the header's name
 * @param prefix what stands before the key, such as {@code "Bearer "}, or nothing
 * @param key null for a server that asks for none
 */
public record KeyHeader(String header, String prefix, @Nullable Secret key) implements Credentials {

  @Override
  public Sent get(Deadline deadline) {
    return key == null ? new Sent.Nothing() : new Sent.Header(header, prefix + key.value());
  }

  @Override
  public boolean renew(Sent refused) {
    return key != null
        && refused instanceof Sent.Header sent
        && key.renew(sent.value().substring(prefix.length()))
        && fault(key.value()) == null;
  }

  /** What is wrong with a key, as the predicate of a sentence, or null when nothing is. */
  public static @Nullable String fault(String key) {
    for (int i = 0; i < key.length(); i++) {
      if (key.charAt(i) <= ' ' || key.charAt(i) >= 0x7f) {
        return "must be ASCII letters, digits and signs without blanks";
      }
    }
    return null;
  }
}
