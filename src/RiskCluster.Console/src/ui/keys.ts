/** What the keys of the page do: the newest taker of a key gets it, before those who take what is left. */
type Handler = (event: KeyboardEvent) => boolean;

const handlers: Handler[] = [];

/** Takes keys until the returned function is called: to be called from a layout effect, so that no key is missed. A handler tells whether it used the key. */
export function takeKeys(handler: Handler): () => void {
  handlers.push(handler);
  return () => leave(handler);
}

/** Takes the keys that nobody else takes, however early it begins. */
export function takeKeysLast(handler: Handler): () => void {
  handlers.unshift(handler);
  return () => leave(handler);
}

function leave(handler: Handler): void {
  const index = handlers.lastIndexOf(handler);
  if (index >= 0) handlers.splice(index, 1);
}

/** True while the reader writes: letters are his then. */
export function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

export function startKeys(): () => void {
  const down = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    for (const handler of [...handlers].reverse()) {
      if (!handler(event)) continue;
      event.preventDefault();
      return;
    }
  };
  addEventListener("keydown", down);
  return () => removeEventListener("keydown", down);
}
