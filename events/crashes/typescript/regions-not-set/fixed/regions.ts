// Which regions this shop delivers to, from its environment.
interface Region {
  code: string;
  express: boolean;
}

function readRegions(variable: string): Region[] {
  const text = Deno.env.get(variable) ?? "";
  return text.split(",").map((part) => ({
    code: part.replace("!", ""),
    express: part.endsWith("!"),
  }));
}

function describe(variable: string): string {
  const regions = readRegions(variable);
  return `${regions.length} regions, ${regions.filter((region) => region.express).length} express`;
}

export function main() {
  Deno.env.set("SHOP_REGIONS", "AT!,DE,CH");
  console.log(describe("SHOP_REGIONS"));
  console.log(describe("SHOP_PICKUP_REGIONS"));
}
