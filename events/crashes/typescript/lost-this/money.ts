// Formats amounts of money in the shop's currency.
class MoneyFormat {
  constructor(private readonly currency: string) {}

  format(cents: number): string {
    return `${(cents / 100).toFixed(2)} ${this.currency}`;
  }
}

function priceList(cents: number[], show: (cents: number) => string): string {
  return cents.map((each) => show(each)).join(", ");
}

export function main() {
  const money = new MoneyFormat("EUR");
  console.log(money.format(1290));
  console.log(priceList([1290, 800, 8900], money.format));
}
