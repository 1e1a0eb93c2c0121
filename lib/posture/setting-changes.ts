import type { ScanReport } from "../domain/scan-report.ts";
import {
  type EffectiveSetting,
  type SettingSourceKind,
  type SettingValue,
  settingSourceKinds,
} from "../domain/setting.ts";
import type { ChangeDraft } from "./change-draft.ts";
import type { NodeBefore } from "./node-changes.ts";

/** More nodes than these that lose a component's settings for one reason are one entry. */
const mostAlone = 10;
const mostNames = 50;

/** Sources that a scan may fail to ask although they are there; without them a weaker one decides, and nothing changed. */
const mayBeMissed: readonly SettingSourceKind[] = ["configz", "command-line"];

/** What a running component says of itself: certain, with or without an answer on the wire. */
const ownWords: readonly SettingSourceKind[] = ["configz", "command-line", "node-args"];

interface NodePair {
  name: string;
  id: string | null;
  before: readonly EffectiveSetting[];
  after: readonly EffectiveSetting[];
}

interface Unread {
  node: string;
  nodeId: string | null;
  component: string;
  name: string;
  reason: string;
}

const key = ({ component, name }: EffectiveSetting) => `${component} ${name}`;
const rank = (kind: SettingSourceKind) => settingSourceKinds.indexOf(kind);
const sorted = (value: SettingValue | null) => JSON.stringify(Array.isArray(value) ? [...value].sort() : value);

/** A value as people read it. */
function asText(value: SettingValue): string {
  if (Array.isArray(value)) return value.join(", ") || "(empty)";
  return value === "" ? '""' : String(value);
}

/** The source that decided on one side was not asked on the other. */
function sourceMissed(setting: EffectiveSetting, kind: SettingSourceKind): boolean {
  return mayBeMissed.includes(kind) && !setting.readings.some((reading) => reading.kind === kind);
}

/**
 * "lost" or "gained" sight where the values cannot be compared; null where they can. The wire only proves what answers,
 * so that its silence is neither a value nor a loss.
 */
function sightOf(before: EffectiveSetting, after: EffectiveSetting): "lost" | "gained" | null {
  const [old, now] = [before.decidedBy, after.decidedBy];
  if (before.value === null || old === null) return "gained";
  if (after.value === null || now === null) return "lost";
  if (old !== now && (old === "wire" || now === "wire")) {
    return ownWords.includes(old === "wire" ? now : old) ? null : "gained";
  }
  if (rank(old) < rank(now) && sourceMissed(after, old)) return "lost";
  if (rank(now) < rank(old) && sourceMissed(before, now)) return "gained";
  return null;
}

function changed(pair: NodePair, before: EffectiveSetting, after: EffectiveSetting): ChangeDraft[] {
  if (before.value === null || after.value === null || sorted(before.value) === sorted(after.value)) return [];
  const { component, name, decidedBy } = after;
  const source = after.readings.find(({ kind }) => kind === decidedBy)?.source ?? decidedBy;
  const message = `${component} of ${pair.name}: ${name} ${asText(before.value)} → ${asText(after.value)} (${source})`;
  const facts = { component, name, before: before.value, after: after.value, source, decidedBy };
  return [{ nodeId: pair.id, kind: "setting-changed", port: null, protocol: null, message, facts }];
}

function unreadEntry(of: readonly Unread[]): ChangeDraft {
  const first = of[0];
  const nodes = [...new Set(of.map(({ node }) => node))];
  const names = [...new Set(of.map(({ name }) => name))];
  const where = nodes.length === 1 ? nodes[0] : `${nodes.length} nodes`;
  const what =
    names.length === 1 ? `${first?.component} ${names[0]}` : `${names.length} settings of ${first?.component}`;
  const facts = {
    ...{ settings: first?.component, names: names.slice(0, mostNames), nodes: nodes.slice(0, mostNames) },
    ...{ count: nodes.length, reason: first?.reason },
  };
  return {
    ...{
      nodeId: nodes.length === 1 ? (first?.nodeId ?? null) : null,
      kind: "scan-saw-less",
      port: null,
      protocol: null,
    },
    ...{ message: `${what} of ${where} could no longer be read: ${first?.reason}`, facts },
  };
}

/** Lost sight is one entry a node and component, or one for all of them where many lose it for one reason. */
function unreadEntries(unread: readonly Unread[]): ChangeDraft[] {
  const causes = Map.groupBy(unread, ({ component, reason }) => `${component} ${reason}`);
  return [...causes.values()].flatMap((of) => {
    const nodes = Map.groupBy(of, ({ node }) => node);
    return nodes.size > mostAlone ? [unreadEntry(of)] : [...nodes.values()].map(unreadEntry);
  });
}

/** Why a node's settings are not known now: what the kubelet's configuration answered, else what the setting says. */
function reasonOf(node: ScanReport["nodes"][number], after: EffectiveSetting | undefined): string {
  const { kubeletConfig } = node;
  const kubelet = !after || after.component === "kubelet";
  if (kubelet && kubeletConfig.status === "unknown") return kubeletConfig.reason;
  return after?.why ?? "no source names it any more";
}

/**
 * Effective settings whose value is another than before. Where one side is not known nothing changed; that what was known
 * can no longer be read is an entry of its own, and only a complete scan says it.
 */
export function settingChanges(
  before: readonly NodeBefore[],
  report: ScanReport,
  nodeId: (name: string) => string | null,
): ChangeDraft[] {
  const byUid = new Map(before.map((node) => [node.uid, node]));
  const unread: Unread[] = [];
  const entries = report.nodes.flatMap((node) => {
    const old = byUid.get(node.uid)?.settings;
    // The very same list stands for a node of which nothing changed.
    if (!old || !node.settings || old === node.settings) return [];
    const now = new Map(node.settings.map((setting) => [key(setting), setting]));
    const pair: NodePair = { name: node.name, id: nodeId(node.name), before: old, after: node.settings };
    return old.flatMap((setting) => {
      const after = now.get(key(setting));
      const sight = after ? sightOf(setting, after) : setting.value === null ? "gained" : "lost";
      if (sight === "gained") return [];
      if (!after || sight === "lost") {
        const { component, name } = setting;
        unread.push({ node: node.name, nodeId: pair.id, component, name, reason: reasonOf(node, after) });
        return [];
      }
      return changed(pair, setting, after);
    });
  });
  return [...entries, ...(report.outcome === "complete" ? unreadEntries(unread) : [])];
}
