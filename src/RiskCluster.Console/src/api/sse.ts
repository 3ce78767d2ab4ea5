/** A server-sent event. */
export interface ServerSentEvent {
  event: string;
  data: string;
  id: string | undefined;
}

/** Takes a stream of text in pieces, wherever they are cut, and gives its events. Comments and unknown fields are passed over. */
export class SseParser {
  private rest = "";
  private event = "";
  private data: string[] = [];
  private id: string | undefined;
  private first = true;

  /** What the server asked for as the delay before the next attempt. */
  retryMs: number | undefined;

  push(text: string): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    if (this.first && text !== "") {
      text = text.replace(/^\uFEFF/, "");
      this.first = false;
    }
    this.rest += text;
    for (;;) {
      const end = this.rest.search(/[\r\n]/);
      // A carriage return at the very end may be half of a line's end.
      if (end < 0 || (this.rest[end] === "\r" && end === this.rest.length - 1)) return events;
      const line = this.rest.slice(0, end);
      this.rest = this.rest.slice(end + (this.rest.startsWith("\r\n", end) ? 2 : 1));
      if (line === "") this.dispatch(events);
      else this.take(line);
    }
  }

  private take(line: string): void {
    const colon = line.indexOf(":");
    if (colon === 0) return;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + (line[colon + 1] === " " ? 2 : 1));
    if (field === "event") this.event = value;
    else if (field === "data") this.data.push(value);
    else if (field === "id" && !value.includes("\0")) this.id = value;
    else if (field === "retry" && /^\d+$/.test(value)) this.retryMs = Number(value);
  }

  private dispatch(events: ServerSentEvent[]): void {
    if (this.data.length > 0) events.push({ event: this.event === "" ? "message" : this.event, data: this.data.join("\n"), id: this.id });
    this.event = "";
    this.data = [];
  }
}
