// The shop's pages, served by Express.
const http = require("node:http");
const express = require("express");
const Sentry = require("@sentry/node");
const { describeCart } = require("./cart");

function createShop() {
  const app = express();
  app.get("/cart/:id", (request, response) => {
    console.log("showing cart", request.params.id);
    response.json(describeCart(request.params.id));
  });
  Sentry.setupExpressErrorHandler(app);
  app.use((error, request, response, next) => {
    response.status(500).end("sorry");
  });
  return app;
}

function requestCartPage() {
  return new Promise((resolve) => {
    const server = createShop().listen(8087, "127.0.0.1", () => {
      const options = {
        port: 8087,
        path: "/cart/5521?coupon=TEATIME",
        headers: {
          host: "shop.example",
          cookie: "session=a1b2c3d4e5f6; theme=dark",
          "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/128.0",
        },
      };
      http.get(options, (response) => {
        response.resume();
        response.on("end", () => server.close(resolve));
      });
    });
  });
}

module.exports = { requestCartPage };
