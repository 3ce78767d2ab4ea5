import { words } from "../format/numbers";

type Tone = "good" | "warn" | "bad" | "info" | "calm";

/** A word with a mark of its own shape, so that it is not told by colour alone. */
const looks: Record<string, [Tone, string]> = {
  ok: ["good", "●"],
  degraded: ["warn", "◐"],
  stale: ["bad", "○"],
  halted: ["bad", "■"],
  healthy: ["good", "✓"],
  restricted: ["warn", "▲"],
  liquidating: ["bad", "▼"],
  bankrupt: ["bad", "✕"],
  no_figure: ["bad", "?"],
  included: ["good", "✓"],
  deviating: ["bad", "✕"],
  frozen: ["bad", "▮"],
  suspended: ["bad", "■"],
  issued: ["info", "▶"],
  open: ["warn", "○"],
  claimed: ["info", "◐"],
  partially_filled: ["info", "◕"],
  filled: ["good", "●"],
  settled: ["good", "✓"],
  recovered: ["good", "✓"],
  covering: ["warn", "◐"],
  running: ["info", "▶"],
  awaiting_plan: ["info", "…"],
  pending: ["calm", "…"],
  held: ["warn", "▮"],
  stopped: ["bad", "■"],
  aborted: ["calm", "✕"],
  done: ["good", "✓"],
  failed: ["bad", "✕"],
  proposed: ["info", "○"],
  approved: ["good", "✓"],
  scheduled: ["warn", "◷"],
  active: ["good", "●"],
  superseded: ["calm", "–"],
  rejected: ["bad", "✕"],
  expired: ["calm", "–"],
  cancelled: ["calm", "✕"],
  tightens: ["good", "▲"],
  loosens: ["warn", "▼"],
  neutral: ["calm", "="],
};

export function Chip({ name, title }: { name: string; title?: string }) {
  const [tone, mark] = looks[name] ?? ["calm", "·"];
  return (
    <span class={`chip chip-${tone}`} title={title}>
      <span aria-hidden="true">{mark}</span> <span class="chip-word">{words(name)}</span>
    </span>
  );
}
