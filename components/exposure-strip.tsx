import type { ExposureStripItem } from "../lib/domain/views/overview-view.ts";
import type { PortSection } from "../lib/domain/well-known-ports.ts";
import * as t from "../lib/messages/index.ts";
import { SeverityShape } from "./severity-shape.tsx";
import { cn } from "./ui/class-names.ts";
import { Link } from "./ui/link.tsx";

const maxTicks = 24;

/** One tick a node while they can be told apart, a bar after that. */
function Gauge({ reachable, nodes }: { reachable: number; nodes: number }) {
  if (nodes === 0) return <div className="h-2.5 rounded-[1px] border border-dashed border-line-strong" />;
  if (nodes > maxTicks) {
    return (
      <div className="h-2.5 rounded-[1px] bg-sunken">
        <div className="h-full min-w-0.5 rounded-[1px] bg-ink-2" style={{ width: `${(reachable / nodes) * 100}%` }} />
      </div>
    );
  }
  return (
    <div className="flex h-2.5 gap-px">
      {Array.from({ length: nodes }, (_, index) => index).map((index) => (
        <span key={index} className={cn("flex-1 rounded-[1px]", index < reachable ? "bg-ink-2" : "bg-line")} />
      ))}
    </div>
  );
}

/** Per port class: on how many nodes it is reachable, and the worst that was found there. */
export function ExposureStrip({ items, href }: { items: ExposureStripItem[]; href: (section: PortSection) => string }) {
  return (
    <ul className="grid grid-cols-2 gap-x-5 gap-y-3 sm:grid-cols-3 xl:grid-cols-6">
      {items.map((item) => {
        const section = t.words.section[item.section];
        const worst = item.worst ? t.words.severity[item.worst] : null;
        return (
          <li key={item.section}>
            <Link
              href={href(item.section)}
              data-count={item.nodes === 0 ? undefined : item.reachable}
              className="group block rounded-sm py-1"
            >
              <span className="flex items-center justify-between gap-2 text-sm">
                <span className="truncate text-ink-2 group-hover:text-ink group-hover:underline">{section}</span>
                {item.worst ? <SeverityShape shape={item.worst} /> : null}
                <span className="sr-only">{worst ? t.overview.strip.worst(worst) : t.overview.strip.noFinding}</span>
              </span>
              <span className="nums my-1 block leading-6">
                {item.nodes === 0 ? (
                  <span className="text-xs text-ink-2">{t.overview.strip.notLooked}</span>
                ) : (
                  <>
                    <span className={cn("text-lg font-semibold", item.reachable === 0 && "text-ink-3")}>
                      {item.reachable}
                    </span>
                    <span className="text-xs text-ink-2"> {t.overview.strip.ofNodes(item.nodes)}</span>
                  </>
                )}
              </span>
              <Gauge reachable={item.reachable} nodes={item.nodes} />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
