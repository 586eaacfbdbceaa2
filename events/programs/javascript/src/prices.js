// The prices, with the value added tax of each kind of article.
const articles = {
  "TEA-01": { cents: 1173, kind: "food" },
  "CUP-07": { cents: 742, kind: "ware" },
};

const vat = { food: { percent: 10 } }; // "ware" is missing

export function addVat(sku) {
  const { cents, kind } = articles[sku];
  return Math.round((cents * (100 + vat[kind].percent)) / 100);
}
