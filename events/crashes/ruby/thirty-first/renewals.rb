# When subscriptions are renewed: on the same day of the next month.
require "date"

class Subscription
  def initialize(start)
    @start = start
  end

  def renewal
    Date.new(@start.year, @start.month + 1, @start.day)
  end
end

def renewals(starts)
  starts.map { |start| Subscription.new(start).renewal.iso8601 }
end

def main
  puts renewals([Date.new(2026, 10, 21)])
  puts renewals([Date.new(2026, 10, 31)])
end
