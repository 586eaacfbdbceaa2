package dev.eventfix.event;

import dev.eventfix.event.ErrorEvent.Frame;
import dev.eventfix.event.ErrorEvent.Report;
import dev.eventfix.event.ErrorEvent.Thrown;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one group have in common, as {@code v2:} and 32 hex digits: exception types
 * and the in-app frames' module and function. Line numbers, messages and system frames do not count
 * as long as there are in-app frames, so two releases in which only lines moved give the same.
 *
 * <p>An event's own fingerprint splits such a group further, part by part; {@code {{ default }}}
 * stands for the group itself (Sentry's SDK fingerprinting). It never merges groups, for strangers
 * write events.
 */
final class Fingerprint {

  private static final String VERSION = "v2:";
  private static final int BYTES = 16;

  /** The facts of a browser's report that say what was violated, by the names browsers send. */
  private static final String[] REPORT_FACTS = {
    "effective_directive",
    "effective-directive",
    "violated_directive",
    "violated-directive",
    "blocked_uri",
    "blocked-uri",
    "hostname"
  };

  private final StringBuilder text = new StringBuilder(512);
  private final Redactor redactor;
  private final boolean javascript;

  /** Unread; null when there are none, or all frames have names. */
  private final @Nullable JsonSlice debugMeta;

  private @Nullable NativeImages images;

  private @Nullable String lastFile;
  private String lastPlace = "";

  private Fingerprint(ErrorEvent event, Redactor redactor) {
    this.redactor = redactor;
    String platform = event.platform();
    javascript =
        platform != null && (platform.startsWith("javascript") || platform.startsWith("node"));
    debugMeta = event.circumstances().debugMeta();
  }

  /**
   * The fingerprint of an event.
   *
   * @param redactor has numbered nothing yet: the same event gives the same, however it is
   *     described
   */
  static String of(ErrorEvent event, Redactor redactor) {
    Fingerprint fingerprint = new Fingerprint(event, redactor);
    boolean frames = fingerprint.addExceptions(event.exceptions(), true);
    if (!frames) {
      frames = fingerprint.addFrames(event.threadStack(), true);
    }
    if (!frames) {
      frames =
          fingerprint.addExceptions(event.exceptions(), false)
              || fingerprint.addFrames(event.threadStack(), false);
    }
    if (!frames) {
      fingerprint.addMessages(event);
    }
    if (!event.fingerprint().isEmpty()) {
      fingerprint.addOwn(event.fingerprint(), new FingerprintVariables(event));
    }
    return VERSION + fingerprint.digest();
  }

  private boolean addExceptions(List<Thrown> exceptions, boolean inAppOnly) {
    text.setLength(0);
    boolean frames = false;
    for (Thrown thrown : exceptions) {
      line("exception", thrown.type());
      frames |= addFrames(thrown.frames(), inAppOnly);
    }
    return frames;
  }

  /** Adds each function once, so that a recursion's depth does not count. */
  private boolean addFrames(List<Frame> frames, boolean inAppOnly) {
    Set<String> seen = new HashSet<>();
    for (Frame frame : frames) {
      if (frame.inApp() || !inAppOnly) {
        String call = call(frame);
        if (seen.add(call)) {
          text.append("frame\t").append(call).append('\n');
        }
      }
    }
    return !seen.isEmpty();
  }

  /** The place and the name of what was called. */
  private String call(Frame frame) {
    String function =
        StableName.ofFunction(
            clean(frame.function() == null ? frame.symbol() : frame.function()), javascript);
    String module = frame.module();
    String file = frame.file();
    if (module != null && !javascript) {
      return oneLine(StableName.of(clean(module))) + '\t' + oneLine(function);
    }
    if (module != null || file != null) {
      return place(module == null ? file : module) + '\t' + oneLine(function);
    }
    String binary = frame.binary();
    String address = frame.address();
    if (function.isEmpty() && address != null) {
      images = images == null ? NativeImages.of(debugMeta) : images;
      binary = binary == null ? images.fileAt(address) : binary;
      function = "+" + images.offset(address);
    }
    return oneLine(NativeImages.file(clean(binary))) + '\t' + oneLine(function);
  }

  /** Calls in a row often stand in the same file. */
  private String place(@Nullable String file) {
    if (!Objects.equals(file, lastFile)) {
      lastFile = file;
      lastPlace = oneLine(StableName.ofFile(clean(file), javascript));
    }
    return lastPlace;
  }

  private void addMessages(ErrorEvent event) {
    for (Thrown thrown : event.exceptions()) {
      line("value", thrown.value());
    }
    // Before its parameters were put in: they differ from event to event.
    line("message", event.template());
    if (event.report() != null) {
      addReport(event.report());
    }
  }

  private void addReport(Report report) {
    line("report", report.type());
    for (String fact : REPORT_FACTS) {
      Object value = report.facts().get(fact);
      line(fact, value == null ? null : value.toString());
    }
  }

  private void addOwn(List<String> parts, FingerprintVariables variables) {
    for (String part : parts) {
      String name = FingerprintVariables.name(part);
      if (!"default".equals(name)) {
        String value = name == null ? null : variables.value(name);
        String own = redactor.redact(value == null ? part : value).toString();
        text.append("own\t").append(oneLine(own)).append('\n');
      }
    }
  }

  private void line(String kind, @Nullable String value) {
    text.append(kind).append('\t');
    if (value != null) {
      text.append(
          kind.equals("exception") ? oneLine(StableName.of(clean(value))) : stableText(value));
    }
    text.append('\n');
  }

  /** A message without what changes from event to event: secrets, numbers, ids, dates. */
  private String stableText(String raw) {
    return oneLine(StableText.of(redactor.redact(raw).toString()));
  }

  private String clean(@Nullable String name) {
    return name == null ? "" : redactor.redactName(name).toString();
  }

  /** Without what separates one part from the next: nobody shall write several in one. */
  private static String oneLine(String text) {
    return text.replace('\n', ' ').replace('\t', ' ');
  }

  private String digest() {
    byte[] hash = Sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8));
    StringBuilder hex = new StringBuilder(2 * BYTES);
    for (int i = 0; i < BYTES; i++) {
      hex.append(Character.forDigit(hash[i] >> 4 & 15, 16));
      hex.append(Character.forDigit(hash[i] & 15, 16));
    }
    return hex.toString();
  }
}
