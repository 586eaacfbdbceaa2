/** The launcher: the functions as commands for people. */
@NullMarked
package dev.eventfix.cli;

import org.jspecify.annotations.NullMarked;
