import { describe, expect, it } from "vitest";
import { SseParser } from "../../src/api/sse";

const text = ": hello\nid: 7\nevent: delta\ndata: {\"a\":\ndata: 1}\nretry: 2500\n\nevent: heartbeat\ndata: {}\n\n";
const expected = [{ event: "delta", data: "{\"a\":\n1}", id: "7" }, { event: "heartbeat", data: "{}", id: "7" }];

describe("server-sent events", () => {
  it("reads fields, joins lines of data, keeps the id", () => {
    const parser = new SseParser();
    expect(parser.push(text)).toEqual(expected);
    expect(parser.retryMs).toBe(2500);
  });

  it.each(["\n", "\r", "\r\n"])("reads lines ended by %j wherever they are cut", (end) => {
    const whole = text.replaceAll("\n", end);
    for (let size = 1; size <= 7; size++) {
      const parser = new SseParser();
      const events = [];
      for (let at = 0; at < whole.length; at += size) events.push(...parser.push(whole.slice(at, at + size)));
      // A lone carriage return at the end waits for what may follow it.
      events.push(...parser.push(end === "\r" ? ":" : ""));
      expect(events).toEqual(expected);
    }
  });

  it("gives nothing for an event without data, nor for one that is not over", () => {
    const parser = new SseParser();
    expect(parser.push("event: x\n\n")).toEqual([]);
    expect(parser.push("data: half\n")).toEqual([]);
    expect(parser.push("\n")).toEqual([{ event: "message", data: "half", id: undefined }]);
  });

  it("takes one space off a value, and a byte order mark off the start", () => {
    expect(new SseParser().push("\uFEFFdata:  two\n\n")).toEqual([{ event: "message", data: " two", id: undefined }]);
  });

  it("passes over ids with a null character", () => {
    expect(new SseParser().push("id: a\0b\ndata: 1\n\n")[0]!.id).toBeUndefined();
  });
});
