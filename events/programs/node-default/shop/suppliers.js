// Asks suppliers for their prices.
async function price(sku) {
  const answer = await fetch(`http://127.0.0.1:8087/prices/${sku}`);
  return answer.text();
}

module.exports = { price };
