package dev.eventfix.metrics;

import java.util.List;

class RecordingBackendTest extends MetricsBackendContract {

  private final RecordingBackend backend = new RecordingBackend();

  @Override
  protected MetricsBackend backend() {
    return backend;
  }

  @Override
  protected List<Measurement> written() {
    return backend.written();
  }
}
