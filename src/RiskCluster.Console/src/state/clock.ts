import { signal } from "@preact/signals";

/** The server's clock minus this machine's, as the stream tells it; the data's ages are counted on it. */
let dataOffsetMs = 0;
let dataOffsetKnown = false;

/** The same by the answers' Date header, which has whole seconds; signatures are dated with it. */
let wallOffsetMs = 0;

/** Two seconds apart is within what a rounded header and a slow network can do. */
const toleranceMs = 2_000;

/** Notes the time of an event that has just come in. A late event shows a smaller offset than there is, so that the largest of the recent ones counts. */
export function noteEventTime(timestamp: number, received = Date.now()): void {
  const offset = timestamp - received;
  dataOffsetMs = dataOffsetKnown ? Math.max(offset, dataOffsetMs - 50) : offset;
  dataOffsetKnown = true;
}

export function noteHttpDate(header: string | null, received = Date.now()): void {
  const time = header === null ? Number.NaN : Date.parse(header);
  if (Number.isNaN(time)) return;
  const offset = time + 500 - received;
  wallOffsetMs = Math.abs(offset) > toleranceMs ? offset : 0;
  if (!dataOffsetKnown) dataOffsetMs = wallOffsetMs;
}

/** Now by the server's wall clock. */
export const wallNow = (): number => Math.round(Date.now() + wallOffsetMs);

/** Now by the clock that stamps the figures. */
export const dataNow = (): number => Date.now() + dataOffsetMs;

/** Ticks once a second, so that ages grow in front of the reader. */
export const now = signal(dataNow());

export function startClock(): () => void {
  const timer = setInterval(() => (now.value = dataNow()), 1000);
  return () => clearInterval(timer);
}
