import { useState } from "preact/hooks";
import { checkCredentials } from "../api/client";
import { claimsOf, signedOutBecause, signIn, type Credentials } from "../api/credentials";
import { canSign } from "../api/signing";
import { fromBase64Url } from "../api/base64url";
import { Notice } from "../ui/Notice";

/** Asks for a token of a person or a key of a machine. Both stay in this tab. */
export function SignInView() {
  const [kind, setKind] = useState<Credentials["kind"]>("token");
  const [token, setToken] = useState("");
  const [keyId, setKeyId] = useState("");
  const [secret, setSecret] = useState("");
  const [fault, setFault] = useState<string | undefined>(signedOutBecause.peek());
  const [busy, setBusy] = useState(false);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const value = kind === "token" ? tokenOf(token) : keyOf(keyId, secret);
    if (typeof value === "string") return setFault(value);
    setBusy(true);
    setFault(undefined);
    try {
      await checkCredentials(value);
      signIn(value);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };

  return (
    <main id="main" class="sign-in">
      <form class="panel form" onSubmit={(event) => void submit(event)}>
        <h1>RiskCluster</h1>
        <p class="muted">Sign in to see margins, liquidations and markets. What you enter stays in this tab and goes when it is closed.</p>
        <div class="segments" role="group" aria-label="Sign in with">
          <button type="button" aria-pressed={kind === "token"} onClick={() => setKind("token")}>Token</button>
          <button type="button" aria-pressed={kind === "key"} onClick={() => setKind("key")}>API key</button>
        </div>
        {kind === "token" && (
          <label class="field">
            <span>Token (JWT)</span>
            <textarea class="mono" rows={5} autocomplete="off" spellcheck={false} autoFocus value={token} onInput={(event) => setToken(event.currentTarget.value)} />
          </label>
        )}
        {kind === "key" && !canSign() && <Notice tone="warn">This page is not secure, so that the browser does not let it sign: use HTTPS, or localhost, or a token.</Notice>}
        {kind === "key" && (
          <>
            <label class="field"><span>Key id</span><input class="mono" autocomplete="off" spellcheck={false} autoFocus value={keyId} onInput={(event) => setKeyId(event.currentTarget.value)} /></label>
            <label class="field"><span>Secret</span><input class="mono" type="password" autocomplete="off" value={secret} onInput={(event) => setSecret(event.currentTarget.value)} /></label>
          </>
        )}
        {fault !== undefined && <Notice tone="bad">{fault}</Notice>}
        <button type="submit" class="primary" disabled={busy}>{busy ? "Asking the server…" : "Sign in"}</button>
        <p class="muted"><small><code>riskcluster token</code> makes a token; the first start of the server prints an admin key once.</small></p>
      </form>
    </main>
  );
}

/** The credentials, or what is wrong with them. */
function tokenOf(text: string): Credentials | string {
  const token = text.trim().replace(/^Bearer\s+/i, "");
  const claims = claimsOf(token);
  if (token.split(".").length !== 3 || !claims) return "A token has three parts divided by points.";
  if (claims.exp !== undefined && claims.exp * 1000 < Date.now()) return "The token has expired.";
  return { kind: "token", token };
}

function keyOf(keyId: string, secret: string): Credentials | string {
  if (keyId.trim() === "") return "The key id is missing.";
  const bytes = fromBase64Url(secret.trim());
  if (!bytes || bytes.length < 16) return "The secret is the base64url text that was shown when the key was issued.";
  return { kind: "key", keyId: keyId.trim(), secret: secret.trim() };
}
