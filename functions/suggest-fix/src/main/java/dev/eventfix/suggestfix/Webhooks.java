package dev.eventfix.suggestfix;

import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.event.EventRequest;
import dev.eventfix.metrics.Metric;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.metrics.Tags;
import dev.eventfix.runtime.Operation;
import dev.eventfix.runtime.Reply;
import dev.eventfix.runtime.Request;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Lets records of the webhooks' queue through only when Sentry signed them (<a
 * href="https://docs.sentry.io/organization/integrations/integration-platform/webhooks/">how</a>).
 * Anybody may write to that queue, through a route that asks for no signature of AWS's: what is not
 * signed is dropped before anything in it is read. Requests from elsewhere are none of its
 * business: {@link dev.eventfix.runtime.KnownQueues} refuses what says there that it is a webhook.
 */
final class Webhooks implements Operation {

  /** HMAC-SHA256 of the body's bytes with the integration's client secret, in lower-case hex. */
  private static final String SIGNATURE = "Sentry-Hook-Signature";

  private static final String RESOURCE = "Sentry-Hook-Resource";

  private static final String ALGORITHM = "HmacSHA256";

  private final String queueArn;
  private final List<byte[]> secrets;
  private final SuggestFix suggestFix;
  private final Metrics metrics;

  private Webhooks(String queueArn, List<byte[]> secrets, SuggestFix suggestFix, Metrics metrics) {
    this.queueArn = queueArn;
    this.secrets = secrets;
    this.suggestFix = suggestFix;
    this.metrics = metrics;
  }

  /**
   * The operation with the check before it that the settings ask for.
   *
   * @param settings in which the queue is given, and the secrets are resolved
   */
  static Webhooks before(SuggestFix suggestFix, Settings settings, Metrics metrics) {
    List<byte[]> secrets = new ArrayList<>();
    for (Setting setting :
        new Setting[] {Setting.WEBHOOK_SECRET, Setting.WEBHOOK_PREVIOUS_SECRET}) {
      String secret = settings.text(setting);
      if (secret != null) {
        secrets.add(secret.getBytes(StandardCharsets.UTF_8));
      }
    }
    String queueArn = String.valueOf(settings.text(Setting.WEBHOOK_QUEUE_ARN));
    return new Webhooks(queueArn, secrets, suggestFix, metrics);
  }

  @Override
  public boolean takesEnvelopes() {
    return suggestFix.takesEnvelopes();
  }

  @Override
  public Reply run(Request request) {
    if (!queueArn.equals(request.queueArn())) {
      return suggestFix.run(request);
    }
    if (!isSigned(request.body(), request.attribute(SIGNATURE))) {
      count("dropped");
      return new Reply.Refusal(
          Problem.of(
              ProblemType.UNSIGNED_WEBHOOK,
              "The header Sentry-Hook-Signature is missing or not that of this body."));
    }
    count("signed");
    return suggestFix.run(
        request, EventRequest.readWebhook(request.body(), request.attribute(RESOURCE)));
  }

  private void count(String result) {
    metrics.incr(Metric.WEBHOOKS, Tags.of("result", result));
  }

  /** Takes the same time for every signature of the right length, whichever secret made it. */
  private boolean isSigned(byte[] body, @Nullable String signature) {
    if (signature == null) {
      return false;
    }
    byte[] given = signature.getBytes(StandardCharsets.UTF_8);
    boolean signed = false;
    for (byte[] secret : secrets) {
      signed |= MessageDigest.isEqual(signature(secret, body), given);
    }
    return signed;
  }

  private static byte[] signature(byte[] secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(body)).getBytes(StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
