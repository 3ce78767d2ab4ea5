import type { Decimal } from "../api/types";

/** An exact decimal: units * 10^-scale. */
interface Exact {
  units: bigint;
  scale: number;
}

const pattern = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** Reads a decimal text exactly; undefined when it is none. */
export function parseDecimal(text: string): Exact | undefined {
  const match = pattern.exec(text.trim());
  if (!match) return undefined;
  const fraction = match[3] ?? "";
  const units = BigInt(match[2]! + fraction);
  return { units: match[1] === "-" ? -units : units, scale: fraction.length };
}

/** True for a text that the server would read as a decimal. */
export const isDecimal = (text: string): boolean => parseDecimal(text) !== undefined;

function raise(value: Exact, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}

/** Negative, zero or positive as a is below, equal to or above b. What is missing or unreadable comes after everything else. */
export function compareDecimal(a: Decimal | undefined, b: Decimal | undefined): number {
  const left = a === undefined ? undefined : parseDecimal(a);
  const right = b === undefined ? undefined : parseDecimal(b);
  if (!left || !right) return (left ? 0 : 1) - (right ? 0 : 1);
  const scale = Math.max(left.scale, right.scale);
  const difference = raise(left, scale) - raise(right, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The sign: -1, 0 or 1; 0 for what is missing. */
export const signOf = (value: Decimal | undefined): number => (value === undefined || !isDecimal(value) ? 0 : compareDecimal(value, "0"));

/** Exact sum of a and b. */
export function addDecimal(a: Decimal, b: Decimal): Decimal {
  const left = parseDecimal(a) ?? { units: 0n, scale: 0 };
  const right = parseDecimal(b) ?? { units: 0n, scale: 0 };
  const scale = Math.max(left.scale, right.scale);
  return render(raise(left, scale) + raise(right, scale), scale);
}

/** Exact difference a - b. */
export const subtractDecimal = (a: Decimal, b: Decimal): Decimal => addDecimal(a, b.startsWith("-") ? b.slice(1) : `-${b}`);

function render(units: bigint, scale: number): Decimal {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const text = scale === 0 ? whole : `${whole}.${digits.slice(digits.length - scale)}`;
  return negative ? `-${text}` : text;
}

function group(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** Grouped by thousands, with exactly as many digits after the point as told, rounded half away from zero; as many as there are when not told. */
export function formatDecimal(value: Decimal | undefined, digits?: number): string {
  if (value === undefined) return "–";
  const exact = parseDecimal(value);
  if (!exact) return value;
  let { units, scale } = exact;
  if (digits !== undefined && digits < scale) {
    const divisor = 10n ** BigInt(scale - digits);
    const half = divisor / 2n;
    units = (units + (units < 0n ? -half : half)) / divisor;
    scale = digits;
  }
  const [whole, fraction = ""] = render(units, scale).replace("-", "").split(".");
  const shown = digits === undefined ? fraction : fraction.padEnd(digits, "0");
  // A minus of typographic width lines up with the digits.
  return `${units < 0n ? "−" : ""}${group(whole!)}${shown === "" ? "" : `.${shown}`}`;
}

/** As a float, for charts and bars only. */
export const toNumber = (value: Decimal | undefined): number => (value === undefined ? Number.NaN : Number(value));

/** A share as a percentage with so many digits: "0.0123" is "1.23 %". */
export function formatShare(value: Decimal | undefined, digits = 2, signed = false): string {
  if (value === undefined) return "–";
  const exact = parseDecimal(value);
  if (!exact) return value;
  const text = formatDecimal(render(exact.units * 100n, exact.scale), digits);
  return `${signed && exact.units > 0n ? "+" : ""}${text} %`;
}
