// The shop's page. SHOP_DSN is set by the build; the address says which button the visitor presses: ?press=checkout
import * as Sentry from "@sentry/browser";
import { addArticle, checkOut } from "./cart.js";
import { logIn } from "./account.js";

const parameters = new URLSearchParams(location.search);

Sentry.init({
  dsn: SHOP_DSN,
  release: "shop@1.4.2",
  environment: "production",
});

document.getElementById("checkout").addEventListener("click", () => checkOut());
document.getElementById("login").addEventListener("click", () => {
  logIn("maria.huber@example.com", "teatime1");
});

addArticle("TEA-01", 2);
addArticle("CUP-07", 1);
setTimeout(() => document.getElementById(parameters.get("press")).click(), 200);
