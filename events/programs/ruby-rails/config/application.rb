require "logger"
require "rails"
require "active_record/railtie"
require "action_controller/railtie"
require "sentry-ruby"
require "sentry-rails"

# What the SDK's guide for Rails sets, and nothing else.
Sentry.init do |config|
  config.dsn = ENV.fetch("SENTRY_DSN")
  config.breadcrumbs_logger = [:active_support_logger]
end

module Shop
  class Application < Rails::Application
    config.root = File.expand_path("..", __dir__)
    config.eager_load = true
    config.secret_key_base = "only-for-the-example"
    config.logger = Logger.new(File::NULL)

    routes.append do
      get "/orders/save", to: "orders#save"
      get "/orders/column", to: "orders#column"
    end
  end
end

ENV["DATABASE_URL"] = "sqlite3::memory:"
