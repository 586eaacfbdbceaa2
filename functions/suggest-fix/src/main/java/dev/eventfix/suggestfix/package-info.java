/** The function suggest-fix: an error event in, a suggested fix out. */
@NullMarked
package dev.eventfix.suggestfix;

import org.jspecify.annotations.NullMarked;
