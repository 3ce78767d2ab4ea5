import { signal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { authorization } from "../api/client";
import { credentials, signOut } from "../api/credentials";
import { LiveStream, StreamRefused, type StreamState } from "../api/stream";
import type { ProblemDocument, StreamEvent } from "../api/types";
import { noteEventTime } from "./clock";
import { mergeData } from "./merge";

/** The newest of a channel. */
export interface ChannelValue<T> {
  data: T | undefined;
  /** By the server's clock, of the event that came last. */
  timestamp: number;
  sequence: number;
  /** True when it came as it happened; false while there is only the snapshot of what was. */
  isNew: boolean;
}

export const streamState = signal<StreamState>({ kind: "idle" });
/** When anything came last, a heartbeat included, by the server's clock. */
export const lastEventAt = signal<number | undefined>(undefined);
export const holes = signal(0);

const nothing: ChannelValue<unknown> = { data: undefined, timestamp: 0, sequence: 0, isNew: false };
const values = new Map<string, Signal<ChannelValue<unknown>>>();
const readers = new Map<string, number>();
const waiting: StreamEvent[] = [];
let flushTimer: ReturnType<typeof setTimeout> | undefined;
let followTimer: ReturnType<typeof setTimeout> | undefined;
let followed = "";

/** Events are shown in batches: a desk cannot read more often, and a busy market must not keep the page from answering to its reader. */
const batchMs = 200;

function flush(): void {
  flushTimer = undefined;
  const newest = new Map<string, ChannelValue<unknown>>();
  for (const event of waiting.splice(0)) {
    const before = newest.get(event.channel) ?? values.get(event.channel)?.peek() ?? nothing;
    const data = event.type === "snapshot" ? mergeData(event.channel, undefined, event.data) : mergeData(event.channel, before.data, event.data);
    newest.set(event.channel, { data, timestamp: event.timestamp, sequence: event.sequence, isNew: event.type === "delta" });
  }
  for (const [channel, value] of newest) valueOf(channel).value = value;
}

function onEvent(event: StreamEvent): void {
  noteEventTime(event.timestamp);
  lastEventAt.value = event.timestamp;
  if (event.type !== "snapshot" && event.type !== "delta") return;
  waiting.push(event);
  flushTimer ??= setTimeout(flush, batchMs);
}

async function open(channels: string[], lastEventId: string | undefined, abort: AbortSignal): Promise<Response> {
  const path = `/v1/stream?channels=${channels.map(encodeURIComponent).join(",")}`;
  const headers: Record<string, string> = { Accept: "text/event-stream" };
  if (lastEventId !== undefined) headers["Last-Event-ID"] = lastEventId;
  const proof = await authorization(credentials.value, "GET", path, "");
  if (proof !== undefined) headers["Authorization"] = proof;
  const response = await fetch(path, { headers, signal: abort, cache: "no-store" });
  if (response.ok) return response;
  const problem = (await response.json().catch(() => undefined)) as ProblemDocument | undefined;
  const detail = problem?.detail ?? `the server answered ${response.status}`;
  if (response.status === 401) signOut(detail);
  if (response.status < 500 && response.status !== 429) throw new StreamRefused(response.status, detail);
  throw new Error(detail);
}

function sleep(ms: number, abort: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    abort.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}

const stream = new LiveStream({
  open,
  onEvent,
  onState: (state) => {
    streamState.value = state;
    holes.value = stream.holes;
  },
  sleep,
  random: Math.random,
  now: Date.now,
});

function valueOf(channel: string): Signal<ChannelValue<unknown>> {
  let value = values.get(channel);
  if (!value) values.set(channel, (value = signal(nothing)));
  return value;
}

/** Follows what the page shows now. Waits a moment, as one page goes and the next comes. */
function refollow(force = false): void {
  clearTimeout(followTimer);
  followTimer = setTimeout(() => {
    const channels = credentials.peek() ? [...readers.keys()].sort() : [];
    const key = channels.join(",");
    if (!force && key === followed) return;
    followed = key;
    stream.follow(channels);
  }, 30);
}

/** Reads a channel for as long as the component stands. */
export function useChannel<T>(channel: string | undefined): ChannelValue<T> {
  useEffect(() => {
    if (channel === undefined) return undefined;
    readers.set(channel, (readers.get(channel) ?? 0) + 1);
    refollow();
    return () => {
      const left = (readers.get(channel) ?? 1) - 1;
      if (left > 0) readers.set(channel, left);
      else readers.delete(channel);
      refollow();
    };
  }, [channel]);
  return (channel === undefined ? nothing : valueOf(channel).value) as ChannelValue<T>;
}

/** Connects again now, from new snapshots. */
export const reconnect = (): void => refollow(true);

/** What the last caller saw is not shown to the next. */
credentials.subscribe(() => {
  for (const value of values.values()) value.value = nothing;
  refollow(true);
});
