import { Fragment } from "react";
import * as t from "../../lib/messages/index.ts";
import { Kbd } from "../ui/kbd.tsx";

const words = t.palette.keys;

/** What the keys do while the palette is open. */
export function PaletteKeys() {
  const rows = [
    { keys: ["↓", "↑"], does: words.move },
    { keys: [words.names.PageDown, words.names.PageUp], does: words.ends },
    { keys: ["Enter"], does: words.choose },
    { keys: [words.names.inNewTab], does: words.newTab },
    { keys: ["Esc"], does: words.back },
    { keys: [t.frame.paletteKeys, "⌘ K"], does: words.open },
  ];
  return (
    <section aria-label={words.title} className="border-t border-line px-4 py-3">
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1.5 text-sm">
        {rows.map(({ keys, does }) => (
          <Fragment key={does}>
            <dt className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
