// The cart, as it was stored.
export function readCart(lines) {
  const cart = lines.map((line) => JSON.parse(line));
  document.getElementById("shop").textContent = `${cart.length} articles`;
}
