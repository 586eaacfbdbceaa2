# Runs the program of one case; what it does not handle ends it and is reported.

require "sentry-ruby"

Sentry.init do |config|
  config.dsn = ENV.fetch("SENTRY_DSN")
  config.release = "shop@1.4.2"
  config.environment = "production"
  config.server_name = "web-1"
  config.background_worker_threads = 0
  config.capture_exception_frame_locals = true
  # Leaves out the operating system, which names the build of the kernel.
  config.before_send = ->(event, _hint) { event.tap { event.contexts.delete(:os) } }
end

require_relative "app/PROGRAM"

begin
  main
rescue StandardError, SystemStackError => error
  Sentry.capture_exception(error)
  warn error.full_message
  exit 1
end
