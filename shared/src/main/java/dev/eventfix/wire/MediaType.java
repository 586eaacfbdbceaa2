package dev.eventfix.wire;

/** What the sender of a body says that it is. */
public enum MediaType {
  /** JSON, or nothing is said: it may then be anything that a function understands. */
  JSON,

  /** A Sentry envelope. */
  ENVELOPE,

  /**
   * Plain text, as which browsers send an envelope: any other type would have them ask the server's
   * leave first.
   */
  TEXT
}
