// The daily report of the till.
function sumByKind(bookings) {
  const totals = {};
  const count = 0;
  for (const booking of bookings) {
    totals[booking.kind] = (totals[booking.kind] ?? 0) + booking.cents;
    count += 1;
  }
  return { totals, count };
}

function report(day, bookings) {
  const { totals, count } = sumByKind(bookings);
  const lines = Object.entries(totals).map(([kind, cents]) => `${kind}: ${cents}`);
  return [`${day}: ${count} bookings`, ...lines].join("\n");
}

function main() {
  console.log(report("2026-11-20", []));
  console.log(report("2026-11-21", [{ kind: "cash", cents: 1290 }, { kind: "card", cents: 800 }]));
}

module.exports = { main };
