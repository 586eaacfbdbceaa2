package dev.eventfix.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * What a target said to a test event.
 *
 * @param target {@code upstream} or {@code relay}
 * @param status the HTTP status; 0 when there was no answer
 * @param error why it was not taken, in words of ours; null when it was
 * @param millis how long the exchange took
 */
public record TestEventAnswer(String target, int status, @Nullable String error, long millis) {}
