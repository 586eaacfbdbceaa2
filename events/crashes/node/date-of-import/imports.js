// Imports orders from a file of the old shop.
function toIso(text) {
  const date = new Date(text);
  return date.toISOString().slice(0, 10);
}

function importRow(row) {
  const [id, ordered, cents] = row.split(";");
  return { id: Number(id), ordered: toIso(ordered), cents: Number(cents) };
}

function main() {
  const rows = ["7714;2026-11-20;1290", "7715;31.11.2026 9 Uhr;800"];
  for (const row of rows) {
    console.log(importRow(row));
  }
}

module.exports = { main };
