import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** A dialog that keeps the focus within itself and gives it back; Escape closes it. */
export function Dialog({ label, onClose, children, className = "" }: { label: string; onClose: () => void; children: ComponentChildren; className?: string }) {
  const element = useRef<HTMLDialogElement>(null);
  // Before the next key: what is typed after the key that opens a dialog belongs to the dialog, however busy the page is.
  useLayoutEffect(() => {
    const dialog = element.current!;
    const before = document.activeElement;
    dialog.showModal();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      aria-label={label}
      class={className}
      onCancel={(event) => (event.preventDefault(), onClose())}
      onClick={(event) => event.target === element.current && onClose()}
    >
      {children}
    </dialog>
  );
}
