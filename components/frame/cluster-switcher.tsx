"use client";

import { Check, ChevronsUpDown } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import * as t from "../../lib/messages/index.ts";
import { href } from "../href.ts";
import { TimeAgo } from "../time-ago.tsx";
import { Link } from "../ui/link.tsx";
import { closeMenu, Menu, menuItem } from "../ui/menu.tsx";
import type { FrameCluster } from "./frame-cluster.ts";
import { FreshnessDot } from "./freshness-dot.tsx";

/** Lists that understand `?cluster=`; elsewhere the switch leads to the overview of the cluster. */
const listPages = new Set(["/", "/findings", "/nodes", "/scans", "/schedules", "/trends", "/report"]);

function Freshness({ cluster }: { cluster: FrameCluster }) {
  if (cluster.scanning) return t.frame.cluster.scanning;
  if (cluster.scanFailed) return t.frame.cluster.failed;
  return cluster.scannedAt ? <TimeAgo at={cluster.scannedAt} focusable={false} /> : t.frame.cluster.never;
}

export function ClusterSwitcher({ clusters: known, compact }: { clusters: FrameCluster[] | null; compact: boolean }) {
  const clusters = known ?? [];
  const path = usePathname();
  const selected = useSearchParams().get("cluster");
  const current =
    clusters.find((cluster) => cluster.id === selected) ?? (clusters.length === 1 ? clusters[0] : undefined);
  const base = listPages.has(path) ? path : "/";
  const several = clusters.length === 0 ? t.frame.cluster.none : t.frame.cluster.all;
  const name = known === null ? t.frame.cluster.notRead : (current?.name ?? several);

  return (
    <Menu
      label={t.frame.cluster.choose}
      className="min-w-60"
      trigger={
        <button
          type="button"
          className="flex h-11 w-full items-center gap-2.5 rounded-md border border-line bg-page px-2.5 text-start hover:border-line-strong aria-expanded:border-control"
          title={compact ? name : undefined}
        >
          <span className="sr-only">
            {t.frame.cluster.choose} {compact ? name : ""}
          </span>
          {current ? (
            <FreshnessDot cluster={current} className="mx-[3px]" />
          ) : (
            <span aria-hidden className="mx-[3px] size-2.5" />
          )}
          {compact ? null : (
            <>
              <span className="min-w-0 flex-1 leading-4">
                <span className="block truncate text-sm font-medium">{name}</span>
                <span className="block truncate text-xs text-ink-2">
                  {current ? <Freshness cluster={current} /> : known ? t.frame.cluster.several(clusters.length) : null}
                </span>
              </span>
              <ChevronsUpDown aria-hidden className="size-4 text-ink-3" />
            </>
          )}
        </button>
      }
    >
      {clusters.length > 1 ? <Item to={href(base)} label={t.frame.cluster.all} checked={!current} /> : null}
      {clusters.map((cluster) => (
        <Item
          key={cluster.id}
          to={href(base, { cluster: cluster.id })}
          label={cluster.name}
          cluster={cluster}
          checked={cluster.id === current?.id}
        />
      ))}
      <hr className="my-1 border-line" />
      <Item to="/clusters" label={t.frame.nav.clusters} checked={false} />
    </Menu>
  );
}

function Item({
  to,
  label,
  cluster,
  checked,
}: {
  to: string;
  label: string;
  cluster?: FrameCluster;
  checked: boolean;
}) {
  return (
    <Link
      href={to}
      role="menuitem"
      tabIndex={-1}
      className={menuItem}
      aria-current={checked ? "true" : undefined}
      onClick={(event) => closeMenu(event.currentTarget)}
    >
      {cluster ? <FreshnessDot cluster={cluster} /> : <span aria-hidden className="size-2.5" />}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {cluster ? (
        <span className="text-xs text-ink-2">
          <Freshness cluster={cluster} />
        </span>
      ) : null}
      {checked ? <Check aria-hidden className="size-4" /> : null}
    </Link>
  );
}
