/** Suggestions that are kept, and claims, so that each question is asked once. */
@NullMarked
package dev.eventfix.suggestfix.suggestions;

import org.jspecify.annotations.NullMarked;
