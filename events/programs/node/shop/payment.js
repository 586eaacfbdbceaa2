// Pays orders through the payment service.
const Sentry = require("@sentry/node");

const slowLimit = 2000;

function pay(order) {
  Sentry.addBreadcrumb({ category: "payment", message: `paying order ${order.id}` });
  const milliseconds = askService(order);
  if (milliseconds > slowLimit) {
    warnSlow(order, milliseconds);
  }
}

function askService(order) {
  return 1000 + order.cents;
}

function warnSlow(order, milliseconds) {
  Sentry.captureMessage(`payment of order ${order.id} took ${milliseconds} ms`, "warning");
}

module.exports = { pay };
