// The path of a category, from the root to itself.
const CATEGORIES = new Map([
  ["tea", { name: "Tea", parent: null }],
  ["green", { name: "Green tea", parent: "tea" }],
  ["sale", { name: "Sale", parent: "season" }],
  ["season", { name: "Season", parent: "sale" }],
]);

function pathOf(key, seen = new Set()) {
  const category = CATEGORIES.get(key);
  if (category.parent === null || seen.has(key)) {
    return [category.name];
  }
  return [...pathOf(category.parent, seen.add(key)), category.name];
}

function breadcrumb(key) {
  return pathOf(key).join(" / ");
}

function main() {
  console.log(breadcrumb("green"));
  console.log(breadcrumb("sale"));
}

module.exports = { main };
