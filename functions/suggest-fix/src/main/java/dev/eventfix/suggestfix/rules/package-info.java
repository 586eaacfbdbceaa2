/**
 * Suggestions without a model: what is known of common exceptions, written about the event itself.
 */
@NullMarked
package dev.eventfix.suggestfix.rules;

import org.jspecify.annotations.NullMarked;
