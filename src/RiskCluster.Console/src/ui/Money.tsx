import type { Decimal } from "../api/types";
import { formatDecimal, signOf } from "../format/decimal";

interface MoneyProps {
  value: Decimal | undefined;
  digits?: number;
  /** Marks a loss or a shortfall: by colour, by its sign and in words for those who listen. */
  signed?: boolean;
}

/** A decimal in columns of equal digits; the exact text on hovering. */
export function Money({ value, digits = 2, signed = false }: MoneyProps) {
  const sign = signOf(value);
  const tone = signed && sign < 0 ? " negative" : "";
  return (
    <span class={`num${tone}`} title={value === undefined ? "no figure" : formatDecimal(value)}>
      {signed && sign > 0 ? "+" : ""}
      {formatDecimal(value, digits)}
    </span>
  );
}
