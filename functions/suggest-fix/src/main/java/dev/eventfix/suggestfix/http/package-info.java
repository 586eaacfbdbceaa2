/** Asking models over HTTP: one way to send, wait, retry and read, whatever the provider's JSON. */
@NullMarked
package dev.eventfix.suggestfix.http;

import org.jspecify.annotations.NullMarked;
