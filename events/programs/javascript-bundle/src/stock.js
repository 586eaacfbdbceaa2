// The stock, which another service keeps.
export function reserve(sku, count) {
  return Promise.reject({ code: "OUT_OF_STOCK", sku, count, contact: "office@tea.example" });
}
