// The shop's pages, served by Express.
const http = require("node:http");
const express = require("express");
const Sentry = require("@sentry/node");

function createShop() {
  const app = express();
  app.get("/orders/:id", (request, response) => {
    answer(response, { state: "late" });
  });
  Sentry.setupExpressErrorHandler(app);
  return app;
}

function answer(response, order) {
  const codes = { paid: 200, sent: 200 };
  response.status(codes[order.state]).json(order);
}

async function requestOrderPage() {
  const server = createShop().listen(8087, "127.0.0.1", () => {
    http.get({ port: 8087, path: "/orders/77?lang=de" }, (response) => {
      response.resume();
      response.on("end", () => server.close());
    });
  });
}

module.exports = { requestOrderPage };
