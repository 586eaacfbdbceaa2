// The stock, which another service keeps.
function reserve(sku, count) {
  return Promise.reject({ code: "OUT_OF_STOCK", sku, count, contact: "office@tea.example" });
}

module.exports = { reserve };
