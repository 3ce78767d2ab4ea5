import { credentials, signOut, type Credentials } from "./credentials";
import { newNonce, signRequest } from "./signing";
import type { Page, ProblemDocument, VersionReport } from "./types";
import { noteHttpDate, wallNow } from "../state/clock";

/** A request that was refused, or that never got through. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: ProblemDocument | undefined,
    message: string,
  ) {
    super(message);
  }

  /** True when trying again later may help. */
  get retryable(): boolean {
    return this.problem?.retryable ?? (this.status === 0 || this.status >= 500);
  }
}

let version: Promise<VersionReport> | undefined;

/** What runs on the other side; asked once. */
export function serverVersion(): Promise<VersionReport> {
  version ??= plain<VersionReport>("/version").catch((error: unknown) => {
    version = undefined;
    throw error;
  });
  return version;
}

async function plain<T>(path: string): Promise<T> {
  return (await answer(await fetch(path))).json() as Promise<T>;
}

/** The header that proves who calls; undefined when nobody is signed in. */
export async function authorization(who: Credentials | undefined, method: string, pathAndQuery: string, body: string): Promise<string | undefined> {
  if (!who) return undefined;
  if (who.kind === "token") return `Bearer ${who.token}`;
  const { audience } = await serverVersion();
  return signRequest({ keyId: who.keyId, secret: who.secret, audience, method, pathAndQuery, timestamp: wallNow(), nonce: newNonce() }, body);
}

async function answer(response: Response): Promise<Response> {
  noteHttpDate(response.headers.get("date"));
  if (response.ok) return response;
  let problem: ProblemDocument | undefined;
  try {
    problem = (await response.json()) as ProblemDocument;
  } catch {
    problem = undefined;
  }
  if (response.status === 401) signOut(problem?.detail ?? "The server does not accept the credentials any more.");
  throw new ApiError(response.status, problem, problem?.detail ?? `The server answered ${response.status}.`);
}

export interface RequestOptions {
  method?: "GET" | "POST" | "PUT";
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Sends a request with the credentials of this tab; throws ApiError on anything but success. */
export async function send(path: string, options: RequestOptions = {}): Promise<Response> {
  const method = options.method ?? "GET";
  const body = options.body === undefined ? "" : JSON.stringify(options.body);
  const headers: Record<string, string> = { ...options.headers };
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  const proof = await authorization(credentials.value, method, path, body);
  if (proof !== undefined) headers["Authorization"] = proof;
  let response: Response;
  try {
    response = await fetch(path, { method, headers, ...(body === "" ? {} : { body }), ...(options.signal ? { signal: options.signal } : {}), cache: "no-store" });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiError(0, undefined, "The server cannot be reached.");
  }
  return answer(response);
}

/** Whether the server knows who this is; throws when it does not, or cannot be asked. What the caller may do is another question. */
export async function checkCredentials(who: Credentials): Promise<void> {
  const path = "/v1/parameters";
  const proof = await authorization(who, "GET", path, "");
  const response = await fetch(path, { headers: { Authorization: proof ?? "" }, cache: "no-store" });
  if (response.status !== 401) return;
  const problem = (await response.json().catch(() => undefined)) as ProblemDocument | undefined;
  throw new ApiError(401, problem, problem?.detail ?? "The server does not accept these credentials.");
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await send(path, signal ? { signal } : {})).json() as Promise<T>;
}

/** A write: its idempotency key makes a retry by the network harmless. */
export async function post<T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
  const response = await send(path, { method: "POST", body, headers: { "Idempotency-Key": newNonce(), ...headers } });
  const text = await response.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

/** All pages of a list, to a bound that keeps a browser responsive. */
export async function getAll<T>(path: string, signal?: AbortSignal, most = 20_000): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? "" : `${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;
    const page = await get<Page<T>>(path + query, signal);
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== undefined && items.length < most);
  return items;
}

/** Path of a portfolio, which is an account (venue/account) or an owner. */
export function portfolioPath(portfolio: string): string {
  const slash = portfolio.indexOf("/");
  if (slash < 0) return `/v1/portfolios/${encodeURIComponent(portfolio)}`;
  return `/v1/venues/${encodeURIComponent(portfolio.slice(0, slash))}/accounts/${encodeURIComponent(portfolio.slice(slash + 1))}`;
}
