package dev.eventfix.event;

import com.fasterxml.jackson.core.JsonParser;
import dev.eventfix.event.ErrorEvent.Circumstances;
import dev.eventfix.event.ErrorEvent.Frame;
import dev.eventfix.event.ErrorEvent.Mechanism;
import dev.eventfix.event.ErrorEvent.Report;
import dev.eventfix.event.ErrorEvent.Thrown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event of Sentry's event payload format, or of its event API, in one pass. What is of a
 * wrong type is passed over with a warning, never fatal: SDKs of a decade have written these fields
 * in several shapes.
 */
final class EventReader {

  /** How many parts of an event's own fingerprint count. */
  private static final int MAX_FINGERPRINT = 20;

  /** How many parameters of a log entry are read. */
  private static final int MAX_PARAMS = 1_000;

  /** The type of the mechanism of an exception that another one suppressed (Java's SDK). */
  private static final String SUPPRESSED = "suppressed";

  private final Warnings warnings = new Warnings();

  /** What is walked over now: the event, or an entry of it. */
  private EventJson json;

  private @Nullable String eventId;
  private @Nullable String platform;
  private @Nullable Message logEntry;
  private @Nullable Message message;
  private @Nullable String title;
  private List<ThrownReader.Read> exceptions = List.of();
  private final ThreadStacks threads = new ThreadStacks();
  private @Nullable Report report;
  private List<String> fingerprint = List.of();
  private @Nullable String time;
  private @Nullable String created;
  private @Nullable String level;
  private @Nullable String logger;
  private @Nullable String release;
  private @Nullable String environment;
  private @Nullable String transaction;
  private @Nullable String culprit;
  private @Nullable JsonSlice request;
  private @Nullable JsonSlice contexts;
  private @Nullable JsonSlice extra;
  private @Nullable TaggedFields tagged;
  private @Nullable JsonSlice tags;
  private @Nullable JsonSlice breadcrumbs;
  private @Nullable JsonSlice debugMeta;
  private @Nullable JsonSlice data;

  /**
   * A reader.
   *
   * @param json stands on the event's first token or on a field's value of it
   * @param bytes hold what it reads, and are kept for what is only read when it is needed
   * @param base where in the bytes its text begins
   */
  EventReader(JsonParser json, byte[] bytes, int base) {
    this.json = new EventJson(json, bytes, base, "", warnings);
  }

  /** Reads all fields of the object the parser stands on, to its end. */
  void readObject() throws IOException {
    while (json.nextField()) {
      readField(json.name());
    }
  }

  /**
   * Reads the event's field of that name; the parser stands on its value and is left at its end.
   */
  void readField(String name) throws IOException {
    switch (name) {
      case "event_id", "eventID" -> readEventId();
      case "platform" -> platform = json.text();
      case "logentry", "sentry.interfaces.Message" -> logEntry = message();
      case "message" -> message = message();
      case "title" -> title = json.text();
      case "exception", "sentry.interfaces.Exception" -> readExceptions();
      case "threads" -> new ThreadReader().readAll();
      case "stacktrace", "sentry.interfaces.Stacktrace" ->
          threads.add(ThreadStacks.LEGACY, null, null, stacktrace());
      case "csp", "csp-report", "sentry.interfaces.Csp" -> readReport("csp");
      case "expectct", "expect-ct-report" -> readReport("expectct");
      case "expectstaple", "hpkp" -> readReport(name);
      case "fingerprint" -> readFingerprint();
      case "timestamp" -> time = json.text();
      case "dateCreated", "datetime" -> created = json.text();
      case "level" -> level = json.text();
      case "logger" -> logger = json.text();
      case "release" -> release = release();
      case "environment" -> environment = json.text();
      case "transaction" -> transaction = json.text();
      case "culprit" -> culprit = json.text();
      case "request", "sentry.interfaces.Http" -> request = later(request, "an object");
      case "contexts", "sentry.interfaces.Contexts" -> contexts = named(contexts);
      // The event API has another name for it.
      case "extra", "context" -> extra = named(extra);
      case "tags" -> readTags();
      case "breadcrumbs", "sentry.interfaces.Breadcrumbs" -> readBreadcrumbs();
      case "debug_meta", "debugmeta" -> debugMeta = later(debugMeta, "an object");
      case "entries" -> readEntries();
      case "data" -> readData();
      default -> json.skip();
    }
  }

  /** Whether nothing was read so far that can be described, but perhaps a title. */
  boolean tellsNothing() {
    return logEntry == null
        && message == null
        && exceptions.isEmpty()
        && threads.best().isEmpty()
        && report == null;
  }

  /** In what is no event, but holds one, where it may stand; unread. */
  @Nullable JsonSlice data() {
    return data;
  }

