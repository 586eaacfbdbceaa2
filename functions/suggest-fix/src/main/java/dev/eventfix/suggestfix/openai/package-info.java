/** Suggestions by a model behind any server that speaks chat completions. */
@NullMarked
package dev.eventfix.suggestfix.openai;

import org.jspecify.annotations.NullMarked;
