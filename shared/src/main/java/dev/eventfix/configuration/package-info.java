/** Where settings come from and how they are checked. */
@NullMarked
package dev.eventfix.configuration;

import org.jspecify.annotations.NullMarked;
