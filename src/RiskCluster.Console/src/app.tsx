import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { credentials, signOut, subjectOf } from "./api/credentials";
import { forgetHistories } from "./state/history";
import { go, route, type Route } from "./state/route";
import { theme, toggleTheme } from "./state/theme";
import { HelpDialog } from "./ui/HelpDialog";
import { isWriting, takeKeysLast } from "./ui/keys";
import { Palette, type Command } from "./ui/Palette";
import { StreamBadge } from "./ui/StreamBadge";
import { useChannel } from "./state/live";
import { BoardView } from "./views/BoardView";
import { GovernanceView } from "./views/GovernanceView";
import { LiquidationsView } from "./views/LiquidationsView";
import { OraclesView } from "./views/OraclesView";
import { PortfolioView } from "./views/PortfolioView";
import { RunsView } from "./views/RunsView";
import { SignInView } from "./views/SignInView";
import { WhatIfView } from "./views/WhatIfView";

interface PageLink {
  path: string;
  title: string;
  key: string;
}

const pages: PageLink[] = [
  { path: "portfolios", title: "Portfolios", key: "p" },
  { path: "what-if", title: "What if", key: "w" },
  { path: "liquidations", title: "Liquidations", key: "l" },
  { path: "oracles", title: "Oracles", key: "o" },
  { path: "governance", title: "Governance", key: "g" },
  { path: "runs", title: "Runs", key: "r" },
];

function View({ at }: { at: Route }) {
  const [page = "portfolios", first, ...rest] = at.parts;
  if (page === "portfolios") return first === undefined ? <BoardView /> : <PortfolioView key={first} portfolio={first} />;
  if (page === "accounts" && first !== undefined && rest.length > 0) return <PortfolioView key={at.parts.join("/")} portfolio={`${first}/${rest.join("/")}`} />;
  if (page === "what-if") return <WhatIfView />;
  if (page === "liquidations") return <LiquidationsView />;
  if (page === "oracles") return <OraclesView />;
  if (page === "governance") return <GovernanceView />;
  if (page === "runs") return <RunsView />;
  return (
    <div class="page">
      <h1>There is no such page</h1>
      <p><a href="#/portfolios">To the portfolio board</a></p>
    </div>
  );
}

export function App() {
  return credentials.value === undefined ? <SignInView /> : <Desk />;
}

function Desk() {
  const at = route.value;
  const [dialog, setDialog] = useState<"palette" | "help">();
  const main = useRef<HTMLElement>(null);
  const pending = useRef<number>(0);
  // Parameters change seldom; their channel keeps the connection, and the age of the last sign of life, on every page.
  useChannel("parameters");

  const commands = useMemo<Command[]>(() => [
    ...pages.map((page) => ({ title: page.title, hint: `g ${page.key}`, run: () => go(`#/${page.path}`) })),
    { title: "Turn dark or light", hint: "t", run: toggleTheme },
    { title: "Show the keys", hint: "?", run: () => setDialog("help") },
    { title: "Sign out", hint: "", run: leave },
  ], []);

  useLayoutEffect(() => takeKeysLast((event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") return setDialog("palette"), true;
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return false;
    if (Date.now() < pending.current) {
      pending.current = 0;
      const page = pages.find((item) => item.key === event.key);
      if (page) return go(`#/${page.path}`), true;
      return false;
    }
    switch (event.key) {
      case "g": pending.current = Date.now() + 1000; return true;
      case "t": toggleTheme(); return true;
      case "?": setDialog("help"); return true;
      // Pages with a filter take this key first.
      case "/": setDialog("palette"); return true;
      default: return false;
    }
  }), []);

  const place = at.parts.join("/");
  useEffect(() => {
    document.title = `${at.parts.length > 1 ? at.parts.slice(1).join("/") : (pages.find((page) => page.path === at.parts[0])?.title ?? "Portfolios")} · RiskCluster`;
    main.current?.scrollTo(0, 0);
    document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [place]);

  const current = at.parts[0] === "accounts" ? "portfolios" : (at.parts[0] ?? "portfolios");
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => (event.preventDefault(), main.current?.focus())}>To the content</a>
      <header class="top">
        <a class="brand" href="#/portfolios">RiskCluster</a>
        <nav aria-label="Pages">
          {pages.map((page) => (
            <a key={page.path} href={`#/${page.path}`} {...(page.path === current ? { "aria-current": "page" as const } : {})}>{page.title}</a>
          ))}
        </nav>
        <div class="top-end">
          <StreamBadge />
          <button type="button" class="small go-to" onClick={() => setDialog("palette")}>Go to <kbd>Ctrl K</kbd></button>
          <button type="button" class="small icon" onClick={toggleTheme} aria-label={theme.value === "dark" ? "Turn light" : "Turn dark"}>{theme.value === "dark" ? "☀" : "☾"}</button>
          <button type="button" class="small icon" onClick={() => setDialog("help")} aria-label="Show the keys">?</button>
          <button type="button" class="small who" onClick={leave} title={`Signed in as ${subjectOf(credentials.value)}`}><span class="clip">{subjectOf(credentials.value)}</span><span>sign out</span></button>
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <View at={at} />
      </main>
      {dialog === "palette" && <Palette commands={commands} onClose={() => setDialog(undefined)} />}
      {dialog === "help" && <HelpDialog onClose={() => setDialog(undefined)} />}
    </>
  );
}

function leave(): void {
  forgetHistories();
  signOut();
}
