import { formatAge, formatTime } from "../format/time";
import { now } from "../state/clock";

/** From here on a figure is late; a margin cycle takes far less. */
const lateMs = 10_000;
/** From here on nobody should act on it. */
const oldMs = 60_000;

export const ageClass = (ageMs: number): string => (ageMs >= oldMs ? "age age-old" : ageMs >= lateMs ? "age age-late" : "age");

/** How old a figure is; greyed when late, marked when old. */
export function Age({ at, label }: { at: number | undefined; label?: string }) {
  if (at === undefined || at === 0) return <span class="age age-late">no figure yet</span>;
  const age = Math.max(0, now.value - at);
  return (
    <span class={ageClass(age)} title={`${formatTime(at)} UTC`}>
      {age >= oldMs && <span aria-hidden="true">⚠ </span>}
      {label !== undefined && `${label} `}
      {formatAge(age)}
      {age >= oldMs && <span class="sr"> old</span>}
    </span>
  );
}

/** True when a figure of that time should be greyed. */
export const isLate = (at: number | undefined): boolean => at === undefined || now.value - at >= lateMs;
