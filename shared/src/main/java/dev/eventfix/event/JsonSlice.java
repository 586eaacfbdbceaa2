package dev.eventfix.event;

/**
 * A value that was passed over and may be read later: most events are described without it.
 *
 * @param json the whole JSON text in UTF-8, not a copy
 * @param from the value's first byte
 * @param to the index after its last byte
 * @param members how many fields or items it has
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and copying it would be its cost.
record JsonSlice(byte[] json, int from, int to, int members) {}
