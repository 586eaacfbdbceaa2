# Receipts of the till.
class Receipts
  def initialize(orders)
    @orders = orders
  end

  def address_of(order)
    order.dig(:customer, :email).to_s.downcase
  end

  def lines
    @orders.map { |order| "#{order[:id]}: #{address_of(order)}" }
  end
end

def main
  orders = [{ id: 7714, customer: { email: "Maria@shop.example" } }]
  puts Receipts.new(orders).lines
  orders << { id: 7715, total: 1290 }
  puts Receipts.new(orders).lines
end
