package dev.eventfix.event;

import java.util.List;

/**
 * A value that was passed over and may be read later: most events are described without it.
 *
 * @param json the whole JSON text in UTF-8, not a copy
 * @param from the value's first byte
 * @param to the index after its last byte
 * @param members how many fields or items it has
 * @param names the first of its fields' names, where they were asked for
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and copying it would be its cost.
record JsonSlice(byte[] json, int from, int to, int members, List<String> names) {}
