package dev.eventfix.event;

import dev.eventfix.event.ErrorEvent.Circumstances;
import dev.eventfix.event.EventContext.Breadcrumb;
import dev.eventfix.event.EventContext.NamedFacts;
import dev.eventfix.event.EventContext.Request;
import dev.eventfix.event.EventDescription.BreadcrumbDescription;
import dev.eventfix.event.EventDescription.ContextDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What surrounded the error, redacted, in a description that can still lose parts. */
final class ContextDraft {

  /** Tags described, of those that help. */
  static final int MAX_TAGS = 30;

  /** Characters of a tag, a header, a release and the like; a longer one loses its middle. */
  static final int MAX_TEXT = 200;

  /** Characters of a URL with its query, and of a breadcrumb's message. */
  static final int MAX_LONG_TEXT = 500;

  /** Tags that change from event to event, or that a description tells elsewhere. */
  private static final String[] UNSTABLE_TAGS = {
    "user",
    "server_name",
    "host",
    "release",
    "handled",
    "client_os",
    "browser",
    "environment",
    "runtime",
    "device",
    "gpu",
    "url",
    "trace",
    "otel"
  };

  /** Before the names of tags that Sentry itself sets. */
  private static final String TAG_PREFIX = "sentry:";

  /** Headers that change what a program does; of the others most are a browser's. */
  private static final String[] HEADERS = {
    "accept",
    "accept-encoding",
    "accept-language",
    "content-encoding",
    "content-length",
    "content-type",
    "transfer-encoding",
    "user-agent",
    "x-requested-with"
  };

  /** Facts by names that the program chose, those of the error itself first. */
  static final class Named {
    private @Nullable RedactedTree tree;
    private final int ofError;

    private Named(NamedFacts facts, Redactor redactor) {
      tree = RedactedTree.ofAll(facts.values(), redactor);
      ofError = facts.ofError();
    }

    /**
     * Drops the last one; null when there is none.
     *
     * @param ofErrorToo whether those of the error itself may go
     */
    @Nullable RedactedTree drop(boolean ofErrorToo) {
      if (tree == null || (!ofErrorToo && tree.size() <= ofError)) {
        return null;
      }
      RedactedTree last = tree.last();
      tree = tree.size() == 1 ? null : tree.withoutLast();
      return last;
    }
  }

  final Named contexts;
  final Named extra;
  private final Redactor redactor;
  private @Nullable Redacted time;
  private @Nullable Redacted level;
  private @Nullable Redacted logger;
  private @Nullable Redacted method;
  private @Nullable Redacted url;
  private final LinkedHashMap<Redacted, Redacted> headers = new LinkedHashMap<>();
  private @Nullable Redacted transaction;
  private @Nullable Redacted release;
  private @Nullable Redacted environment;
  private @Nullable Redacted runtime;
  private @Nullable Redacted os;
  private final LinkedHashMap<Redacted, Redacted> tags = new LinkedHashMap<>();
  private final List<BreadcrumbDescription> breadcrumbs = new ArrayList<>();

  private ContextDraft(EventContext context, Redactor redactor) {
    this.redactor = redactor;
    contexts = new Named(context.contexts(), redactor);
    extra = new Named(context.extra(), redactor);
  }

  /** Redacts what a compact description tells: of the error itself, and the level unless null. */
  static ContextDraft ofError(EventContext context, @Nullable String level, Redactor redactor) {
    ContextDraft draft = new ContextDraft(context, redactor);
    draft.level = draft.text(level);
    return draft;
  }

  /**
   * Redacts what a detailed description tells.
   *
   * @param omitted is told what of it was left out
   */
  static ContextDraft of(
      EventContext context,
      Circumstances circumstances,
      Redactor redactor,
      DescriptionDraft omitted) {
    ContextDraft draft = new ContextDraft(context, redactor);
    omitted.omit("contexts", context.contexts().further());
    omitted.omit("extra", context.extra().further());
    draft.time = draft.text(context.time());
    draft.level = draft.text(circumstances.level());
    draft.logger = draft.text(circumstances.logger());
    draft.addRequest(context.request());
    draft.transaction = draft.text(circumstances.transaction());
    draft.release = draft.text(circumstances.release());
    draft.environment = draft.text(circumstances.environment());
    draft.runtime = draft.text(context.runtime());
    draft.os = draft.text(context.os());
    draft.addTags(context.tags(), omitted);
    draft.addBreadcrumbs(context.breadcrumbs());
    omitted.omit("breadcrumbs", context.olderBreadcrumbs());
    return draft;
  }

