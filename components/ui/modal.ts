/** What stays reachable beside a dialog: short news, which say what became of an act in it. */
const reachable = "[data-toasts]";

/** Only the last dialog that opened answers to Escape. */
const open: HTMLElement[] = [];

function closeRest(layer: HTMLElement): () => void {
  const rest = [...document.body.children].filter(
    (element): element is HTMLElement =>
      element instanceof HTMLElement && element !== layer && !element.inert && !element.matches(reachable),
  );
  for (const element of rest) element.inert = true;
  return () => {
    for (const element of rest) element.inert = false;
  };
}

/**
 * Makes a panel modal, in its layer, a child of the body: the rest of the page takes no focus and is not read, Escape
 * asks to close. Returns what undoes it and gives the focus back. Not the browser's showModal(): that would silence the live region of toasts.
 */
export function makeModal(layer: HTMLElement, close: () => void, panel: HTMLElement = layer): () => void {
  const before = document.activeElement;
  const reopenRest = closeRest(layer);
  open.push(panel);
  document.documentElement.style.overflow = "hidden";
  const first = panel.querySelector<HTMLElement>(
    "[autofocus], :is(input, select, textarea):not(:disabled, [type=hidden])",
  );
  (first ?? panel).focus({ preventScroll: true });
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || open.at(-1) !== panel) return;
    if (document.querySelector("[popover=auto]:popover-open")) return;
    event.preventDefault();
    close();
  };
  document.addEventListener("keydown", onKey);
  return () => {
    document.removeEventListener("keydown", onKey);
    open.splice(open.indexOf(panel), 1);
    if (open.length === 0) document.documentElement.style.overflow = "";
    reopenRest();
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  };
}
