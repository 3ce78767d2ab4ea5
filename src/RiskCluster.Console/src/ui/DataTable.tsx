import type { ComponentChildren } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { isWriting, takeKeys } from "./keys";
import { rowWindow, scrollToShow } from "./window";

export interface Column<T> {
  key: string;
  title: string;
  /** CSS pixels. */
  width: number;
  end?: boolean;
  /** Rising order; without, the column does not sort. */
  compare?: (a: T, b: T) => number;
  render: (row: T) => ComponentChildren;
  /** CSS pixels where the table is as narrow as a phone. */
  phoneWidth?: number;
  /** Columns of higher rank are left out first where the table is narrow; 0, the default, stays. */
  rank?: number;
  /** Takes what width is left. */
  grow?: boolean;
  help?: string;
}

export interface SortOrder {
  key: string;
  falling: boolean;
}

interface DataTableProps<T> {
  label: string;
  rows: T[];
  columns: Column<T>[];
  rowKey: (row: T) => string;
  sort: SortOrder;
  onSort: (sort: SortOrder) => void;
  /** Opens a row: Enter, o, or a double click; the row's own link does the rest. */
  onOpen?: (row: T) => void;
  rowClass?: (row: T) => string;
  empty: string;
}

const rowHeight = 32;
const headerHeight = 34;
/** Up to here a table is as narrow as a phone; the style sheets say so too. */
const phonePixels = 480;

const widthIn = <T,>(column: Column<T>, table: number): number => (table <= phonePixels ? (column.phoneWidth ?? column.width) : column.width);

