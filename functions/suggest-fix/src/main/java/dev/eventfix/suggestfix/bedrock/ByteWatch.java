package dev.eventfix.suggestfix.bedrock;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Shows each call the bytes of its answer as they come, before the SDK reads them. */
final class ByteWatch implements ExecutionInterceptor {

  /** The call that a request belongs to. */
  static final ExecutionAttribute<BedrockCall> CALL =
      new ExecutionAttribute<>(BedrockCall.class.getName());

  @Override
  public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    Optional<Publisher<ByteBuffer>> body = context.responsePublisher();
    BedrockCall call = attributes.getAttribute(CALL);
    return call == null
        ? body
        : body.map(bytes -> call.watched(context.httpResponse().statusCode(), bytes));
  }
}
