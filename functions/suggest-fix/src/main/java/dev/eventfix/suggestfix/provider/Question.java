package dev.eventfix.suggestfix.provider;

import dev.eventfix.event.EventDescription;
import dev.eventfix.runtime.Deadline;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a provider is asked.
 *
 * @param description the redacted event, for providers that need no prompt; null for a prompt that
 *     is about none
 * @param prompt makes the prompt, for providers that send one: its nonce costs a cold start
 * @param model one the provider's allow-list holds
 * @param options how the answer is made
 * @param format the form it shall have where the provider can demand one, or null for plain text
 * @param deadline the answer must be there by then
 */
public record Question(
    @Nullable EventDescription description,
    Supplier<Prompt> prompt,
    String model,
    GenerationOptions options,
    @Nullable AnswerFormat format,
    Deadline deadline) {}
