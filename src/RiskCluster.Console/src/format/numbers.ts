/** Floats of the API (Greeks, P&L of scenarios) for people: four significant digits and more where the number is large. */
export function formatFloat(value: number, digits?: number): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  const shown = digits ?? (size >= 1000 ? 0 : size >= 10 ? 2 : size >= 0.01 || size === 0 ? 4 : 6);
  const text = size.toLocaleString("en-US", { minimumFractionDigits: shown, maximumFractionDigits: shown });
  return `${value < 0 && Number(text.replaceAll(",", "")) !== 0 ? "−" : ""}${text}`;
}

/** A size: as many digits as it has, up to six after the point. */
export function formatSize(value: number): string {
  const text = Math.abs(value).toLocaleString("en-US", { maximumFractionDigits: 6 });
  return `${value < 0 && text !== "0" ? "−" : ""}${text}`;
}

/** A number of things: "1 task", "20 tasks". */
export const formatCount = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

const steps: [number, string][] = [[1e9, "B"], [1e6, "M"], [1e3, "k"]];

/** Short: 1.23M, −45.6k. For axes and cells of charts. */
export function formatShort(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  for (const [unit, name] of steps) {
    if (size < unit * 0.9995) continue;
    const scaled = size / unit;
    return `${sign}${scaled.toFixed(scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2)}${name}`;
  }
  return size < 0.5 ? "0" : `${sign}${size.toFixed(0)}`;
}

/** A relative move as a signed percentage: 0.1 is "+10 %". */
export function formatMove(value: number): string {
  const percent = Math.round(value * 1000) / 10;
  return `${percent > 0 ? "+" : percent < 0 ? "−" : ""}${Math.abs(percent)} %`;
}

/** The words of a name in snake_case, the first with a capital. */
export function words(name: string): string {
  const text = name.replaceAll("_", " ").trim();
  return text === "" ? "" : text[0]!.toUpperCase() + text.slice(1);
}
