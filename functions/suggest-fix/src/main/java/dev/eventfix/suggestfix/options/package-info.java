/** Projects' options, as the operator sets them. */
@NullMarked
package dev.eventfix.suggestfix.options;

import org.jspecify.annotations.NullMarked;
