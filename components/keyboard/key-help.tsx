"use client";

import { Fragment, useState } from "react";
import { createRoot } from "react-dom/client";
import * as t from "../../lib/messages/index.ts";
import { ownPreferences, setPreferences } from "../frame/preferences.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Kbd } from "../ui/kbd.tsx";
import type { KeyText } from "./page-keys.ts";

const words = t.keyboard;

/** "X" is the letter with Shift, as it is pressed. */
function nameOf(key: string): string {
  if (/^[A-Z]$/.test(key)) return `${words.names.Shift} ${key.toLowerCase()}`;
  return key in words.names ? words.names[key as keyof typeof words.names] : key;
}

function Switch() {
  const [on, setOn] = useState(() => ownPreferences().keyboardShortcuts);
  return (
    <label className="mt-4 flex items-start gap-2 border-t border-line pt-3 text-sm">
      <input
        type="checkbox"
        className="mt-0.5 size-4 accent-(--accent)"
        checked={on}
        onChange={({ target }) => {
          setPreferences({ keyboardShortcuts: target.checked });
          setOn(target.checked);
        }}
      />
      <span>
        {words.single}
        <span className="block text-xs text-ink-2">{words.singleHint}</span>
      </span>
    </label>
  );
}

function KeyHelp({ texts, onClose }: { texts: readonly KeyText[]; onClose: () => void }) {
  const rows = [...texts, { keys: ["/"], does: words.search }, { keys: ["?"], does: words.help }];
  return (
    <Dialog open title={words.title} onOpenChange={onClose} className="w-[min(460px,calc(100vw-32px))]">
      <p className="text-sm text-ink-2">{words.lead}</p>
      <dl className="mt-3 grid grid-cols-[max-content_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1.5 text-sm">
        {rows.map(({ keys, does }) => (
          <Fragment key={keys.join()}>
            <dt>
              {keys.map((key, index) => (
                <Fragment key={key}>
                  {index > 0 ? <span className="mx-1 text-xs text-ink-2">{words.or}</span> : null}
                  <Kbd>{nameOf(key)}</Kbd>
                </Fragment>
              ))}
            </dt>
            <dd>{does}</dd>
          </Fragment>
        ))}
      </dl>
      <Switch />
    </Dialog>
  );
}

/** Shows the help over the page; focus goes back to where it was when it is closed. */
export function showKeyHelp(texts: readonly KeyText[]): void {
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  const close = () => {
    root.unmount();
    place.remove();
  };
  root.render(<KeyHelp texts={texts} onClose={close} />);
}
