package dev.eventfix.suggestfix.provider;

import dev.eventfix.event.EventDescription;
import dev.eventfix.runtime.Deadline;
import java.util.function.Supplier;

/**
 * What a provider is asked.
 *
 * @param description the redacted event, for providers that need no prompt
 * @param prompt makes the prompt, for providers that send one: its nonce costs a cold start
 * @param model one the provider's allow-list holds
 * @param deadline the answer must be there by then
 */
public record Question(
    EventDescription description, Supplier<Prompt> prompt, String model, Deadline deadline) {}
