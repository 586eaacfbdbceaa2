/** JSON in and out, and problem details. */
@NullMarked
package dev.eventfix.wire;

import org.jspecify.annotations.NullMarked;
