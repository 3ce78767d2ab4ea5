import { describe, expect, it } from "vitest";
import { addDecimal, compareDecimal, formatDecimal, formatShare, isDecimal, signOf, subtractDecimal } from "../../src/format/decimal";

describe("decimals as text", () => {
  it.each([
    ["1234567.891234", 2, "1,234,567.89"],
    ["-1234567.895", 2, "−1,234,567.90"],
    ["0.005", 2, "0.01"],
    ["-0.005", 2, "−0.01"],
    ["-0.004", 2, "0.00"],
    ["5", 2, "5.00"],
    ["999999.999", 0, "1,000,000"],
    ["79228162514264337593543950335", 0, "79,228,162,514,264,337,593,543,950,335"],
    ["not a number", 2, "not a number"],
  ])("formats %s with %i digits as %s", (value, digits, text) => expect(formatDecimal(value, digits)).toBe(text));

  it("keeps every digit where none is named", () => expect(formatDecimal("90071992547409931.123456")).toBe("90,071,992,547,409,931.123456"));
  it("shows a dash for what is missing", () => expect(formatDecimal(undefined, 2)).toBe("–"));

  it("compares beyond what a float can hold", () => {
    expect(compareDecimal("90071992547409931.1", "90071992547409931.2")).toBe(-1);
    expect(compareDecimal("2", "10")).toBe(-1);
    expect(compareDecimal("-2", "-10")).toBe(1);
    expect(compareDecimal("1.50", "1.5")).toBe(0);
  });

  it("puts what is missing last", () => {
    expect(compareDecimal(undefined, "-5")).toBeGreaterThan(0);
    expect(compareDecimal("5", undefined)).toBeLessThan(0);
    expect(compareDecimal(undefined, undefined)).toBe(0);
  });

  it("adds and subtracts exactly", () => {
    expect(addDecimal("0.1", "0.2")).toBe("0.3");
    expect(subtractDecimal("1", "-0.000001")).toBe("1.000001");
    expect(subtractDecimal("0.3", "0.3")).toBe("0.0");
    expect(addDecimal("-0.5", "0.25")).toBe("-0.25");
  });

  it("tells signs", () => {
    expect([signOf("-0.0001"), signOf("0.000"), signOf("3"), signOf(undefined)]).toEqual([-1, 0, 1, 0]);
  });

  it("knows what the server reads as a decimal", () => {
    expect(["1", "-1.5", "+2"].every(isDecimal)).toBe(true);
    expect(["", "1.", ".5", "1e3", "1,5", "NaN"].some(isDecimal)).toBe(false);
  });

  it("formats shares as percent", () => {
    expect(formatShare("0.8435", 1)).toBe("84.4 %");
    expect(formatShare("-0.0085", 3, true)).toBe("−0.850 %");
    expect(formatShare("0.0031", 2, true)).toBe("+0.31 %");
  });
});
