# Titles of products, with marks for what is new.
TITLES = {
  "TEA-01" => "Green tea".dup,
  "CUP-07" => "Cup".freeze,
}

class Catalog
  def initialize(fresh)
    @fresh = fresh
  end

  def title(sku)
    title = TITLES.fetch(sku)
    title += " (new)" if @fresh.include?(sku)
    title
  end
end

def main
  puts Catalog.new(["TEA-01"]).title("TEA-01")
  puts Catalog.new(["CUP-07"]).title("CUP-07")
end
