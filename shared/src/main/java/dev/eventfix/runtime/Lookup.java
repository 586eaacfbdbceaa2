package dev.eventfix.runtime;

/**
 * What a function answers to {@code GET} on a path with a parameter, beside its {@code POST}.
 *
 * @param parameter the path's parameter, by which a gateway's request is known as a look-up; the
 *     operation finds it among the request's parameters
 */
public record Lookup(String parameter, Operation operation) {}
