import type { ComponentChildren } from "preact";
import type { ApiError } from "../api/client";

/** A message that is read out when it appears. */
export function Notice({ tone, children }: { tone: "info" | "warn" | "bad" | "good"; children: ComponentChildren }) {
  return (
    <p class={`notice notice-${tone}`} role={tone === "bad" ? "alert" : "status"}>
      {children}
    </p>
  );
}

/** Why a request was refused, in the server's words, with what support will ask for. */
export function Refusal({ error, retry }: { error: ApiError; retry?: () => void }) {
  return (
    <div class="notice notice-bad" role="alert">
      <strong>{error.problem?.title ?? "No answer"}.</strong> {error.message}
      {error.problem?.param !== undefined && <> Field: <code>{error.problem.param}</code>.</>}
      {error.problem && <small class="muted"> {error.problem.code} · {error.problem.reason} · request {error.problem.request_id}</small>}
      {retry && error.retryable && (
        <button type="button" class="small" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

export function Loading({ what }: { what: string }) {
  return (
    <p class="loading" role="status">
      <span class="spinner" aria-hidden="true" /> Reading {what}
    </p>
  );
}
