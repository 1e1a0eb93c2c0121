import { Badge } from "../../components/ui/badge.tsx";
import { Link } from "../../components/ui/link.tsx";
import * as t from "../../lib/messages/index.ts";
import type { UpgradeFold } from "./fold-upgrades.ts";
import { KindIcon } from "./kind-icon.tsx";

const words = t.changes;

interface Props {
  fold: UpgradeFold;
  fresh: boolean;
  /** False where the scan goes on beyond this page, and more kubelets may stand there. */
  isWhole: boolean;
}

/** Many kubelets of one upgrade in one line; their nodes are a click away. */
export function UpgradeLine({ fold: { versions, rows }, fresh, isWhole }: Props) {
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-3 border-t border-line py-1.5 text-sm sm:grid-cols-[16px_168px_minmax(0,1fr)]">
      <KindIcon kind="kubelet-upgraded" />
      <span className="text-ink-2">
        {words.kinds["kubelet-upgraded"]}
        {fresh ? (
          <Badge tone="accent" className="ms-2">
            {words.since.fresh}
          </Badge>
        ) : null}
      </span>
      <div className="min-w-0 max-sm:col-start-2">
        <p className="max-w-prose break-words">
          {words.upgrades(rows.length, isWhole, versions.before, versions.after)}
        </p>
        <details>
          <summary className="link min-h-6 text-xs leading-6">{words.upgradedNodes}</summary>
          <ul className="flex flex-wrap gap-x-3 text-xs">
            {rows.map(({ id, nodeId, node, message }) => (
              <li key={id}>
                {nodeId && node ? (
                  <Link href={`/nodes/${nodeId}`} className="link leading-6">
                    {node}
                  </Link>
                ) : (
                  message
                )}
              </li>
            ))}
          </ul>
        </details>
      </div>
    </li>
  );
}
