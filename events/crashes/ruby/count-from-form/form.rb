# Adds what people typed into the form to the cart.
class Cart
  attr_reader :pieces

  def initialize
    @pieces = 0
  end

  def add(count)
    @pieces += count
  end

  def add_form(fields)
    fields.each { |name, value| add(value) if name.start_with?("count") }
  end
end

def main
  cart = Cart.new
  cart.add(2)
  puts cart.pieces
  cart.add_form({ "count-TEA-01" => "3", "note" => "a gift" })
  puts cart.pieces
end
