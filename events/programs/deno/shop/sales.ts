// Reads the files of sales.

export interface Sale {
  sku: string;
  cents: number;
}

const folder = "/home/alice/shop/sales";

export async function readSales(month: number): Promise<Sale[]> {
  const text = await readMonth(String(month).padStart(2, "0"));
  return JSON.parse(text) as Sale[];
}

async function readMonth(month: string): Promise<string> {
  return await Deno.readTextFile(`${folder}/${month}.json`);
}
