import { signal } from "@preact/signals";

export type Theme = "dark" | "light";

const place = "riskcluster.theme";
const system = (): Theme => (matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark");

function chosen(): Theme | undefined {
  const text = localStorage.getItem(place);
  return text === "dark" || text === "light" ? text : undefined;
}

/** What is shown: the reader's choice, else the system's. */
export const theme = signal<Theme>("dark");

function apply(value: Theme): void {
  theme.value = value;
  document.documentElement.dataset["theme"] = value;
}

export function startTheme(): void {
  apply(chosen() ?? system());
  matchMedia("(prefers-color-scheme: light)").addEventListener("change", () => {
    if (chosen() === undefined) apply(system());
  });
}

/** Turns to the other one and remembers it. */
export function toggleTheme(): void {
  const other: Theme = theme.peek() === "dark" ? "light" : "dark";
  localStorage.setItem(place, other);
  apply(other);
}

/** A colour of the theme, for charts, which draw for themselves. */
export const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
