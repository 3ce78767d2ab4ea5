import { holes, lastEventAt, reconnect, streamState } from "../state/live";
import { Age } from "./Age";

/** Whether what is seen is live, and when anything came last. */
export function StreamBadge() {
  const state = streamState.value;
  const missed = holes.value > 0 ? ` ${holes.value} times an event was missed and read again.` : "";
  if (state.kind === "live") {
    return <span class="stream stream-live" title={`Live.${missed}`}><span aria-hidden="true">●</span> Live <Age at={lastEventAt.value} /></span>;
  }
  if (state.kind === "retrying" || state.kind === "refused") {
    return (
      <span class="stream stream-bad" role="status" title={`${state.reason}.${missed}`}>
        <span aria-hidden="true">○</span> {state.kind === "refused" ? "No live data" : "Reconnecting"}
        <button type="button" class="small" onClick={reconnect}>Retry</button>
      </span>
    );
  }
  return <span class="stream">{state.kind === "connecting" ? "Connecting…" : "Not live"}</span>;
}
