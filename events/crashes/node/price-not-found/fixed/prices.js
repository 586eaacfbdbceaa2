// Prices of a list of wishes.
const PRICES = [
  { sku: "TEA-01", cents: 1290 },
  { sku: "CUP-07", cents: 800 },
];

function priceOf(sku) {
  const entry = PRICES.find((price) => price.sku === sku);
  return entry ? entry.cents : 0;
}

function sumOfWishes(wishes) {
  let sum = 0;
  for (const wish of wishes) {
    sum += priceOf(wish.sku) * wish.count;
  }
  return sum;
}

function main() {
  console.log(sumOfWishes([{ sku: "TEA-01", count: 2 }]));
  console.log(sumOfWishes([{ sku: "POT-03", count: 1 }]));
}

module.exports = { main };
