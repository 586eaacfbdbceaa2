package dev.eventfix.event;

/** How much of an event's source code a description shows. */
public enum Detail {
  /** Lines around the first exception's crash frame, one line of every other frame. */
  COMPACT,
  /** Lines around every frame. */
  DETAILED
}
