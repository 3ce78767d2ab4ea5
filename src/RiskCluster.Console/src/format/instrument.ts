const expiry = /^(\d{1,2})([A-Z]{3})(\d{2})$/;
const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/** The expiry's label within an instrument's name, such as 25DEC26; undefined for a perpetual or a coin. */
export const expiryOf = (instrument: string): string | undefined => instrument.split("-").find((part) => expiry.test(part));

/** The coin of an instrument's name: BTC of BTC_USDC-26DEC25-100000-C. */
export const underlyingOf = (instrument: string): string => instrument.split(/[-_]/)[0] ?? instrument;

/** A number that sorts labels of expiries by time; what never expires comes last. */
export function expiryOrder(label: string): number {
  const match = expiry.exec(label);
  return match ? (2000 + Number(match[3])) * 10_000 + months.indexOf(match[2]!) * 100 + Number(match[1]) : Number.MAX_SAFE_INTEGER;
}
