import { useMemo, useState } from "preact/hooks";
import { getAll } from "../api/client";
import type { PortfolioRow } from "../api/types";
import { useResource } from "../state/resource";
import { portfolioLink } from "../state/route";
import { Dialog } from "./Dialog";

export interface Command {
  title: string;
  hint: string;
  run: () => void;
}

const mostShown = 12;

/** Goes anywhere by name: pages, actions, owners; "venue/account" opens the account that is typed. */
export function Palette({ commands, onClose }: { commands: Command[]; onClose: () => void }) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const owners = useResource("palette owners", (signal) => getAll<PortfolioRow>("/v1/portfolios?limit=200", signal));
  const found = useMemo(() => matches(text, commands, owners.data ?? []), [text, commands, owners.data]);
  const run = (command: Command | undefined): void => {
    if (!command) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (move !== 0) {
      event.preventDefault();
      setChosen((chosen + move + found.length) % Math.max(1, found.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(found[chosen]);
    }
  };
  return (
    <Dialog label="Go to" onClose={onClose} className="palette">
      <input
        autoFocus
        role="combobox"
        aria-label="Page, action, owner or venue/account"
        aria-expanded={true}
        aria-controls="palette-list"
        {...(found[chosen] ? { "aria-activedescendant": `palette-${chosen}` } : {})}
        placeholder="Page, action, owner or venue/account"
        value={text}
        onInput={(event) => (setText(event.currentTarget.value), setChosen(0))}
        onKeyDown={onKeyDown}
      />
      <ul id="palette-list" role="listbox" aria-label="Found">
        {found.map((command, index) => (
          <li key={command.title} id={`palette-${index}`} role="option" aria-selected={index === chosen} onClick={() => run(command)} onPointerMove={() => setChosen(index)}>
            <span>{command.title}</span>
            <span class="muted">{command.hint}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p class="muted pad" role="status">Nothing is called so.</p>}
    </Dialog>
  );
}

function matches(text: string, commands: Command[], owners: PortfolioRow[]): Command[] {
  const term = text.trim().toLowerCase();
  const open = (portfolio: string, hint: string): Command => ({ title: portfolio, hint, run: () => (location.hash = portfolioLink(portfolio)) });
  const named = commands.filter((command) => command.title.toLowerCase().includes(term));
  if (term === "") return named.slice(0, mostShown);
  const people = owners.filter((row) => row.owner.toLowerCase().includes(term)).sort((a, b) => a.owner.toLowerCase().indexOf(term) - b.owner.toLowerCase().indexOf(term));
  const account = /^[^/\s]+\/[^/\s]+$/.test(text.trim()) && !people.some((row) => row.owner === text.trim()) ? [open(text.trim(), "account")] : [];
  return [...named, ...account, ...people.map((row) => open(row.owner, "owner"))].slice(0, mostShown);
}
