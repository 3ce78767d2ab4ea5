import { describe, expect, it } from "vitest";
import { expiryOf, expiryOrder, underlyingOf } from "../../src/format/instrument";
import { formatCount, formatFloat, formatMove, formatShort, formatSize, words } from "../../src/format/numbers";
import { formatAge, formatLeft, formatTime } from "../../src/format/time";

describe("floats", () => {
  it.each([[0, "0.0000"], [1.46731, "1.4673"], [-231.2, "−231.20"], [-17125790, "−17,125,790"], [0.00103, "0.001030"], [-0.0000001, "0.000000"], [Number.NaN, "–"]])("writes %f as %s", (value, text) => expect(formatFloat(value)).toBe(text));
  it.each([[1145031, "1.15M"], [-83600, "−83.6k"], [999.6, "1.00k"], [999600, "1.00M"], [412, "412"], [0.2, "0"], [-2.5e9, "−2.50B"]])("shortens %f to %s", (value, text) => expect(formatShort(value)).toBe(text));
  it.each([[0.1, "+10 %"], [-0.161, "−16.1 %"], [0, "0 %"]])("writes the move %f as %s", (value, text) => expect(formatMove(value)).toBe(text));
  it.each([[-6, "−6"], [5.42060001, "5.4206"], [-1250.5, "−1,250.5"], [0, "0"]])("writes a size of %f as %s", (value, text) => expect(formatSize(value)).toBe(text));
  it("counts things", () => expect([formatCount(0, "task"), formatCount(1, "task"), formatCount(1200, "owner")]).toEqual(["0 tasks", "1 task", "1200 owners"]));
  it("turns names into words", () => expect(words("partially_filled")).toBe("Partially filled"));
});

describe("times", () => {
  it.each([[0, "0.0 s"], [-5, "0.0 s"], [9_940, "9.9 s"], [9_960, "10 s"], [99_000, "99 s"], [100_000, "2 min"], [3 * 3_600_000, "3 h"], [72 * 3_600_000, "3 d"]])("writes %i ms as %s", (age, text) => expect(formatAge(age)).toBe(text));
  it("writes a time in UTC", () => expect(formatTime(1770220800000)).toBe("2026-02-04 16:00:00"));
  it("counts down, to over", () => {
    expect(formatLeft(10_000, 5_000)).toBe("5.0 s");
    expect(formatLeft(5_000, 5_000)).toBe("over");
  });
});

describe("names of instruments", () => {
  it("finds expiry and coin", () => {
    expect(expiryOf("BTC_USDC-26DEC25-100000-C")).toBe("26DEC25");
    expect(expiryOf("BTC-PERPETUAL")).toBeUndefined();
    expect(underlyingOf("BTC_USDC-26DEC25-100000-C")).toBe("BTC");
  });
  it("orders expiries by time", () => {
    expect(["27MAR26", "5FEB26", "26DEC25", "perpetual"].sort((a, b) => expiryOrder(a) - expiryOrder(b))).toEqual(["26DEC25", "5FEB26", "27MAR26", "perpetual"]);
  });
});
