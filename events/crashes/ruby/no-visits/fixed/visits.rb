# How long visitors stay, by page.
class Page
  attr_reader :name

  def initialize(name, seconds)
    @name = name
    @seconds = seconds
  end

  def mean_seconds
    return 0 if @seconds.empty?

    @seconds.sum / @seconds.size
  end
end

def report(pages)
  pages.map { |page| "#{page.name}: #{page.mean_seconds} s" }.join("\n")
end

def main
  puts report([Page.new("start", [31, 28])])
  puts report([Page.new("imprint", [])])
end
