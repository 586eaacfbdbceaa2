/** Models of Amazon Bedrock, asked in one form, Converse, with the function's own role. */
@NullMarked
package dev.eventfix.suggestfix.bedrock;

import org.jspecify.annotations.NullMarked;
