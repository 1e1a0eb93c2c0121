import { AppError } from "../domain/errors.ts";
import type { Observation } from "../domain/observation.ts";
import type { Protocol } from "../domain/port-state.ts";
import { vantageRank } from "../domain/vantage.ts";
import type {
  LookGap,
  PortSide,
  PortStretch,
  PortStrip,
  PortTimeline,
  PortTimelineChange,
} from "../domain/views/timeline-view.ts";
import { changesBetween, type Stretch, stretchesOf, withinRange } from "../posture/index.ts";
import { query } from "./client.ts";
import { fromJson } from "./column-values.ts";
import { readLookGaps, readLookMarks } from "./look-marks.ts";
import { type NodeOfLine, nodeLineage } from "./node-lineage.ts";
import { readMachine, withCauses } from "./port-causes.ts";
import { type PortPlace, type PortValue, readPortPlaces } from "./port-intervals.ts";

export interface PortTimelineQuery {
  nodeId: string;
  port: number;
  protocol: Protocol;
  /** RFC 3339; from the first look to now unless asked otherwise. */
  from?: string;
  to?: string;
}

/** So many changes of one strip are told; the stretches are all there. */
const mostChanges = 200;

type Seen = Stretch<PortValue> & { gap: LookGap | null };

const earlier = (a: string | null, b: string | null) =>
  a === null || (b !== null && Date.parse(b) < Date.parse(a)) ? b : a;

async function stretchesOfPlace(place: PortPlace, node: NodeOfLine): Promise<Seen[]> {
  const marks = await readLookMarks({
    clusterId: node.clusterId,
    vantageName: place.vantage.name,
    column: "looked",
    ids: place.lookIds,
    instants: place.intervals.map(({ since }) => since),
    since: place.firstLookedAt,
  });
  const stretches = stretchesOf(place.intervals, marks, earlier(place.endedAt, node.goneAt));
  const blind = stretches.flatMap(({ value, firstScanId }) => (value ? [] : (firstScanId ?? [])));
  const gaps = await readLookGaps({ scanIds: blind, node, lookIds: place.allLookIds });
  return stretches.map((stretch) => {
    const gap = stretch.value ? null : (gaps.get(stretch.firstScanId ?? "") ?? "not-looked-at");
    return { ...stretch, gap };
  });
}

const sideOf = ({ state, service, answerId }: PortValue, seenAt: string, scanId: string | null): PortSide => ({
  state: state ?? "unknown",
  service,
  answerId,
  seenAt,
  scanId,
});

const agree = (a: PortValue, b: PortValue) => a.state === b.state && a.answerId === b.answerId;

function kindOf(before: PortValue, after: PortValue): PortTimelineChange["kind"] {
  if (before.state === null || after.state === null) return "changed";
  if ((before.state === "open") === (after.state === "open")) return "changed";
  return after.state === "open" ? "opened" : "closed";
}

function changesOf(stripId: string, stretches: readonly Seen[]): PortTimelineChange[] {
  return changesBetween(stretches, agree).map(({ before, after, acrossGap }) => ({
    id: `${stripId}-${Date.parse(after.since)}`,
    at: after.since,
    kind: kindOf(before.value, after.value),
    before: sideOf(before.value, before.confirmedAt, before.lastScanId),
    after: sideOf(after.value, after.since, after.firstScanId),
    acrossGap,
    causes: [],
  }));
}

const viewOf = ({ value, ...stretch }: Seen): PortStretch => ({
  ...stretch,
  state: value?.state ?? "unknown",
  service: value?.service ?? null,
  answerId: value?.answerId ?? null,
});

async function readAnswers(ids: readonly (number | null)[]): Promise<PortTimeline["answers"]> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  const rows = await query((database) => database.portAnswer.findMany({ where: { id: { in: wanted } } }));
  return Object.fromEntries(
    rows.map(({ id, facts }) => {
      const { at: _at, rttMs: _rtt, ...steady } = fromJson<Partial<Observation> | null>(facts) ?? {};
      return [String(id), steady];
    }),
  );
}

/** The places of one address and vantage in time: first those of the machines that were replaced. */
async function stripOf(places: readonly PortPlace[], line: readonly NodeOfLine[], port: number): Promise<Seen[]> {
  const ordered = [...places].sort((a, b) => Date.parse(a.firstLookedAt) - Date.parse(b.firstLookedAt));
  const parts = await Promise.all(
    ordered.map(async (place) => {
      const node = line.find(({ id }) => id === place.nodeId);
      if (!node) throw new AppError("not-found", `The node of port ${port} was removed meanwhile.`);
      return stretchesOfPlace(place, node);
    }),
  );
  return parts.flat();
}

/**
 * One port of a node through time: a strip for each address and vantage, with every change, the proof on both sides of
 * it, and what was written down between the two looks that can have to do with it. A node that replaced another goes on
 * where that one ended. AppError "not-found" where there is no such node.
 */
export async function getPortTimeline(asked: PortTimelineQuery): Promise<PortTimeline> {
  const { nodeId, port, protocol } = asked;
  const line = await nodeLineage(nodeId);
  const [node] = line;
  if (!node) throw new AppError("not-found", `There is no node with the id ${nodeId}.`);
  const nodeIds = line.map(({ id }) => id);
  const places = await readPortPlaces(nodeIds, port, protocol);
  const to = asked.to ?? new Date().toISOString();
  const first = places.map(({ firstLookedAt }) => firstLookedAt).sort()[0];
  const from = asked.from ?? first ?? to;
  if (Date.parse(from) > Date.parse(to)) throw new AppError("invalid", "from must not be after to.");
  const strips = await Promise.all(
    [...Map.groupBy(places, ({ address, vantage }) => `${address} ${vantage.name}`).values()].map(async (group) => {
      const [place] = group;
      if (!place) return [];
      const id = `strip-${Math.max(...group.map(({ targetId }) => targetId))}`;
      const all = await stripOf(group, line, port);
      const shown = changesOf(id, all).filter(
        ({ at }) => Date.parse(at) >= Date.parse(from) && Date.parse(at) <= Date.parse(to),
      );
      const changes = await withCauses(
        { clusterId: node.clusterId, nodeIds, port, protocol },
        shown.slice(-mostChanges),
      );
      const { address, vantage } = place;
      const firstLookedAt = all[0]?.since ?? null;
      const stretches = withinRange(all.map(viewOf), from, to);
      const isCut = shown.length > mostChanges;
      const strip = { id, address, vantage, stretches, changes: changes.reverse(), isCut, firstLookedAt };
      return [strip satisfies PortStrip];
    }),
  );
  const sorted = strips
    .flat()
    .sort(
      (a, b) =>
        vantageRank(a.vantage.kind) - vantageRank(b.vantage.kind) ||
        a.vantage.name.localeCompare(b.vantage.name) ||
        a.address.localeCompare(b.address),
    );
  const sides = sorted.flatMap(({ changes, stretches }) => [
    ...changes.flatMap(({ before, after }) => [before.answerId, after.answerId]),
    ...stretches.map(({ answerId }) => answerId),
  ]);
  const { id, name, clusterId, clusterName } = node;
  const [answers, machine] = await Promise.all([
    readAnswers(sides),
    readMachine({ clusterId, nodeIds, port, protocol }, from, to),
  ]);
  return {
    nodeId: id,
    nodeName: name,
    clusterId,
    clusterName,
    port,
    protocol,
    from,
    to,
    strips: sorted,
    machine,
    answers,
  };
}
