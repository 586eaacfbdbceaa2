# Runs one failing case of the shop, named by the first argument, in a Rails application.

require_relative "../config/application"
require "rack/mock"

Rails.application.initialize!
ActiveRecord::Schema.verbose = false
ActiveRecord::Schema.define { create_table(:orders) { |table| table.string :mail } }

Rack::MockRequest.new(Rails.application).get(
  "http://shop.example/orders/#{ARGV.fetch(0)}?lang=de", "HTTP_USER_AGENT" => "curl/8.5.0"
)
