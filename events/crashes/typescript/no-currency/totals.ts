// Prints totals in the currency of each market.
interface Market {
  name: string;
  locale: string;
  currency?: string;
}

function money(market: Market, cents: number): string {
  const style = { style: "currency", currency: market.currency ?? "" } as const;
  const format = new Intl.NumberFormat(market.locale, style);
  return format.format(cents / 100);
}

function totals(markets: Market[], cents: number): string {
  return markets.map((market) => `${market.name}: ${money(market, cents)}`).join("\n");
}

export function main() {
  const markets: Market[] = [{ name: "Vienna", locale: "de-AT", currency: "EUR" }];
  console.log(totals(markets, 1290));
  markets.push({ name: "Market days", locale: "de-AT" });
  console.log(totals(markets, 1290));
}
