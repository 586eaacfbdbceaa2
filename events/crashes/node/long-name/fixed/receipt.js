// Prints a receipt of a fixed width.
const WIDTH = 24;

function line(name, cents) {
  const price = (cents / 100).toFixed(2);
  const gap = " ".repeat(Math.max(1, WIDTH - name.length - price.length));
  return name + gap + price;
}

function receipt(items) {
  return items.map((item) => line(item.name, item.cents)).join("\n");
}

function main() {
  console.log(receipt([{ name: "Green tea", cents: 1290 }]));
  console.log(receipt([{ name: "Japanese tea pot, cast iron", cents: 8900 }]));
}

module.exports = { main };
