// Orders, as other sellers send them.
const { z } = require("zod");

const Order = z.object({ id: z.number(), mail: z.email(), cents: z.number() });

async function importOrder(order) {
  const { id, cents } = Order.parse(order);
  return `${id}: ${cents}`;
}

module.exports = { importOrder };
