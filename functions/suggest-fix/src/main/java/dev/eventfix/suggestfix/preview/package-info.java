/** What a model would be asked, in place of what it would answer. */
@NullMarked
package dev.eventfix.suggestfix.preview;

import org.jspecify.annotations.NullMarked;
