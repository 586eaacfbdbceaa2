// Runs one failing case of the shop, named by the first argument.
const Sentry = require("@sentry/node");

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  release: "shop@1.4.2",
  environment: "production",
  serverName: "web-1",
  attachStacktrace: true,
  // Leaves out the operating system, which names the build of the kernel.
  integrations: [Sentry.nodeContextIntegration({ os: false })],
});

const cases = {
  // A property of undefined in an Express handler; the program does not handle it.
  async express() {
    const { requestCartPage } = require("./shop/web");
    await requestCartPage();
  },

  // An unhandled rejection: an error whose cause is an error whose cause is a parse error.
  async cause() {
    const { loadConfiguration } = require("./shop/configuration");
    loadConfiguration("payment");
    await new Promise((resolve) => setTimeout(resolve, 1000));
  },

  // An AggregateError: all three mirrors refuse the connection.
  async aggregate() {
    const { fetchPrices } = require("./shop/mirrors");
    try {
      await fetchPrices();
    } catch (error) {
      Sentry.captureException(error, { tags: { job: "prices" }, level: "warning" });
    }
  },

  // A message that carries the stack of the place that sent it.
  async message() {
    const { pay } = require("./shop/payment");
    Sentry.setUser({ id: "42", email: "maria.huber@example.com", ip_address: "203.0.113.9" });
    pay({ id: 77, cents: 2580 });
  },
};

cases[process.argv[2]]().then(() => Sentry.flush(2000)).then(() => process.exit(0));
