// Builds the index of the search from the rows of a spreadsheet.
interface Row {
  sku: string;
  title: string;
}

function indexKey(row: Row): string {
  return String(row.sku).toUpperCase() + " " + row.title.toUpperCase();
}

function buildIndex(json: string): Map<string, Row> {
  const rows = JSON.parse(json) as Row[];
  const index = new Map<string, Row>();
  for (const row of rows) {
    index.set(indexKey(row), row);
  }
  return index;
}

export function main() {
  console.log(buildIndex('[{"sku": "tea-01", "title": "Green tea"}]').size);
  console.log(buildIndex('[{"sku": 4711, "title": "Eau de thé"}]').size);
}
