"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { t } from "../../lib/messages/index.ts";
import { href } from "../href.ts";
import { cn } from "../ui/class-names.ts";
import { Link } from "../ui/link.tsx";
import { navigation } from "./navigation.ts";

/** Pages that keep the chosen cluster when one goes from list to list. */
const keepsCluster = new Set(["/", "/findings", "/nodes", "/scans", "/schedules", "/trends"]);

export function RailNav({ compact, onGo }: { compact: boolean; onGo?: () => void }) {
  const path = usePathname();
  const cluster = useSearchParams().get("cluster");
  return (
    <nav aria-label={t.frame.rail} className="flex flex-col gap-4">
      {navigation.map((group) => (
        <ul key={group.items[0]?.href} className="flex flex-col gap-0.5">
          {group.items.map(({ href: to, label, icon: Icon }) => {
            const current = to === "/" ? path === "/" : path === to || path.startsWith(`${to}/`);
            return (
              <li key={to}>
                <Link
                  href={href(to, { cluster: keepsCluster.has(to) ? cluster : null })}
                  onClick={() => onGo?.()}
                  aria-current={current ? "page" : undefined}
                  title={compact ? label : undefined}
                  className={cn(
                    "relative flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm text-ink-2 transition-colors hover:bg-sunken hover:text-ink",
                    "aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-ink",
                    "aria-[current=page]:before:absolute aria-[current=page]:before:inset-y-1.5 aria-[current=page]:before:-left-3 aria-[current=page]:before:w-0.5 aria-[current=page]:before:bg-accent",
                  )}
                >
                  <Icon aria-hidden className="size-4 shrink-0" />
                  <span className={compact ? "sr-only" : ""}>{label}</span>
                </Link>
              </li>
            );
          })}
        </ul>
      ))}
    </nav>
  );
}
