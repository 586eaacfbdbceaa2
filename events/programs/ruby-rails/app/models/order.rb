# An order of the shop.
class Order < ActiveRecord::Base
  validates :mail, presence: true

  def self.late(days)
    where("day < ?", days).to_a
  end
end
