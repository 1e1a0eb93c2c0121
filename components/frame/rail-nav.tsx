"use client";

import { usePathname, useSearchParams } from "next/navigation";
import * as t from "../../lib/messages/index.ts";
import { href } from "../href.ts";
import { cn } from "../ui/class-names.ts";
import { Link } from "../ui/link.tsx";
import { useUnseen } from "./live.ts";
import { navigation } from "./navigation.ts";

/** Pages that keep the chosen cluster when one goes from list to list. */
const keepsCluster = new Set([
  "/",
  "/findings",
  "/nodes",
  "/acceptances",
  "/changes",
  "/scans",
  "/schedules",
  "/trends",
]);

interface UnseenProps {
  compact: boolean;
  unseen: { since: string; count: number };
  onGo: () => void;
}

/** How much is new since this browser marked the feed as seen; leads to exactly these. */
function Unseen({ compact, unseen: { since, count }, onGo }: UnseenProps) {
  const meaning = t.frame.unseen.meaning(count);
  return (
    <Link
      href={href("/changes", { since })}
      data-count={count}
      title={meaning}
      onClick={onGo}
      className={cn(
        "nums absolute rounded-sm bg-accent-wash px-1.5 text-xs leading-[18px] font-medium text-accent hover:underline",
        compact ? "-top-1 -end-1" : "top-[7px] end-2",
      )}
    >
      <span aria-hidden>{t.frame.unseen.short(count)}</span>
      <span className="sr-only">{meaning}</span>
    </Link>
  );
}

export function RailNav({ compact, onGo }: { compact: boolean; onGo?: () => void }) {
  const path = usePathname();
  const cluster = useSearchParams().get("cluster");
  const unseen = useUnseen();
  return (
    <nav aria-label={t.frame.rail} className="flex flex-col gap-4">
      {navigation.map((group) => (
        <ul key={group.items[0]?.href} className="flex flex-col gap-0.5">
          {group.items.map(({ href: to, area }) => {
            const label = t.frame.nav[area];
            const current = to === "/" ? path === "/" : path === to || path.startsWith(`${to}/`);
            return (
              <li key={to} className="relative">
                <Link
                  href={href(to, { cluster: keepsCluster.has(to) ? cluster : null })}
                  onClick={() => onGo?.()}
                  aria-current={current ? "page" : undefined}
                  title={compact ? label : undefined}
                  className={cn(
                    "relative flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm text-ink-2 transition-colors hover:bg-sunken hover:text-ink",
                    "aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-ink",
                    "aria-[current=page]:before:absolute aria-[current=page]:before:inset-y-1.5 aria-[current=page]:before:-start-3 aria-[current=page]:before:w-0.5 aria-[current=page]:before:bg-accent",
                  )}
                >
                  <svg aria-hidden="true" className="size-4 shrink-0">
                    <use href={`#rail-${area}`} />
                  </svg>
                  <span className={compact ? "sr-only" : ""}>{label}</span>
                </Link>
                {to === "/changes" && unseen && unseen.count > 0 ? (
                  <Unseen compact={compact} unseen={unseen} onGo={() => onGo?.()} />
                ) : null}
              </li>
            );
          })}
        </ul>
      ))}
    </nav>
  );
}
