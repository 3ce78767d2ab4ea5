import { Dialog } from "./Dialog";

const keys: [string, string][] = [
  ["j  k", "next, previous row"],
  ["Enter  o", "open the row"],
  ["/", "filter the list"],
  ["Ctrl K", "go anywhere"],
  ["g p", "portfolios"],
  ["g w", "what if"],
  ["g l", "liquidations"],
  ["g o", "oracles"],
  ["g g", "governance"],
  ["g r", "runs"],
  ["t", "dark or light"],
  ["?", "this page"],
];

export function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog label="Keys" onClose={onClose} className="help">
      <h2>Keys</h2>
      <dl>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>{key.split("  ").map((part) => <kbd key={part}>{part}</kbd>)}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="primary" autoFocus onClick={onClose}>Close</button>
    </Dialog>
  );
}
