/** Running a function: start-up once, and every trigger decoded to one kind of request. */
@NullMarked
package dev.eventfix.runtime;

import org.jspecify.annotations.NullMarked;
