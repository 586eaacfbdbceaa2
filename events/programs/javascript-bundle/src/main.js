// The shop's page. SHOP_DSN is set by the build; the address says which case it shows: ?case=parse
import * as Sentry from "@sentry/react";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { readCart } from "./cart.js";
import { searchSoon } from "./search.js";
import { reserve } from "./stock.js";
import { Shop } from "./Shop.js";

Sentry.init({ dsn: SHOP_DSN });

const cases = {
  // The engine's JSON parser throws in a callback of the engine's Array.prototype.map.
  parse: () => readCart(['{"sku":"TEA-01","count":2}', '{"sku":"CUP-07","count":}']),
  // A library throws that lies in another file.
  vendor: () => searchSoon(),
  // A promise is rejected with an object that is no error.
  object: () => reserve("TEA-01", 12),
  // A component throws while React renders it.
  render: () => createRoot(document.getElementById("shop")).render(createElement(Shop)),
};

const button = document.getElementById("press");
button.addEventListener("click", cases[new URLSearchParams(location.search).get("case")]);
setTimeout(() => button.click(), 200);
