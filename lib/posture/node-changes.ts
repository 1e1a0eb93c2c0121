import type { KubeletConfigAnswer } from "../domain/inventory.ts";
import type { ScanReport } from "../domain/scan-report.ts";
import type { EffectiveSetting } from "../domain/setting.ts";
import { type ChangeDraft, versionDirection } from "./change-draft.ts";

/** A node as it was stored before a scan. */
export interface NodeBefore {
  id: string;
  uid: string;
  name: string;
  addresses: readonly string[];
  roles: readonly string[];
  kubeletVersion: string | null;
  osImage: string | null;
  ready: boolean | null;
  /** False when an earlier scan found it gone. */
  present: boolean;
  settings: readonly EffectiveSetting[] | null;
  kubeletConfig: KubeletConfigAnswer | null;
}

export type NodeAfter = ScanReport["nodes"][number];
type NodeId = (name: string) => string | null;

/** What an entry says of a node; `id` is how its page is found. */
function brief(node: NodeBefore | NodeAfter, id: string | null) {
  const { uid, name, kubeletVersion, addresses } = node;
  return { id, uid, name, kubeletVersion, addresses };
}

const entry = (kind: ChangeDraft["kind"], nodeId: string | null, message: string, facts: object): ChangeDraft => ({
  ...{ nodeId, kind, port: null, protocol: null, message },
  facts: { ...facts },
});

const known = (value: unknown) => value !== null && value !== undefined;
const asText = (value: unknown) => (Array.isArray(value) ? value.join(", ") || "none" : String(value));
const comparable = (value: unknown) => JSON.stringify(Array.isArray(value) ? [...value].sort() : value);

const labels = { addresses: "addresses", roles: "roles", osImage: "operating system", ready: "ready" } as const;

const readiness = ({ name, ready }: NodeAfter) => `Node ${name} is ${ready ? "Ready again" : "no longer Ready"}`;

function fieldChanges(before: NodeBefore, after: NodeAfter, id: string | null): ChangeDraft[] {
  const names = Object.keys(labels) as (keyof typeof labels)[];
  return names.flatMap((name) => {
    const [old, now] = [before[name], after[name]];
    if (!known(old) || !known(now) || comparable(old) === comparable(now)) return [];
    if (name === "ready") return [entry("node-changed", id, readiness(after), { name, before: old, after: now })];
    const message = `${after.name}: ${labels[name]} ${asText(old)} → ${asText(now)}`;
    return [entry("node-changed", id, message, { name, before: old, after: now })];
  });
}

function versionChange(before: NodeBefore, after: NodeAfter, id: string | null): ChangeDraft[] {
  const [old, now] = [before.kubeletVersion, after.kubeletVersion];
  if (old === null || now === null || old === now) return [];
  const direction = versionDirection(old, now);
  const facts = { name: "kubeletVersion", before: old, after: now, direction };
  return [entry("kubelet-upgraded", id, `Kubelet of ${after.name}: ${old} → ${now}`, facts)];
}

/** The same machine by its uid: what is other about it. */
function sameNode(before: NodeBefore, after: NodeAfter, id: string | null): ChangeDraft[] {
  const sides = { name: after.name, before: brief(before, before.id), after: brief(after, id) };
  const renamed = { name: "name", before: before.name, after: after.name };
  return [
    ...fieldChanges(before, after, id),
    ...versionChange(before, after, id),
    ...(before.name === after.name
      ? []
      : [entry("node-renamed", id, `Node ${before.name} is now called ${after.name}`, renamed)]),
    ...(before.present ? [] : [entry("node-returned", id, `Node ${after.name} is back in the cluster`, sides)]),
  ];
}

function replaced(before: NodeBefore, after: NodeAfter, id: string | null): ChangeDraft {
  const versions = [before.kubeletVersion, after.kubeletVersion];
  const also =
    known(versions[0]) && known(versions[1]) && versions[0] !== versions[1] ? `, kubelet ${versions.join(" → ")}` : "";
  const sides = { name: after.name, before: brief(before, before.id), after: brief(after, id) };
  return entry("node-replaced", id, `Node ${after.name} is another machine of the same name${also}`, sides);
}

function joined(after: NodeAfter, id: string | null): ChangeDraft {
  const sides = { name: after.name, before: null, after: brief(after, id) };
  return entry("node-joined", id, `Node ${after.name} joined the cluster`, sides);
}

function left(before: NodeBefore): ChangeDraft {
  const sides = { name: before.name, before: brief(before, before.id), after: null };
  return entry("node-left", before.id, `Node ${before.name} is no longer in the cluster`, sides);
}

/**
 * Nodes that came, went, changed. A machine is its uid: one name with another uid is one entry "replaced", whether the
 * old one left with this scan or earlier. Only a report that names every node says that one left.
 */
export function nodeChanges(
  before: readonly NodeBefore[],
  after: readonly NodeAfter[],
  nodeId: NodeId,
  namesEveryNode: boolean,
): ChangeDraft[] {
  const byUid = new Map(before.map((node) => [node.uid, node]));
  const stays = new Set(after.map(({ uid }) => uid));
  // Of several that had the name, the one that was there last.
  const gone = before.filter(({ uid }) => !stays.has(uid));
  const byName = new Map(
    [...gone].sort((a, b) => Number(a.present) - Number(b.present)).map((node) => [node.name, node]),
  );
  const handedOn = new Set<string>();
  const changes = after.flatMap((node) => {
    const id = nodeId(node.name);
    const same = byUid.get(node.uid);
    if (same) return sameNode(same, node, id);
    const earlier = byName.get(node.name);
    if (!earlier) return [joined(node, id)];
    handedOn.add(earlier.uid);
    return [replaced(earlier, node, id)];
  });
  const leaving = namesEveryNode ? gone.filter(({ uid, present }) => present && !handedOn.has(uid)) : [];
  return [...changes, ...leaving.map(left)];
}
