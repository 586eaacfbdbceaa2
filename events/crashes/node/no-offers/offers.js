// The best offer of all suppliers for a product.
function cheapest(offers) {
  return offers.reduce((best, offer) => (offer.cents < best.cents ? offer : best));
}

function describeOffer(sku, suppliers) {
  const offers = suppliers.flatMap((supplier) =>
    supplier.offers.filter((offer) => offer.sku === sku),
  );
  const best = cheapest(offers);
  return best ? `${sku}: ${best.cents}` : `${sku}: not offered`;
}

function main() {
  const suppliers = [
    { offers: [{ sku: "TEA-01", cents: 700 }] },
    { offers: [{ sku: "TEA-01", cents: 640 }, { sku: "CUP-07", cents: 310 }] },
  ];
  for (const sku of ["TEA-01", "POT-03"]) {
    console.log(describeOffer(sku, suppliers));
  }
}

module.exports = { main };
