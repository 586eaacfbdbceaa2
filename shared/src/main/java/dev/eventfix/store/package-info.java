/** The table in DynamoDB: its client, its keys, and the few ways to read and write it. */
@NullMarked
package dev.eventfix.store;

import org.jspecify.annotations.NullMarked;
