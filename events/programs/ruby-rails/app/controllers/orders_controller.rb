# The shop's pages.
class OrdersController < ActionController::Base
  # Rails refuses to save; nobody handles it.
  def save
    render json: save_order(mail: "")
  end

  # The database has no such column: Rails's exception has the driver's as its cause.
  def column
    render json: Order.late(3)
  end

  private

  def save_order(values)
    Order.new(values).tap(&:save!)
  end
end
