/** What a provider of suggestions is asked, and everything it can answer. */
@NullMarked
package dev.eventfix.suggestfix.provider;

import org.jspecify.annotations.NullMarked;