  /** What was read so far, as an event. */
  ErrorEvent event() {
    Message text = logEntry != null ? logEntry : message;
    if (tellsNothing() && title != null && !title.isBlank()) {
      text = new Message(title, title, null);
    }
    List<Frame> stack = exceptions.isEmpty() ? threads.best() : List.of();
    List<Thrown> thrown = threads.givenTo(exceptions);
    List<List<Frame>> traces = new ArrayList<>();
    traces.add(stack);
    for (Thrown one : thrown) {
      traces.add(one.frames());
    }
    InAppFrames.mark(platform, traces);
    text = text == null ? null : withFactsBeside(text);
    return new ErrorEvent(
        eventId,
        platform,
        text == null ? null : text.text(),
        text == null ? null : text.template(),
        text == null ? null : text.params(),
        thrown,
        stack,
        exceptions.isEmpty() ? threads.otherThanCrashed() : null,
        report,
        fingerprint,
        circumstances(),
        warnings);
  }

  private Circumstances circumstances() {
    TaggedFields tag = tagged;
    String doing = EventJson.first(transaction, tag == null ? null : tag.transaction());
    return new Circumstances(
        EventJson.first(time, created),
        EventJson.first(level, tag == null ? null : tag.level()),
        EventJson.first(logger, tag == null ? null : tag.logger()),
        EventJson.first(release, tag == null ? null : tag.release()),
        EventJson.first(environment, tag == null ? null : tag.environment()),
        EventJson.first(doing, culprit),
        request,
        contexts,
        extra,
        tags,
        breadcrumbs,
        debugMeta);
  }

  /** Gives the event this id in place of its own, as an envelope's header does. */
  void setEventId(String normalized) {
    eventId = normalized;
  }

  private void readEventId() throws IOException {
    String text = json.text();
    eventId = text == null ? null : EventId.normalize(text);
    if (text != null && eventId == null) {
      json.warn("32 hex digits");
    }
  }

  // What is passed over: a value that is null leaves what there was.

  private @Nullable JsonSlice later(@Nullable JsonSlice before, String expected)
      throws IOException {
    JsonSlice slice = json.slice(expected);
    return slice == null ? before : slice;
  }

  /** No field of an event: what it is worth shows when there is nothing else. */
  private void readData() throws IOException {
    if (json.isObject()) {
      data = json.slice("an object");
    } else {
      json.skip();
    }
  }

  private @Nullable JsonSlice named(@Nullable JsonSlice before) throws IOException {
    JsonSlice slice = json.sliceWithNames("an object");
    return slice == null ? before : slice;
  }

  private void readTags() throws IOException {
    TaggedFields fields = new TaggedFields(json);
    JsonSlice slice = fields.read();
    if (slice != null) {
      tagged = fields;
      tags = slice;
    }
  }

  private void readBreadcrumbs() throws IOException {
    JsonSlice slice = json.sliceOfItems("an object or a list");
    if (slice != null) {
      breadcrumbs = slice;
    }
  }

  /** The event API has an object where SDKs have a text. */
  private @Nullable String release() throws IOException {
    if (!json.isObject()) {
      return json.text();
    }
    String version = null;
    while (json.nextField()) {
      if (json.name().equals("version")) {
        version = json.text();
      } else {
        json.skip();
      }
    }
    return version;
  }

  private void readFingerprint() throws IOException {
    if (!json.isList()) {
      json.wrongType("a list of texts");
      return;
    }
    List<String> parts = new ArrayList<>();
    while (json.nextItem()) {
      String part = json.text();
      if (part != null && parts.size() < MAX_FINGERPRINT) {
        parts.add(part);
      }
    }
    fingerprint = parts;
  }

  private void readReport(String type) throws IOException {
    Map<String, @Nullable Object> facts = json.facts();
    if (!facts.isEmpty()) {
      report = new Report(type, facts);
    }
  }

  private List<Frame> stacktrace() throws IOException {
    return new StacktraceReader(json).read();
  }

  // Log entries

  /** A text, and what it was before its parameters were put in, if that was done here. */
  private record Message(String text, String template, @Nullable Object params) {}

  private @Nullable Message message() throws IOException {
    if (!json.isObject()) {
      return message(json.text(), null, null);
    }
    String formatted = null;
    String template = null;
    Object params = null;
    while (json.nextField()) {
      switch (json.name()) {
        case "formatted" -> formatted = json.text();
        case "message" -> template = json.text();
        case "params" -> params = params();
        default -> json.skip();
      }
    }
    if (EventJson.blankToNull(formatted) != null || template == null) {
      return message(formatted, template, null);
    }
    return message(LogParameters.putInto(template, params), template, params);
  }

