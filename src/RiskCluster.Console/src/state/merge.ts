/** The field that tells the lines of a channel apart; undefined for channels that carry one document. */
function keyOf(channel: string): string | undefined {
  if (channel === "portfolios") return "owner";
  if (channel === "liquidations") return "id";
  return undefined;
}

function linesOf(data: unknown): Record<string, unknown>[] | undefined {
  if (Array.isArray(data)) return data as Record<string, unknown>[];
  if (typeof data === "object" && data !== null && "items" in data && Array.isArray(data.items)) return data.items as Record<string, unknown>[];
  return undefined;
}

function removedOf(data: unknown): unknown[] {
  return typeof data === "object" && data !== null && "removed" in data && Array.isArray(data.removed) ? data.removed : [];
}

/** What a channel holds after an event: a document replaces the one before, lines of a list replace those of the same key, and those that have left it go. */
export function mergeData(channel: string, before: unknown, data: unknown): unknown {
  const key = keyOf(channel);
  if (key === undefined) return data ?? before;
  const lines = linesOf(data) ?? (typeof data === "object" && data !== null && key in data ? [data as Record<string, unknown>] : []);
  if (before === undefined) return lines;
  const merged = new Map<unknown, Record<string, unknown>>((before as Record<string, unknown>[]).map((line) => [line[key], line]));
  for (const gone of removedOf(data)) merged.delete(gone as string);
  for (const line of lines) merged.set(line[key], line);
  return [...merged.values()];
}
