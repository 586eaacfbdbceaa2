package dev.eventfix.suggestfix.suggestions;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;

/** Lets requests through and loses answers: what was asked is done, and nobody is told. */
public final class LosingHttpClient implements SdkHttpClient {

  private final SdkHttpClient real = AwsCrtHttpClient.create();
  private final AtomicInteger toLose = new AtomicInteger();

  /** Loses the answers of the next so many requests. */
  public void loseNext(int answers) {
    toLose.set(answers);
  }

  /** How many answers are yet to be lost. */
  public int left() {
    return toLose.get();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest call = real.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        HttpExecuteResponse response = call.call();
        if (toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          response.responseBody().ifPresent(body -> body.abort());
          throw new IOException("the answer is lost");
        }
        return response;
      }

      @Override
      public void abort() {
        call.abort();
      }
    };
  }

  @Override
  public void close() {
    real.close();
  }
}