  private void addRequest(@Nullable Request request) {
    if (request == null) {
      return;
    }
    method = text(request.method());
    url = url(request);
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (isOneOf(HEADERS, name)) {
        headers.put(redactor.redact(name), valueOf(name, header.getValue()));
      }
    }
  }

  /**
   * The URL with its query, which SDKs send beside it and some within it too; without its fragment,
   * which no server gets to see.
   */
  private @Nullable Redacted url(Request request) {
    String query = request.query() == null ? "" : request.query();
    query = query.startsWith("?") ? query.substring(1) : query;
    String raw = request.url() == null ? "" : request.url();
    int fragment = raw.indexOf('#');
    boolean more = !query.isEmpty() || !request.parameters().isEmpty();
    if (more && fragment >= 0) {
      raw = raw.substring(0, fragment);
    }
    if (!query.isEmpty() && !raw.endsWith("?" + query)) {
      raw = raw + (raw.indexOf('?') < 0 ? "?" : "&") + query;
    }
    StringBuilder text = new StringBuilder(redactor.redact(raw).toString());
    char separator = raw.indexOf('?') < 0 ? '?' : '&';
    for (Map.Entry<String, String> parameter : request.parameters().entrySet()) {
      text.append(separator).append(redactor.redact(parameter.getKey())).append('=');
      text.append(redactor.redactQueryValueOf(parameter.getKey(), parameter.getValue()));
      separator = '&';
    }
    return text.isEmpty() ? null : new Redacted(text.toString()).cutMiddle(MAX_LONG_TEXT);
  }

  private void addTags(Map<String, String> raw, DescriptionDraft omitted) {
    for (Map.Entry<String, String> tag : raw.entrySet()) {
      if (tags.size() == MAX_TAGS || isUnstable(tag.getKey())) {
        omitted.omit("tags", 1);
      } else {
        Redacted name = redactor.redact(tag.getKey()).cutMiddle(MAX_TEXT);
        tags.put(name, valueOf(tag.getKey(), tag.getValue()));
      }
    }
  }

  private static boolean isUnstable(String tag) {
    String name = tag.startsWith(TAG_PREFIX) ? tag.substring(TAG_PREFIX.length()) : tag;
    int dot = name.indexOf('.');
    return isOneOf(UNSTABLE_TAGS, dot < 0 ? name : name.substring(0, dot));
  }

  private static boolean isOneOf(String[] names, String name) {
    for (String one : names) {
      if (one.equals(name)) {
        return true;
      }
    }
    return false;
  }

  private void addBreadcrumbs(List<Breadcrumb> raw) {
    for (Breadcrumb breadcrumb : raw) {
      String message = breadcrumb.message();
      breadcrumbs.add(
          new BreadcrumbDescription(
              text(breadcrumb.timestamp()),
              text(breadcrumb.category()),
              text(breadcrumb.level()),
              message == null ? null : redactor.redact(message).cutMiddle(MAX_LONG_TEXT),
              RedactedTree.of(breadcrumb.data(), redactor)));
    }
  }

  private @Nullable Redacted text(@Nullable String raw) {
    return raw == null || raw.isBlank() ? null : redactor.redact(raw).cutMiddle(MAX_TEXT);
  }

  private Redacted valueOf(String name, String raw) {
    return redactor.redactValueOf(name, raw).cutMiddle(MAX_TEXT);
  }

  /** Drops the oldest breadcrumb; null when there is none. */
  @Nullable BreadcrumbDescription dropBreadcrumb() {
    return breadcrumbs.isEmpty() ? null : breadcrumbs.removeFirst();
  }

  /** Drops the last tag; null when there is none. */
  Map.@Nullable Entry<Redacted, Redacted> dropTag() {
    return tags.pollLastEntry();
  }

  /** Drops a header, else the next of the single facts: those that say least go first. */
  boolean dropFact() {
    if (headers.pollLastEntry() != null) {
      return true;
    }
    if (time != null) {
      time = null;
    } else if (logger != null) {
      logger = null;
    } else if (os != null) {
      os = null;
    } else if (environment != null) {
      environment = null;
    } else if (runtime != null) {
      runtime = null;
    } else if (release != null) {
      release = null;
    } else if (level != null) {
      level = null;
    } else if (transaction != null) {
      transaction = null;
    } else if (url != null) {
      url = null;
    } else if (method != null) {
      method = null;
    } else {
      return false;
    }
    return true;
  }

  ContextDescription build() {
    return new ContextDescription(
        time,
        level,
        logger,
        method,
        url,
        headers,
        transaction,
        release,
        environment,
        runtime,
        os,
        contexts.tree,
        extra.tree,
        tags,
        List.copyOf(breadcrumbs));
  }
}
