// The cart. Case "checkout": a property of undefined, thrown by a click and not handled.
import { addVat } from "./prices.js";

const cart = [];

export function addArticle(sku, count) {
  cart.push({ sku, count });
  const line = document.createElement("li");
  line.textContent = `${count} x ${sku}`;
  document.getElementById("cart").append(line);
  console.info("added to the cart:", sku, count);
}

export function checkOut() {
  const cents = cart.map(linePrice).reduce((sum, price) => sum + price, 0);
  console.info("total", cents);
}

function linePrice(line) {
  return line.count * addVat(line.sku);
}
