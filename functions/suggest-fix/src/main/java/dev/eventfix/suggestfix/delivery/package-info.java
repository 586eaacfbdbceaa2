/** Publishes stored suggestions. */
@NullMarked
package dev.eventfix.suggestfix.delivery;

import org.jspecify.annotations.NullMarked;
