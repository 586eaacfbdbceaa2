// Runs one failing case of the shop, named by the first argument.
require("./instrument");

const cases = {
  // A library throws in a page's handler; the program does not handle it.
  express: () => require("./shop/web").requestOrderPage(),

  // A file is missing: Node's own module throws, and nobody handles it.
  file: async () => setImmediate(() => require("./shop/labels").printLabel(5521)),

  // The engine's JSON parser throws, two calls below the shop's handler of events.
  json: async () => require("./shop/messages").receive('{"sku": "TEA-01", "count": }'),

  // A library refuses what was sent; the promise is rejected.
  zod: async () => {
    require("./shop/orders").importOrder({ id: 77, mail: "franz.mayr@example.com", cents: "25,80" });
  },

  // A promise is rejected with an object that is no error.
  object: async () => {
    require("./shop/stock").reserve("TEA-01", 12);
  },

  // The supplier's server is not there: only Node's own frames, and the shop's behind await.
  fetch: () => require("./shop/suppliers").price("TEA-01"),
};

cases[process.argv[2]]();
setTimeout(() => {}, 3000);
