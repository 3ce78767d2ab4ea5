import { signal } from "@preact/signals";

/** How this tab proves who calls. */
export type Credentials = { kind: "token"; token: string } | { kind: "key"; keyId: string; secret: string };

const place = "riskcluster.credentials";

function read(): Credentials | undefined {
  try {
    const text = sessionStorage.getItem(place);
    return text === null ? undefined : (JSON.parse(text) as Credentials);
  } catch {
    return undefined;
  }
}

/** Of this tab only: gone when it is closed, and never written anywhere else. */
export const credentials = signal<Credentials | undefined>(read());

/** Why the tab was signed out, when it did not ask to be. */
export const signedOutBecause = signal<string | undefined>(undefined);

export function signIn(value: Credentials): void {
  signedOutBecause.value = undefined;
  sessionStorage.setItem(place, JSON.stringify(value));
  credentials.value = value;
}

export function signOut(because?: string): void {
  signedOutBecause.value = because;
  sessionStorage.removeItem(place);
  credentials.value = undefined;
}

/** The claims of a token, unproven: for display, and to offer only what the person may do. The server decides. */
export interface Claims {
  sub?: string;
  scope?: string;
  exp?: number;
  owner?: string;
  venue?: string;
}

export function claimsOf(token: string): Claims | undefined {
  const part = token.split(".")[1];
  if (part === undefined) return undefined;
  try {
    return JSON.parse(decodeURIComponent(escape(atob(part.replaceAll("-", "+").replaceAll("_", "/"))))) as Claims;
  } catch {
    return undefined;
  }
}

/** Who is signed in, in words. */
export function subjectOf(value: Credentials | undefined): string {
  if (!value) return "signed out";
  return value.kind === "key" ? value.keyId : (claimsOf(value.token)?.sub ?? "token");
}

/** True when the credentials may have the scope: a key does not tell its scopes, so that the server has to be asked. */
export function mayHave(value: Credentials | undefined, scope: string): boolean {
  if (!value) return false;
  if (value.kind === "key") return true;
  const claims = claimsOf(value.token);
  return claims?.scope === undefined || claims.scope.split(" ").includes(scope);
}
