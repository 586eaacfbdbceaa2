// The monthly report of the shop's sales.
import { readSales, type Sale } from "./sales.ts";

export interface ReportOrder {
  month: number;
  readers: string[];
}

export class ReportError extends Error {
  override name = "ReportError";

  constructor(readonly order: ReportOrder, cause: unknown) {
    super(`no report for ${order.readers.join(", ")}`, { cause });
  }
}

export async function sendMonthlyReport(order: ReportOrder): Promise<void> {
  console.log("making the report of month", order.month);
  try {
    const sales = await readSales(order.month);
    console.log("total", total(sales));
  } catch (error) {
    throw new ReportError(order, error);
  }
}

function total(sales: Sale[]): number {
  return sales.reduce((sum, sale) => sum + sale.cents, 0);
}
