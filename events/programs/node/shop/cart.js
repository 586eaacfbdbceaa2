// Carts and the articles in them.
const articles = {
  "TEA-01": { name: "Assam", price: { cents: 1290 } },
  "CUP-07": { name: "Cup" }, // its price was never entered
};

const carts = {
  5521: [
    { sku: "TEA-01", count: 2 },
    { sku: "CUP-07", count: 1 },
  ],
};

function describeCart(id) {
  const lines = carts[id].map(describeLine);
  return { id, lines, cents: lines.reduce((sum, line) => sum + line.cents, 0) };
}

function describeLine({ sku, count }) {
  const article = articles[sku];
  return { name: article.name, count, cents: count * article.price.cents };
}

module.exports = { describeCart };
