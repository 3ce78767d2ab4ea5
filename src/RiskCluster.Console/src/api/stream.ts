import { SseParser } from "./sse";
import type { StreamEvent } from "./types";

/** How the stream stands: told to the reader at all times. */
export type StreamState =
  | { kind: "idle" }
  | { kind: "connecting" }
  | { kind: "live"; since: number }
  | { kind: "retrying"; reason: string; attempt: number }
  | { kind: "refused"; reason: string; status: number };

/** A request that the server refused for good: signing in or other channels are needed. */
export class StreamRefused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export interface StreamPorts {
  /** Opens the connection; throws StreamRefused when trying again is of no use. */
  open(channels: string[], lastEventId: string | undefined, signal: AbortSignal): Promise<Response>;
  onEvent(event: StreamEvent): void;
  onState(state: StreamState): void;
  /** Resolves after the delay, or at once when aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  random(): number;
  now(): number;
}

/** Nothing for so long, not even a heartbeat: the connection is dead without having said so. */
export const silenceMs = 30_000;

const firstDelayMs = 500;
const longestDelayMs = 15_000;

/** The wait before attempt n (from 1): doubling, with a random half so that a thousand consoles do not come back at once. */
export const backoffMs = (attempt: number, random: number): number => Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempt - 1, 10)) * (0.5 + random / 2);

/**
 * One connection for all channels of the page. It comes back by itself where it was cut off; an event that is missing, by the channel's
 * sequence, is answered with a new snapshot.
 */
export class LiveStream {
  private channels: string[] = [];
  private sequences = new Map<string, number>();
  private cursor: string | undefined;
  private run: AbortController | undefined;

  /** How often an event was found to be missing. */
  holes = 0;

  constructor(private readonly ports: StreamPorts) {}

  /** Reads these channels from now on, from their snapshots. */
  follow(channels: string[]): void {
    this.stop();
    this.channels = [...new Set(channels)].sort();
    if (this.channels.length === 0) return;
    this.forget();
    const run = new AbortController();
    this.run = run;
    void this.keepOpen(run.signal);
  }

  stop(): void {
    this.run?.abort();
    this.run = undefined;
    this.ports.onState({ kind: "idle" });
  }

  private forget(): void {
    this.cursor = undefined;
    this.sequences.clear();
  }

  private async keepOpen(signal: AbortSignal): Promise<void> {
    let attempt = 0;
    while (!signal.aborted) {
      if (attempt === 0) this.ports.onState({ kind: "connecting" });
      let reason: string;
      try {
        const outcome = await this.readOnce(signal);
        if (outcome.events > 0) attempt = 0;
        reason = outcome.reason;
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof StreamRefused) {
          this.ports.onState({ kind: "refused", reason: error.message, status: error.status });
          return;
        }
        reason = error instanceof Error ? error.message : String(error);
      }
      if (signal.aborted) return;
      attempt++;
      this.ports.onState({ kind: "retrying", reason, attempt });
      await this.ports.sleep(backoffMs(attempt, this.ports.random()), signal);
    }
  }

  /** One connection, to its end. */
  private async readOnce(signal: AbortSignal): Promise<{ events: number; reason: string }> {
    const connection = new AbortController();
    const cancel = (): void => connection.abort();
    signal.addEventListener("abort", cancel);
    const watch = { timer: setTimeout(cancel, silenceMs) };
    let events = 0;
    try {
      const response = await this.ports.open(this.channels, this.cursor, connection.signal);
      if (!response.body) throw new Error("the answer has no body");
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      const parser = new SseParser();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return { events, reason: "the server ended the stream" };
        clearTimeout(watch.timer);
        watch.timer = setTimeout(cancel, silenceMs);
        for (const item of parser.push(value)) {
          if (signal.aborted) return { events, reason: "stopped" };
          const event = JSON.parse(item.data) as StreamEvent;
          if (events++ === 0) this.ports.onState({ kind: "live", since: this.ports.now() });
          const trouble = this.take(event, item.id);
          if (trouble !== undefined) return { events: event.type === "closed" ? events : 0, reason: trouble };
        }
      }
    } catch (error) {
      if (connection.signal.aborted && !signal.aborted) throw new Error("nothing came for 30 seconds");
      throw error;
    } finally {
      clearTimeout(watch.timer);
      signal.removeEventListener("abort", cancel);
      connection.abort();
    }
  }

  /** Passes an event on. What it gives back is why the connection must be made anew. */
  private take(event: StreamEvent, id: string | undefined): string | undefined {
    if (event.type === "closed") {
      this.ports.onEvent(event);
      return `the server closed the stream: ${reasonOf(event.data)}`;
    }
    if (event.type === "delta") {
      const last = this.sequences.get(event.channel);
      if (last !== undefined && event.sequence <= last) return undefined;
      if (last === undefined || event.sequence !== last + 1) {
        this.holes++;
        this.forget();
        return `an event of ${event.channel} was missed`;
      }
    }
    if (event.type !== "heartbeat") this.sequences.set(event.channel, event.sequence);
    // While the first snapshots come there is nothing to resume from yet.
    this.cursor = (id ?? event.cursor) || this.cursor;
    this.ports.onEvent(event);
    return undefined;
  }
}

function reasonOf(data: unknown): string {
  if (typeof data === "string") return data;
  if (typeof data === "object" && data !== null && "reason" in data) return String(data.reason);
  return "no reason given";
}
