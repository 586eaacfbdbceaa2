// Reserves products from the stock.
interface Place {
  shelf: string;
  count: number;
}

const stock = new Map<string, Place>([
  ["TEA-01", { shelf: "A3", count: 12 }],
  ["CUP-07", { shelf: "B1", count: 2 }],
]);

function available(sku: string): number {
  const place = stock.get(sku)!;
  return place.count;
}

function canDeliver(order: Map<string, number>): boolean {
  for (const [sku, wanted] of order) {
    if (available(sku) < wanted) {
      return false;
    }
  }
  return true;
}

export function main() {
  console.log(canDeliver(new Map([["TEA-01", 2]])));
  console.log(canDeliver(new Map([["TEA-01", 1], ["POT-03", 1]])));
}
