import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fromBase64Url, toBase64Url } from "../../src/api/base64url";
import { newNonce, signRequest } from "../../src/api/signing";

const secret = Buffer.alloc(32, 7);
const parts = { keyId: "admin_desk_x3", secret: secret.toString("base64url"), audience: "riskcluster", method: "POST", pathAndQuery: "/v1/margin:simulate?x=%2F", timestamp: 1770220800123, nonce: "abcdefghijklmnop" };

describe("signed requests", () => {
  it("sign what the server signs", async () => {
    const body = '{"owner":"pólaris"}';
    const text = `RC1\nriskcluster\nPOST\n/v1/margin:simulate?x=%2F\n${createHash("sha256").update(body).digest("hex")}\n1770220800123\nabcdefghijklmnop`;
    const signature = createHmac("sha256", secret).update(text).digest("base64url");
    expect(await signRequest(parts, body)).toBe(`RC1-HMAC-SHA256 key=admin_desk_x3, timestamp=1770220800123, nonce=abcdefghijklmnop, signature=${signature}`);
  });

  it("sign the empty body of a GET", async () => {
    const text = `RC1\nriskcluster\nGET\n/v1/parameters\n${createHash("sha256").digest("hex")}\n1770220800123\nabcdefghijklmnop`;
    const signature = createHmac("sha256", secret).update(text).digest("base64url");
    expect(await signRequest({ ...parts, method: "GET", pathAndQuery: "/v1/parameters" }, "")).toContain(`signature=${signature}`);
  });

  it("refuse a secret that is no base64url", async () => {
    await expect(signRequest({ ...parts, secret: "not base64url!" }, "")).rejects.toThrow("base64url");
  });

  it("never use a nonce twice, and one of the right length", () => {
    const nonces = new Set(Array.from({ length: 1000 }, newNonce));
    expect(nonces.size).toBe(1000);
    for (const nonce of nonces) expect(nonce).toMatch(/^[A-Za-z0-9_-]{16,64}$/);
  });

  it("read and write base64url of every length", () => {
    for (let length = 0; length < 9; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 83 + 251) % 256);
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }
    expect(fromBase64Url("a+b/")).toBeUndefined();
  });
});
