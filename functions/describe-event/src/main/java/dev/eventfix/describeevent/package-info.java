/** The function describe-event: an error event in, its description out. */
@NullMarked
package dev.eventfix.describeevent;

import org.jspecify.annotations.NullMarked;
