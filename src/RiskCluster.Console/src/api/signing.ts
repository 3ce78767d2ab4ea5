import { fromBase64Url, toBase64Url } from "./base64url";

/** What a signature covers beside the body. */
export interface SignedParts {
  keyId: string;
  secret: string;
  audience: string;
  method: string;
  /** As sent, with the query. */
  pathAndQuery: string;
  timestamp: number;
  nonce: string;
}

const encoder = new TextEncoder();

const hex = (bytes: ArrayBuffer): string => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** 16 random bytes, base64url. */
export const newNonce = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(16)));

/** True when this page may sign: browsers offer the cryptography to secure pages only. */
export const canSign = (): boolean => typeof crypto !== "undefined" && crypto.subtle !== undefined;

/** The value of the header Authorization of a request that an API key signs. */
export async function signRequest(parts: SignedParts, body: string): Promise<string> {
  const secret = fromBase64Url(parts.secret);
  if (!secret || secret.length === 0) throw new Error("The secret is not base64url.");
  const bodyHash = hex(await crypto.subtle.digest("SHA-256", encoder.encode(body)));
  const text = ["RC1", parts.audience, parts.method, parts.pathAndQuery, bodyHash, String(parts.timestamp), parts.nonce].join("\n");
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const signature = toBase64Url(new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(text))));
  return `RC1-HMAC-SHA256 key=${parts.keyId}, timestamp=${parts.timestamp}, nonce=${parts.nonce}, signature=${signature}`;
}
