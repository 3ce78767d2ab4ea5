import type { Decimal } from "../api/types";
import { formatDecimal, signOf } from "../format/decimal";

interface MoneyProps {
  value: Decimal | undefined;
  digits?: number;
  /** A difference: with its sign, and in colour when negative. */
  signed?: boolean;
  /** A level that should not be negative: in colour when it is. */
  toned?: boolean;
}

/** A decimal in columns of equal digits; the exact text on hovering. */
export function Money({ value, digits = 2, signed = false, toned = false }: MoneyProps) {
  const sign = signOf(value);
  const tone = (signed || toned) && sign < 0 ? " negative" : "";
  return (
    <span class={`num${tone}`} title={value === undefined ? "no figure" : formatDecimal(value)}>
      {signed && sign > 0 ? "+" : ""}
      {formatDecimal(value, digits)}
    </span>
  );
}
