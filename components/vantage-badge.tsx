import type { VantageKind } from "../lib/domain/vantage.ts";
import * as t from "../lib/messages/index.ts";
import { Badge } from "./ui/badge.tsx";

/** Where something was seen from, explained where one points. `name` is what people call the place. */
export function VantageBadge({ kind, name }: { kind: VantageKind; name?: string | undefined }) {
  return (
    <Badge tone="outline" data-term={`vantage-${kind}`} className="gap-y-0 max-sm:flex-wrap">
      {t.words.vantage[kind]}
      {name && name !== kind ? <span className="font-normal text-ink-3">{name}</span> : null}
    </Badge>
  );
}
