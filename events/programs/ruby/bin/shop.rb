# Runs one failing case of the shop, named by the first argument.

require "sentry-ruby"
require_relative "../lib/shop/discount"
require_relative "../lib/shop/web"

Sentry.init do |config|
  config.dsn = ENV.fetch("SENTRY_DSN")
  config.release = "shop@1.4.2"
  config.environment = "production"
  config.server_name = "web-1"
  config.breadcrumbs_logger = [:sentry_logger]
  config.background_worker_threads = 0
  config.capture_exception_frame_locals = true
  config.send_default_pii = true
  # Leaves out the operating system, which names the build of the kernel.
  config.before_send = ->(event, _hint) { event.tap { event.contexts.delete(:os) } }
end

# A division by zero as the cause of the shop's own error.
def cause
  Shop::Discount.new(percent: 10).share_among([])
rescue Shop::DiscountError => error
  Sentry.capture_exception(error)
end

# A method called on nil in a Sinatra page; the program does not handle it.
def rack
  Shop.request_order_page
end

case ARGV.fetch(0)
when "cause" then cause
when "rack" then rack
else abort "no case #{ARGV.first}"
end
