import type { ComponentChildren } from "preact";

export interface LineColumn<T> {
  title: string;
  end?: boolean;
  render: (row: T) => ComponentChildren;
}

/** A short table within a panel; scrolls sideways where it is too wide, by keyboard too. */
export function Lines<T>({ label, rows, columns, empty, rowKey }: { label: string; rows: T[]; columns: LineColumn<T>[]; empty: string; rowKey: (row: T, index: number) => string }) {
  if (rows.length === 0) return <p class="muted pad">{empty}</p>;
  return (
    <div class="lines-box" tabIndex={0} role="region" aria-label={label}>
      <table class="lines">
        <thead>
          <tr>
            {columns.map((column) => <th key={column.title} scope="col" class={column.end ? "end" : undefined}>{column.title}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)}>
              {columns.map((column) => <td key={column.title} class={column.end ? "end" : undefined}>{column.render(row)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
