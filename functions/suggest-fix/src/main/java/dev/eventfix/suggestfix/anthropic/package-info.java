/** Suggestions by a model behind Anthropic's messages API. */
@NullMarked
package dev.eventfix.suggestfix.anthropic;

import org.jspecify.annotations.NullMarked;
