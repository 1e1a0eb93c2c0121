import * as t from "../../lib/messages/index.ts";
import { Button } from "../ui/button.tsx";
import { Popover } from "../ui/popover.tsx";

const words = t.imports;
/** A file keeps so many of them. */
const keptEntries = 200;

interface Entry {
  what: string;
  why: string;
}

/** What a file held that nothing here corresponds to: grouped by the reason, which is the same for most. */
export function LeftOut({ left, fileName }: { left: Entry[]; fileName: string }) {
  if (left.length === 0) return <span className="text-ink-2">{words.nothing}</span>;
  return (
    <Popover
      label={words.leftOf(fileName)}
      className="max-h-96 w-96 overflow-y-auto"
      trigger={
        <Button variant="quiet" size="sm" className="nums -ms-2">
          {words.leftCount(left.length, left.length >= keptEntries)}
        </Button>
      }
    >
      <h2 className="mb-2 font-semibold">{words.leftTitle}</h2>
      <LeftOutList left={left} />
    </Popover>
  );
}

export function LeftOutList({ left }: { left: Entry[] }) {
  const groups = [...Map.groupBy(left, ({ why }) => why)];
  return (
    <dl className="grid gap-3">
      {groups.map(([why, entries]) => (
        <div key={why}>
          <dt className="text-sm text-ink-2 first-letter:uppercase">{why}</dt>
          {entries.map(({ what }) => (
            <dd key={what} className="font-mono text-xs leading-5 [overflow-wrap:anywhere]">
              {what}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
