/** Suggestions by one of Google's models on Vertex AI. */
@NullMarked
package dev.eventfix.suggestfix.vertex;

import org.jspecify.annotations.NullMarked;
