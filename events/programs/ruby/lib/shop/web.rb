require "rack/mock"
require "sinatra/base"

module Shop
  ORDERS = {
    "76" => { mail: "maria.huber@example.com" },
    "77" => {} # ordered as a guest
  }.freeze

  # The shop's pages.
  class Web < Sinatra::Base
    use Sentry::Rack::CaptureExceptions
    set :environment, :production
    set :raise_errors, true
    set :show_exceptions, false

    get "/orders/:id" do
      "Sent to #{Shop.greeting(ORDERS.fetch(params[:id]))}"
    end
  end

  def self.greeting(order)
    order[:mail].downcase
  end

  # Sends one request through the whole application.
  def self.request_order_page
    Rack::MockRequest.new(Web).get(
      "http://shop.example/orders/77?lang=de",
      "HTTP_USER_AGENT" => "curl/8.5.0",
      "HTTP_COOKIE" => "session=a1b2c3d4e5f6",
      "HTTP_AUTHORIZATION" => "Bearer #{%w[tea shop 9f86d081884c7d65].join('_')}",
      "REMOTE_ADDR" => "203.0.113.9"
    )
  rescue NoMethodError
    puts "the page failed, as it should"
  end
end
