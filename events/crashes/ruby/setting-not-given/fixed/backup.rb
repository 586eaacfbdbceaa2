# Plans the backups of the shop's data.
class Backup
  def initialize(settings)
    @settings = settings
  end

  def hours_between
    @settings.fetch(:every_hours, 24)
  end

  def plan
    (0...24).step(hours_between).map { |hour| format("%02d:00", hour) }
  end
end

def main
  puts Backup.new({ target: "archive", every_hours: 8 }).plan.join(" ")
  puts Backup.new({ target: "archive" }).plan.join(" ")
end
