"use client";

import { useSearchParams } from "next/navigation";
import * as t from "../../lib/messages/index.ts";
import { Badge } from "../ui/badge.tsx";
import { Link } from "../ui/link.tsx";
import { useClusters } from "./live.ts";

/** Says that what is shown is demo data, wholly or in part, and leads to where it is removed. */
export function DemoMark() {
  const selected = useSearchParams().get("cluster");
  const shown = (useClusters() ?? []).filter((cluster) => selected === null || cluster.id === selected);
  if (!shown.some((cluster) => cluster.isDemo)) return null;
  return (
    <Link href="/clusters#demo-data" title={t.frame.demo.meaning} className="max-sm:hidden">
      <Badge tone="accent">{t.frame.demo.mark}</Badge>
    </Link>
  );
}