/** A table of any length: only what is in sight is made. j, k, the arrows, Home and End move, Enter opens, headers sort. */
export function DataTable<T>({ label, rows, columns, rowKey, sort, onSort, onOpen, rowClass, empty }: DataTableProps<T>) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600, width: 1200 });
  const [current, setCurrent] = useState<string>();
  const focusWanted = useRef(false);

  const sorted = useMemo(() => {
    const compare = columns.find((column) => column.key === sort.key)?.compare;
    if (!compare) return rows;
    const direction = sort.falling ? -1 : 1;
    return [...rows].sort((a, b) => direction * compare(a, b) || (rowKey(a) < rowKey(b) ? -1 : 1));
  }, [rows, columns, sort.key, sort.falling]);

  useLayoutEffect(() => {
    const element = box.current!;
    const measure = (): void => setView((before) => ({ ...before, height: element.clientHeight, width: element.clientWidth }));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);

  const index = current === undefined ? -1 : sorted.findIndex((row) => rowKey(row) === current);

  const moveTo = (target: number): void => {
    const row = sorted[Math.max(0, Math.min(sorted.length - 1, target))];
    if (!row) return;
    setCurrent(rowKey(row));
    focusWanted.current = true;
    const top = scrollToShow(sorted.indexOf(row), box.current!.scrollTop, view.height, rowHeight, headerHeight);
    if (top !== undefined) box.current!.scrollTop = top;
  };

  const onKey = (event: KeyboardEvent): boolean => {
    if (isWriting(event.target) || event.ctrlKey || event.metaKey || event.altKey || sorted.length === 0) return false;
    const inside = box.current!.contains(event.target as Node);
    const page = Math.max(1, Math.floor((view.height - headerHeight) / rowHeight) - 1);
    switch (event.key) {
      case "j": moveTo(index + 1); return true;
      case "k": moveTo(index < 0 ? 0 : index - 1); return true;
      case "ArrowDown": if (inside) moveTo(index + 1); return inside;
      case "ArrowUp": if (inside) moveTo(index - 1); return inside;
      case "PageDown": if (inside) moveTo(index + page); return inside;
      case "PageUp": if (inside) moveTo(index - page); return inside;
      case "Home": if (inside) moveTo(0); return inside;
      case "End": if (inside) moveTo(sorted.length - 1); return inside;
      case "o":
      case "Enter": {
        // Enter on a link or a button is theirs.
        if (event.key === "Enter" && !(event.target as HTMLElement).matches?.("tr, body")) return false;
        const row = sorted[index];
        if (!row || !onOpen) return false;
        onOpen(row);
        return true;
      }
      default: return false;
    }
  };
  const handler = useRef(onKey);
  handler.current = onKey;
  useLayoutEffect(() => takeKeys((event) => handler.current(event)), []);

  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    const element = box.current!.querySelector<HTMLElement>("tr[aria-selected=true]");
    if (!element) return;
    focusWanted.current = false;
    element.focus({ preventScroll: true });
  });

  const shown = useMemo(() => fitting(columns, view.width), [columns, view.width]);
  const least = shown.reduce((sum, column) => sum + widthIn(column, view.width), 0);
  const { first, end } = rowWindow(view.top, view.height, rowHeight, sorted.length);
  const focusable = index >= first && index < end ? index : first;

  return (
    <div class="grid-box" ref={box} onScroll={(event) => setView((before) => ({ ...before, top: (event.target as HTMLElement).scrollTop }))}>
      <table role="grid" aria-label={label} aria-rowcount={sorted.length + 1} class="grid" style={{ minWidth: `${least}px` }}>
        <colgroup>
          {shown.map((column) => <col key={column.key} style={column.grow ? {} : { width: `${widthIn(column, view.width)}px` }} />)}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {shown.map((column) => <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} />)}
          </tr>
        </thead>
        <tbody>
          {first > 0 && <tr aria-hidden="true" class="spacer" style={{ height: `${first * rowHeight}px` }} />}
          {sorted.slice(first, end).map((row, offset) => {
            const key = rowKey(row);
            return (
              <tr
                key={key}
                aria-rowindex={first + offset + 2}
                aria-selected={key === current}
                tabIndex={first + offset === focusable ? 0 : -1}
                class={rowClass?.(row)}
                onFocus={() => setCurrent(key)}
                onDblClick={() => onOpen?.(row)}
              >
                {shown.map((column) => <td key={column.key} class={column.end ? "end" : undefined}>{column.render(row)}</td>)}
              </tr>
            );
          })}
          {end < sorted.length && <tr aria-hidden="true" class="spacer" style={{ height: `${(sorted.length - end) * rowHeight}px` }} />}
          {sorted.length === 0 && <tr><td class="empty" colSpan={shown.length}>{empty}</td></tr>}
        </tbody>
      </table>
    </div>
  );
}

/** The columns that there is room for, in their order. */
export function fitting<T>(columns: Column<T>[], width: number): Column<T>[] {
  const shown = new Set<Column<T>>();
  let left = width;
  for (const column of [...columns].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))) {
    const needed = widthIn(column, width);
    if ((column.rank ?? 0) > 0 && needed > left) break;
    shown.add(column);
    left -= needed;
  }
  return columns.filter((column) => shown.has(column));
}

function HeaderCell<T>({ column, sort, onSort }: { column: Column<T>; sort: SortOrder; onSort: (sort: SortOrder) => void }) {
  const active = sort.key === column.key;
  const order = active ? (sort.falling ? "descending" : "ascending") : undefined;
  const turn = (): void => onSort({ key: column.key, falling: active ? !sort.falling : false });
  // On the inner side of the title, so that titles stand in line with their columns.
  const mark = <span aria-hidden="true" class="sort-mark">{active ? (sort.falling ? "▼" : "▲") : ""}</span>;
  return (
    <th scope="col" class={column.end ? "end" : undefined} {...(order === undefined ? {} : { "aria-sort": order })} title={column.help}>
      {column.compare ? (
        <button type="button" class="sort" onClick={turn}>
          {column.end && mark}
          {column.title}
          {!column.end && mark}
        </button>
      ) : column.title}
    </th>
  );
}
