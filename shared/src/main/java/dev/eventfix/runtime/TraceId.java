package dev.eventfix.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;

/**
 * X-Ray's id of what an invocation is a part of (<a
 * href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">its
 * header</a>).
 */
final class TraceId {

  /** Longer ones than X-Ray's 35 characters are none. */
  private static final int MAX_LENGTH = 64;

  private static final String ROOT = "Root=";

  private TraceId() {}

  /** The id, or null when there is none. */
  static @Nullable String of(Context context) {
    // Where Lambda's runtime puts it when it gives a process one invocation at a time.
    String header = System.getProperty("com.amazonaws.xray.traceHeader");
    if (header == null) {
      header = System.getenv("_X_AMZN_TRACE_ID");
    }
    if (header == null) {
      try {
        header = context.getXrayTraceId();
      } catch (NoSuchMethodError e) {
        // A runtime brings its own Context, and an older one does not tell.
        return null;
      }
    }
    return root(header);
  }

  /** The root of a header, which may also be no more than that. */
  static @Nullable String root(@Nullable String header) {
    if (header == null) {
      return null;
    }
    int start = header.indexOf(ROOT);
    start = start < 0 ? 0 : start + ROOT.length();
    int end = header.indexOf(';', start);
    String id = header.substring(start, end < 0 ? header.length() : end);
    if (id.isEmpty() || id.length() > MAX_LENGTH) {
      return null;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c != '-' && Character.digit(c, 16) < 0) {
        return null;
      }
    }
    return id;
  }
}
