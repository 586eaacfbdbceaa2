# Reads what the scales of the warehouse report.
class Scales
  def initialize
    @grams = []
  end

  def parse(line)
    Integer(line.strip)
  end

  def read(lines)
    lines.each { |line| @grams << parse(line) }
    @grams.sum
  end
end

def main
  puts Scales.new.read(["850", " 1200 "])
  puts Scales.new.read(["850 g", "1200"])
end
