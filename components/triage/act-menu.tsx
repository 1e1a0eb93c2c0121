"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";
import type { TriageKind } from "../../lib/domain/triage.ts";
import * as t from "../../lib/messages/index.ts";
import type { TriageRequest } from "../findings/triage-request.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Kbd } from "../ui/kbd.tsx";

const words = t.triageDialog;
export const actKinds = ["acknowledge", "assign", "due", "accept", "false-positive", "reopen"] as const;

interface Props {
  request: TriageRequest;
  onChoose: (kind: TriageKind) => void;
  onClose: () => void;
}

/** Every act with its letter; arrow keys move. */
export function ActMenu({ request, onChoose, onClose }: Props) {
  const list = useRef<HTMLUListElement>(null);
  // After the dialog has taken the focus for itself.
  useEffect(() => list.current?.querySelector("button")?.focus(), []);
  const press = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const kind = actKinds.find((one) => words.menu.keys[one] === event.key);
    if (kind) {
      event.preventDefault();
      return onChoose(kind);
    }
    const buttons = [...event.currentTarget.querySelectorAll("button")];
    const at = buttons.findIndex((button) => button.matches(":focus"));
    const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    buttons.at((at + by) % buttons.length)?.focus();
  };
  const of =
    request.target.kind === "filter"
      ? words.everything(request.count)
      : (request.headline ?? words.findings(request.count));
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={words.titles.menu}
      description={of}
      className="w-[min(440px,calc(100vw-32px))]"
    >
      <ul ref={list} aria-label={words.titles.menu} className="grid" onKeyDown={press}>
        {actKinds.map((kind) => (
          <li key={kind}>
            <button
              type="button"
              aria-keyshortcuts={words.menu.keys[kind]}
              onClick={() => onChoose(kind)}
              className="grid w-full grid-cols-[28px_minmax(0,1fr)] items-baseline gap-x-2 rounded-sm px-2 py-1.5 text-start hover:bg-sunken focus:bg-sunken"
            >
              <Kbd>{words.menu.keys[kind]}</Kbd>
              <span className="text-sm font-medium">{t.triage.acts[kind]}</span>
              <span className="col-start-2 text-xs text-ink-2">{words.menu.details[kind]}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-xs text-ink-2">{words.menu.hint}</p>
    </Dialog>
  );
}
