/** What is made of a model's text before anybody sees it: sections, fields, nothing active. */
@NullMarked
package dev.eventfix.suggestfix.answer;

import org.jspecify.annotations.NullMarked;
