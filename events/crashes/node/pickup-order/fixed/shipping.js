// What shipping costs, by the customer's country.
const RATES = { AT: 490, DE: 690, CH: 1290 };

function shippingCents(order) {
  if (!order.shipping) {
    return 0;
  }
  const country = order.shipping.address.country;
  return RATES[country] ?? 1990;
}

function invoiceTotal(order) {
  const goods = order.items.reduce((sum, item) => sum + item.cents, 0);
  return goods + shippingCents(order);
}

function main() {
  const orders = [
    { id: 1, items: [{ cents: 1290 }], shipping: { address: { country: "AT" } } },
    { id: 2, items: [{ cents: 800 }], pickup: "Vienna" },
  ];
  for (const order of orders) {
    console.log(order.id, invoiceTotal(order));
  }
}

module.exports = { main };
