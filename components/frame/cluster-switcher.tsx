"use client";

import { Check, ChevronsUpDown } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { DropdownMenu } from "radix-ui";
import * as t from "../../lib/messages/index.ts";
import { href } from "../href.ts";
import { TimeAgo } from "../time-ago.tsx";
import { Link } from "../ui/link.tsx";
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
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="flex h-11 w-full items-center gap-2.5 rounded-md border border-line bg-page px-2.5 text-start hover:border-line-strong data-[state=open]:border-control"
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
                {current ? <Freshness cluster={current} /> : known ? t.words.cluster(clusters.length) : null}
              </span>
            </span>
            <ChevronsUpDown aria-hidden className="size-4 text-ink-3" />
          </>
        )}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="start"
          sideOffset={4}
          className="z-50 min-w-60 rounded-md border border-line-strong bg-page p-1 text-sm shadow-float"
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
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <Item to="/clusters" label={t.frame.nav.clusters} checked={false} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
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
    <DropdownMenu.Item asChild>
      <Link
        href={to}
        className="flex h-8 items-center gap-2 rounded-sm px-2 outline-none data-[highlighted]:bg-sunken"
        aria-current={checked ? "true" : undefined}
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
    </DropdownMenu.Item>
  );
}
