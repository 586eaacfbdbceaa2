/** How much models may be asked a day. */
@NullMarked
package dev.eventfix.suggestfix.budget;

import org.jspecify.annotations.NullMarked;
