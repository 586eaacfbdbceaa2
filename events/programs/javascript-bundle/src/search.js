// Searches while the visitor types.
import debounce from "lodash/debounce.js";

const engines = { fast: undefined };

export function searchSoon() {
  const search = debounce(engines.fast, 100);
  search("green tea");
}