  private static @Nullable Message message(
      @Nullable String text, @Nullable String template, @Nullable Object params) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return new Message(text, template == null || template.isBlank() ? text : template, params);
  }

  /** With the values that the message names and that stand elsewhere in the event. */
  private Message withFactsBeside(Message plain) {
    Object params = plain.params();
    boolean byName = params instanceof Map || (params instanceof List<?> none && none.isEmpty());
    // What was formatted has no places.
    boolean places = params == null ? plain.text().equals(plain.template()) : byName;
    if (!places || (extra == null && contexts == null)) {
      return plain;
    }
    Set<String> names = MessageFacts.namesIn(plain.template());
    if (names.isEmpty()) {
      return plain;
    }
    Map<String, @Nullable Object> found = MessageFacts.of(names, extra, contexts);
    if (found.isEmpty()) {
      return plain;
    }
    // What was sent for the message goes before what was sent beside it.
    if (params instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> param : map.entrySet()) {
        found.put(String.valueOf(param.getKey()), param.getValue());
      }
    }
    return new Message(LogParameters.putInto(plain.template(), found), plain.template(), found);
  }

  private @Nullable Object params() throws IOException {
    if (json.isList()) {
      List<@Nullable Object> list = new ArrayList<>();
      while (json.nextItem()) {
        if (list.size() < MAX_PARAMS) {
          list.add(json.any());
        } else {
          json.skip();
        }
      }
      return list;
    }
    if (!json.standsOnObject("a list or an object")) {
      return null;
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (json.nextField()) {
      if (map.size() < MAX_PARAMS) {
        map.put(json.name(), json.any());
      } else {
        json.skip();
      }
    }
    return map;
  }

  // Exceptions

  /** Of a field that stands there twice the last one counts, as everywhere in JSON. */
  private void readExceptions() throws IOException {
    ThrownReader reader = new ThrownReader();
    reader.readAll();
    if (!reader.list.isEmpty()) {
      exceptions = reader.list;
    }
  }

  private final class ThrownReader extends ItemReader {
    /** An exception, and the thread that it says it was raised in. */
    record Read(Thrown thrown, @Nullable String threadId) {}

    private final List<Read> list = new ArrayList<>();
    private @Nullable String threadId;
    private @Nullable String type;
    private @Nullable String value;
    private @Nullable String module;
    private @Nullable Mechanism mechanism;
    private List<Frame> frames = List.of();

    ThrownReader() {
      super(json);
    }

    @Override
    void begin() {
      threadId = null;
      type = null;
      value = null;
      module = null;
      mechanism = null;
      frames = List.of();
    }

    @Override
    void readField(String name) throws IOException {
      switch (name) {
        case "type" -> type = EventJson.blankToNull(json.text());
        // An exception's value may be any JSON.
        case "value" -> value = EventJson.blankToNull(json.anyText());
        case "module" -> module = EventJson.blankToNull(json.text());
        case "mechanism" -> mechanism = mechanism();
        case "thread_id", "threadId" -> threadId = json.anyText();
        case "stacktrace" -> keep(stacktrace(), true);
        // Symbolicators keep the frames as they came beside those they understood.
        case "raw_stacktrace", "rawStacktrace" -> keep(stacktrace(), false);
        default -> json.skip();
      }
    }

    private void keep(List<Frame> found, boolean better) {
      if (!found.isEmpty() && (better || frames.isEmpty())) {
        frames = found;
      }
    }

    @Override
    void end() {
      boolean meta =
          mechanism != null && (!mechanism.meta().isEmpty() || !mechanism.data().isEmpty());
      if (type != null || value != null || !frames.isEmpty() || module != null || meta) {
        list.add(new Read(new Thrown(type, value, module, mechanism, null, frames), threadId));
      }
    }

    @Override
    void forget() {
      list.clear();
    }
  }

  private @Nullable Mechanism mechanism() throws IOException {
    if (!json.standsOnObject("an object")) {
      return null;
    }
    Boolean handled = null;
    Integer exceptionId = null;
    Integer parentId = null;
    boolean group = false;
    boolean suppressed = false;
    String source = null;
    Map<String, @Nullable Object> meta = Map.of();
    Map<String, @Nullable Object> data = Map.of();
    while (json.nextField()) {
      switch (json.name()) {
        case "handled" -> handled = json.flag();
        case "exception_id" -> exceptionId = json.number();
        case "parent_id" -> parentId = json.number();
        case "is_exception_group" -> group = Boolean.TRUE.equals(json.flag());
        case "type" -> suppressed = SUPPRESSED.equals(json.text());
        case "source" -> source = json.text();
        case "meta" -> meta = json.facts();
        case "data" -> data = json.facts();
        default -> json.skip();
      }
    }
    return new Mechanism(handled, exceptionId, parentId, group, suppressed, source, meta, data);
  }

  // Threads

  /** The stack traces of threads, which exceptions without one have instead. */
  private static final class ThreadStacks {
    /** An event's own stack trace, from before there were threads. */
    static final int LEGACY = 1;

    static final int ANY = 2;
    static final int CURRENT = 3;
    static final int CRASHED = 4;

    private final Map<String, List<Frame>> byId = new HashMap<>();
    private int rank;
    private int threads;
    private List<Frame> frames = List.of();
    private @Nullable String name;

    /** Whether there is a crashed thread, with frames or without. */
    private boolean crashed;

    void add(
        int rankOfThis,
        @Nullable String id,
        @Nullable String nameOfThis,
        List<Frame> framesOfThis) {
      threads += rankOfThis == LEGACY ? 0 : 1;
      crashed |= rankOfThis == CRASHED;
      if (id != null) {
        byId.put(id, framesOfThis);
      }
      if (rankOfThis > rank && !framesOfThis.isEmpty()) {
        rank = rankOfThis;
        frames = framesOfThis;
        name = EventJson.first(nameOfThis, id);
      }
    }

    /** The crashed, else the current thread's frames, else the first's; empty without any. */
    List<Frame> best() {
      return frames;
    }

    /** The name of the thread that the best frames are of, when another one crashed; or null. */
    @Nullable String otherThanCrashed() {
      return crashed && rank < CRASHED ? name : null;
    }

    /**
     * The exceptions, of which those without a stack trace have that of the thread that they name;
     * the most recent one, without that, the crashed thread's, and when no thread crashed and no
     * other exception has any, the current one's. Of several threads that are neither, its own is
     * not known; and one that is known to have no stack trace is not given another thread's.
     */
    List<Thrown> givenTo(List<ThrownReader.Read> read) {
      List<Thrown> exceptions = new ArrayList<>(read.size());
      boolean any = false;
      for (ThrownReader.Read one : read) {
        List<Frame> own = byId.get(one.threadId());
        Thrown thrown =
            one.thrown().frames().isEmpty() && own != null
                ? one.thrown().with(null, own)
                : one.thrown();
        any |= !thrown.frames().isEmpty();
        exceptions.add(thrown);
      }
      boolean known = rank == CRASHED || (!any && !crashed && (rank != ANY || threads == 1));
      if (known && !exceptions.isEmpty() && exceptions.getLast().frames().isEmpty()) {
        String named = read.getLast().threadId();
        if (!byId.containsKey(named)) {
          String other = named == null ? null : name;
          exceptions.add(exceptions.removeLast().with(other, frames));
        }
      }
      return exceptions;
    }
  }

  private final class ThreadReader extends ItemReader {
    private int rank;
    private @Nullable String id;
    private @Nullable String name;
    private List<Frame> frames = List.of();
    private List<Frame> rawFrames = List.of();

    ThreadReader() {
      super(json);
    }

    @Override
    void begin() {
      rank = ThreadStacks.ANY;
      id = null;
      name = null;
      frames = List.of();
      rawFrames = List.of();
    }

    @Override
    void readField(String name) throws IOException {
      switch (name) {
        case "id" -> id = json.anyText();
        case "name" -> name = json.anyText();
        case "crashed" -> raise(ThreadStacks.CRASHED);
        case "current" -> raise(ThreadStacks.CURRENT);
        case "stacktrace" -> frames = stacktrace();
        case "raw_stacktrace", "rawStacktrace" -> rawFrames = stacktrace();
        default -> json.skip();
      }
    }

    private void raise(int flagged) throws IOException {
      if (Boolean.TRUE.equals(json.flag())) {
        rank = Math.max(rank, flagged);
      }
    }

    @Override
    void end() {
      threads.add(rank, id, name, frames.isEmpty() ? rawFrames : frames);
    }

    @Override
    void forget() {
      // The fields of one bare thread are no thread's when there is a list of them.
    }
  }

  // Sentry's event API

  /** Entries of <code>{"type": ..., "data": ...}</code> hold what are fields elsewhere. */
  private void readEntries() throws IOException {
    if (!json.isList()) {
      json.wrongType("a list");
      return;
    }
    while (json.nextItem()) {
      if (json.standsOnObject("an object")) {
        readEntry();
      }
    }
  }

  private void readEntry() throws IOException {
    String type = null;
    JsonSlice data = null;
    while (json.nextField()) {
      switch (json.name()) {
        case "type" -> type = json.text();
        case "data" -> data = json.slice("an object");
        default -> json.skip();
      }
    }
    // No entry holds entries.
    if (type != null && data != null && !type.equals("entries")) {
      // Its type may stand behind it, so it is read from where it stood.
      EventJson event = json;
      json = EventJson.of(data, "entries.data", warnings);
      readField(type.equals("message") ? "logentry" : type);
      json = event;
    }
  }
}
