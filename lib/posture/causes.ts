import type { ClusterChange, ClusterChangeKind } from "../domain/memory.ts";
import type { TimelineCause } from "../domain/views/timeline-view.ts";
import { componentOfPort, effectOfSetting, type SettingFacts } from "./cause-of-setting.ts";

/** The change that is to be explained. */
export interface ExplainedChange {
  kind: "opened" | "closed" | "changed";
  port: number;
  /** What answered before and after. */
  services: readonly (string | null)[];
}

export type CauseEntry = Pick<ClusterChange, "id" | "at" | "kind" | "port" | "protocol" | "message" | "facts">;

/** Kinds of entries that can have to do with a port. */
export const causeKinds = [
  "setting-changed",
  "service-created",
  "service-removed",
  "node-replaced",
  "node-returned",
  "node-joined",
  "node-changed",
  "kubelet-upgraded",
  "cluster-upgraded",
] as const satisfies readonly ClusterChangeKind[];

/** Nearer first. */
const ranks = {
  exact: 0,
  machine: 1,
  kubelet: 2,
  component: 3,
  node: 4,
  cluster: 5,
} as const;

type Weighed = { relation: TimelineCause["relation"]; rank: number } | null;

const does = { opens: "opened", closes: "closed", answers: "changed" } as const;

function weighSetting(change: ExplainedChange, facts: Record<string, unknown>): Weighed {
  const setting = facts as unknown as SettingFacts;
  const effect = effectOfSetting(setting, change.port, change.services);
  if (effect && does[effect] === change.kind) return { relation: "explains", rank: ranks.exact };
  const component = componentOfPort(change.port, change.services) ?? "kube-proxy";
  return setting.component === component ? { relation: "same-time", rank: ranks.component } : null;
}

function weigh(change: ExplainedChange, entry: CauseEntry): Weighed {
  switch (entry.kind) {
    case "setting-changed":
      return weighSetting(change, entry.facts);
    case "service-created":
    case "service-removed": {
      if (entry.port !== change.port) return null;
      const did = entry.kind === "service-created" ? "opened" : "closed";
      return { relation: did === change.kind ? "explains" : "same-time", rank: ranks.exact };
    }
    case "node-replaced":
      return { relation: "explains", rank: ranks.machine };
    case "node-returned":
    case "node-joined":
      return { relation: "same-time", rank: ranks.machine };
    case "kubelet-upgraded":
      return { relation: "same-time", rank: ranks.kubelet };
    case "node-changed":
      return { relation: "same-time", rank: ranks.node };
    case "cluster-upgraded":
      return { relation: "same-time", rank: ranks.cluster };
    default:
      return null;
  }
}

/**
 * What can have made a port change, the likeliest first. An entry explains it only where it does exactly this to this
 * port, or where the machine is another; everything else that is left happened at the same time, and no more is said.
 */
export function rankCauses(change: ExplainedChange, entries: readonly CauseEntry[]): TimelineCause[] {
  const weighed = entries.flatMap((entry) => {
    const weight = weigh(change, entry);
    return weight ? [{ entry, ...weight }] : [];
  });
  const order = (relation: TimelineCause["relation"]) => (relation === "explains" ? 0 : 1);
  weighed.sort(
    (a, b) =>
      order(a.relation) - order(b.relation) ||
      a.rank - b.rank ||
      Date.parse(b.entry.at) - Date.parse(a.entry.at) ||
      a.entry.id.localeCompare(b.entry.id),
  );
  return weighed.map(({ entry: { id, at, kind, message }, relation }) => ({ id, at, kind, message, relation }));
}
