// Adds up a ledger; sums may exceed what a number holds exactly.
interface Booking {
  account: string;
  cents: number;
}

function balance(bookings: Booking[], account: string): bigint {
  let sum = 0n;
  for (const booking of bookings) {
    if (booking.account === account) {
      sum = sum + BigInt(booking.cents);
    }
  }
  return sum;
}

function statement(bookings: Booking[], accounts: string[]): string {
  return accounts.map((account) => `${account}: ${balance(bookings, account)}`).join("\n");
}

export function main() {
  const bookings = [{ account: "till", cents: 1290 }, { account: "till", cents: 800 }];
  console.log(statement(bookings, ["bank", "till"]));
}
