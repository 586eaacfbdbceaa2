package dev.eventfix.metrics;

import java.util.List;

class RecordingBackendTest extends MetricsBackendContract {

  private final RecordingBackend backend = new RecordingBackend();

  @Override
  MetricsBackend backend() {
    return backend;
  }

  @Override
  List<Measurement> written() {
    return backend.written();
  }
}
