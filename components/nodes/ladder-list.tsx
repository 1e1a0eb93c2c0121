import * as t from "../../lib/messages/index.ts";
import { SeverityShape } from "../severity-shape.tsx";
import { Link } from "../ui/link.tsx";
import type { Rung } from "./ladder.ts";

const words = t.nodes.ladder;

function State({ rung }: { rung: Rung }) {
  const [worst] = rung.findings;
  if (rung.state === "ok") return <SeverityShape shape="pass" />;
  if (rung.state === "unknown" || !worst) return <SeverityShape shape="unknown" />;
  return <SeverityShape shape={worst.severity} />;
}

const colours = { ok: "text-pass", broken: "text-ink", unknown: "text-unknown" };

/** The layers of a node, each held, broken or unknown, with the one line that says why. */
export function LadderList({ rungs }: { rungs: Rung[] }) {
  return (
    <ol className="border-t border-line">
      {rungs.map((rung) => {
        const [worst, ...others] = rung.findings;
        return (
          <li
            key={rung.layer}
            className="relative grid grid-cols-[190px_84px_minmax(0,1fr)] items-baseline gap-x-3 border-b border-line py-1.5 text-sm hover:bg-raised max-sm:grid-cols-[minmax(0,1fr)_auto]"
          >
            <span className="font-medium">{words.layer[rung.layer]}</span>
            <span className={`inline-flex items-center gap-1.5 font-medium ${colours[rung.state]}`}>
              <State rung={rung} />
              {words.state[rung.state]}
            </span>
            <span className="text-ink-2 max-sm:col-span-2">
              {worst ? (
                <Link href={`/findings/${worst.id}`} className="row-link text-ink">
                  {rung.line}
                </Link>
              ) : (
                rung.line
              )}
              {others.length > 0 ? <span className="text-ink-2"> {words.more(others.length)}</span> : null}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
