/** How old something is, in the largest unit that says enough: 0.4 s, 12 s, 3 min, 5 h, 2 d. */
export function formatAge(ageMs: number | undefined): string {
  if (ageMs === undefined || !Number.isFinite(ageMs)) return "–";
  const age = Math.max(0, ageMs);
  if (age < 9_950) return `${(age / 1000).toFixed(1)} s`;
  if (age < 100_000) return `${Math.round(age / 1000)} s`;
  if (age < 100 * 60_000) return `${Math.round(age / 60_000)} min`;
  if (age < 48 * 3_600_000) return `${Math.round(age / 3_600_000)} h`;
  return `${Math.round(age / 86_400_000)} d`;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** Time of day, UTC: 14:03:27. */
export function formatClock(timestamp: number): string {
  const time = new Date(timestamp);
  return `${two(time.getUTCHours())}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())}`;
}

/** Day and time, UTC: 2026-02-05 14:03:27. */
export function formatTime(timestamp: number | undefined): string {
  if (timestamp === undefined) return "–";
  const time = new Date(timestamp);
  return `${time.getUTCFullYear()}-${two(time.getUTCMonth() + 1)}-${two(time.getUTCDate())} ${formatClock(timestamp)}`;
}

/** How long until then, or that it is over. */
export function formatLeft(timestamp: number | undefined, now: number): string {
  if (timestamp === undefined) return "–";
  return timestamp <= now ? "over" : formatAge(timestamp - now);
}
