import { describe, expect, it } from "vitest";
import { backoffMs, LiveStream, StreamRefused, type StreamState } from "../../src/api/stream";
import type { StreamEvent } from "../../src/api/types";

const event = (channel: string, type: StreamEvent["type"], sequence: number, data?: unknown): StreamEvent => ({ channel, type, sequence, cursor: `${channel}:${sequence}`, timestamp: 1000 + sequence, data });
const written = (item: StreamEvent): string => `event: ${item.type}\nid: ${item.cursor}\ndata: ${JSON.stringify(item)}\n\n`;

/** A server that plays one script a connection: the events it sends before it hangs up, or why it refuses. */
function rig(scripts: (StreamEvent[] | Error)[]) {
  const seen: StreamEvent[] = [];
  const states: StreamState[] = [];
  const asked: { channels: string[]; resume: string | undefined }[] = [];
  const waits: number[] = [];
  let finished = (): void => undefined;
  const done = new Promise<void>((resolve) => (finished = resolve));
  const stream = new LiveStream({
    open: async (channels, resume) => {
      asked.push({ channels, resume });
      const script = scripts.shift();
      if (script === undefined) {
        finished();
        return new Promise(() => undefined);
      }
      if (script instanceof Error) throw script;
      return new Response(script.map(written).join(""));
    },
    onEvent: (item) => seen.push(item),
    onState: (state) => {
      states.push(state);
      if (state.kind === "refused") finished();
    },
    sleep: async (ms) => void waits.push(ms),
    random: () => 1,
    now: () => 42,
  });
  return { stream, seen, states, asked, waits, done };
}

describe("the stream", () => {
  it("comes back where it was cut off", async () => {
    const desk = rig([[event("a", "snapshot", 4), event("a", "delta", 5)], [event("a", "delta", 6)]]);
    desk.stream.follow(["a"]);
    await desk.done;
    expect(desk.asked.map((item) => item.resume)).toEqual([undefined, "a:5", "a:6"]);
    expect(desk.seen.map((item) => item.sequence)).toEqual([4, 5, 6]);
    expect(desk.stream.holes).toBe(0);
  });

  it("asks for a snapshot when an event is missing, and passes nothing on that rests on it", async () => {
    const desk = rig([[event("a", "snapshot", 4), event("a", "delta", 6), event("a", "delta", 7)], [event("a", "snapshot", 9)]]);
    desk.stream.follow(["a"]);
    await desk.done;
    expect(desk.asked.map((item) => item.resume)).toEqual([undefined, undefined, "a:9"]);
    expect(desk.seen.map((item) => item.sequence)).toEqual([4, 9]);
    expect(desk.stream.holes).toBe(1);
    expect(desk.states.some((state) => state.kind === "retrying" && state.reason === "an event of a was missed")).toBe(true);
  });

  it("takes a delta without a snapshot before it for a hole", async () => {
    const desk = rig([[event("a", "delta", 1)], [event("a", "snapshot", 1)]]);
    desk.stream.follow(["a"]);
    await desk.done;
    expect(desk.stream.holes).toBe(1);
  });

  it("passes over what it has had, and keeps channels apart", async () => {
    const desk = rig([[event("a", "snapshot", 4), event("b", "snapshot", 1), event("a", "delta", 5), event("b", "delta", 2)], [event("a", "delta", 5), event("b", "delta", 3), event("a", "delta", 6)]]);
    desk.stream.follow(["b", "a", "b"]);
    await desk.done;
    expect(desk.asked[0]!.channels).toEqual(["a", "b"]);
    expect(desk.seen.map((item) => item.cursor)).toEqual(["a:4", "b:1", "a:5", "b:2", "b:3", "a:6"]);
  });

  it("keeps its cursor through heartbeats and snapshots that have none", async () => {
    const desk = rig([[event("a", "snapshot", 4), { ...event("", "heartbeat", 0), cursor: "" }], []]);
    desk.stream.follow(["a"]);
    await desk.done;
    expect(desk.asked[1]!.resume).toBe("a:4");
  });

  it("waits longer each time nothing comes, and begins anew when something does", async () => {
    const desk = rig([new Error("down"), new Error("down"), [event("a", "snapshot", 1)], new Error("down")]);
    desk.stream.follow(["a"]);
    await desk.done;
    expect(desk.waits).toEqual([500, 1000, 500, 1000]);
  });

  it("does not come back when it is refused", async () => {
    const desk = rig([new StreamRefused(403, "not yours")]);
    desk.stream.follow(["a"]);
    await desk.done;
    expect(desk.asked.length).toBe(1);
    expect(desk.states.at(-1)).toEqual({ kind: "refused", reason: "not yours", status: 403 });
  });

  it("tells why the server closed it, and resumes", async () => {
    const desk = rig([[event("a", "snapshot", 4), { ...event("", "closed", 0, { reason: "slow_consumer" }), cursor: "" }]]);
    desk.stream.follow(["a"]);
    await desk.done;
    expect(desk.states).toContainEqual({ kind: "retrying", reason: "the server closed the stream: slow_consumer", attempt: 1 });
    expect(desk.asked[1]!.resume).toBe("a:4");
  });

  it("follows nothing without channels", () => {
    const desk = rig([]);
    desk.stream.follow([]);
    expect(desk.asked).toEqual([]);
  });

  it("never waits longer than 15 s, nor less than half of what is due", () => {
    expect(backoffMs(1, 0)).toBe(250);
    expect(backoffMs(50, 1)).toBe(15_000);
    for (let attempt = 1; attempt < 20; attempt++) expect(backoffMs(attempt, 0.5)).toBeLessThanOrEqual(15_000);
  });
});
