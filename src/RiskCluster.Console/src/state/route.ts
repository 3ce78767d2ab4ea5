import { signal } from "@preact/signals";

/** Where the reader is: the path's parts, decoded, and the query. */
export interface Route {
  parts: string[];
  query: URLSearchParams;
}

export function parseRoute(hash: string): Route {
  const text = hash.replace(/^#\/?/, "");
  const [path = "", query = ""] = text.split("?", 2);
  return { parts: path.split("/").filter((part) => part !== "").map(safeDecode), query: new URLSearchParams(query) };
}

function safeDecode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const route = signal<Route>(parseRoute(typeof location === "undefined" ? "" : location.hash));

export function startRouting(): () => void {
  const read = (): void => {
    route.value = parseRoute(location.hash);
  };
  addEventListener("hashchange", read);
  return () => removeEventListener("hashchange", read);
}

export const go = (hash: string): void => {
  location.hash = hash;
};

/** Changes the query without a new step in the history: filters and orders can be linked to. */
export function setQuery(changes: Record<string, string | undefined>): void {
  const query = new URLSearchParams(route.peek().query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === "") query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  const path = route.peek().parts.map(encodeURIComponent).join("/");
  history.replaceState(null, "", `#/${path}${text === "" ? "" : `?${text}`}`);
  route.value = parseRoute(location.hash);
}

/** The page of a portfolio: an account (venue/account) or an owner. */
export function portfolioLink(portfolio: string): string {
  const slash = portfolio.indexOf("/");
  if (slash < 0) return `#/portfolios/${encodeURIComponent(portfolio)}`;
  return `#/accounts/${encodeURIComponent(portfolio.slice(0, slash))}/${encodeURIComponent(portfolio.slice(slash + 1))}`;
}
