package dev.eventfix.suggestfix;

import dev.eventfix.event.EventDescription;
import dev.eventfix.runtime.Deadline;

/**
 * What a provider is asked.
 *
 * @param description the redacted event, for providers that need no prompt
 * @param model one the provider's allow-list holds
 * @param deadline the answer must be there by then
 */
record Question(EventDescription description, Prompt prompt, String model, Deadline deadline) {}
