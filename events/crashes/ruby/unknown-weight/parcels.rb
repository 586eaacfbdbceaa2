# Sorts the parcels of a tour by weight.
Parcel = Struct.new(:id, :grams)

class Tour
  def initialize(parcels)
    @parcels = parcels
  end

  def heaviest
    @parcels.map(&:grams).max
  end

  def summary
    "#{@parcels.size} parcels, the heaviest has #{heaviest} g"
  end
end

def main
  puts Tour.new([Parcel.new(1, 850), Parcel.new(2, 1200)]).summary
  puts Tour.new([Parcel.new(3, 400), Parcel.new(4, nil)]).summary
end
