/** Which rows of a long table are made into elements: those in sight and a few around them. */
export interface RowWindow {
  first: number;
  end: number;
}

export function rowWindow(scrollTop: number, height: number, rowHeight: number, rows: number, around = 8): RowWindow {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - around);
  const end = Math.min(rows, Math.ceil((scrollTop + height) / rowHeight) + around);
  return { first: Math.min(first, Math.max(0, rows - 1)), end: Math.max(end, Math.min(rows, first + 1)) };
}

/** Where to scroll so that a row is in sight below the header; undefined when it is. */
export function scrollToShow(row: number, scrollTop: number, height: number, rowHeight: number, headerHeight: number): number | undefined {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  const bottom = top + rowHeight + headerHeight;
  return bottom > scrollTop + height ? bottom - height : undefined;
}
