module Shop
  class DiscountError < StandardError; end

  # A discount that several customers share.
  class Discount
    def initialize(percent:)
      @percent = percent
    end

    def share_among(customers)
      log = Sentry::Breadcrumb.new(category: "discount", message: "sharing #{@percent} %")
      Sentry.add_breadcrumb(log)
      { percent: percent_each(customers), customers: customers }
    rescue ZeroDivisionError
      raise DiscountError, "cannot share #{@percent} % among #{customers.size} customers"
    end

    private

    def percent_each(customers)
      @percent / customers.size
    end
  end
end
