import { EyeOff, Ghost, TriangleAlert } from "lucide-react";
import type { NodeRow } from "../../lib/domain/views/node-view.ts";
import * as t from "../../lib/messages/index.ts";
import { Badge } from "../ui/badge.tsx";

export function UnreachableBadge() {
  return (
    <Badge tone="unknown" title={t.nodes.unreachableMeaning}>
      <EyeOff aria-hidden />
      {t.nodes.unreachable}
    </Badge>
  );
}

/** What is unusual about a node: gone, not reached, not ready. Nothing where all is usual. */
export function NodeMark({ node }: { node: Pick<NodeRow, "present" | "checked" | "ready"> }) {
  if (!node.present) {
    return (
      <Badge tone="outline" title={t.nodes.goneMeaning}>
        <Ghost aria-hidden />
        {t.nodes.gone}
      </Badge>
    );
  }
  return (
    <>
      {node.checked === false ? <UnreachableBadge /> : null}
      {node.ready === false ? (
        <Badge>
          <TriangleAlert aria-hidden />
          {t.nodes.notReady}
        </Badge>
      ) : null}
    </>
  );
}
