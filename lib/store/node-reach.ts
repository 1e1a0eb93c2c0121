import type { LookGap, NodeTimelineEntry } from "../domain/views/timeline-view.ts";
import type { LookMark } from "../posture/index.ts";
import { query } from "./client.ts";
import { readLookGaps, readLookMarks } from "./look-marks.ts";
import type { NodeOfLine } from "./node-lineage.ts";

interface Looks {
  vantageName: string;
  lookIds: number[];
  firstAt: Date;
}

function turnsOf(marks: readonly LookMark[], end: string | null): LookMark[] {
  let before: boolean | undefined;
  return marks.filter(({ at, looked }) => {
    if (before === undefined && !looked) return false;
    if (end !== null && Date.parse(at) >= Date.parse(end)) return false;
    const turned = before !== undefined && before !== looked;
    before = looked;
    return turned;
  });
}

async function reachOf(node: NodeOfLine, looks: Looks): Promise<NodeTimelineEntry[]> {
  const { vantageName, lookIds } = looks;
  const since = looks.firstAt.toISOString();
  const of = { clusterId: node.clusterId, vantageName, column: "looked" as const, ids: lookIds };
  const turns = turnsOf(await readLookMarks({ ...of, instants: [], since }), node.goneAt);
  const blind = turns.flatMap(({ looked, scanId }) => (looked ? [] : (scanId ?? [])));
  const gaps = await readLookGaps({ scanIds: blind, node, lookIds });
  return turns.map(({ at, looked, scanId }): NodeTimelineEntry => {
    const why: LookGap = gaps.get(scanId ?? "") ?? "not-looked-at";
    return {
      id: `reach-${scanId}-${node.id}`,
      at,
      kind: "reach",
      what: looked ? "in-reach" : why,
      message: "",
      vantage: vantageName,
      port: null,
      protocol: null,
      scanId,
      findingId: null,
      severity: null,
    };
  });
}

/** When scans could no longer look at a node, and when they could again, by vantage. */
export async function readReach(line: readonly NodeOfLine[]): Promise<NodeTimelineEntry[]> {
  const reached = await Promise.all(
    line.map(async (node) => {
      const vantages = await query(
        (database) => database.$queryRaw<Looks[]>`
          select t."vantageName", array_agg(l."id") as "lookIds", min(l."firstAt") as "firstAt"
          from "PortTarget" t join "PortLook" l on l."targetId" = t."id" where t."nodeId" = ${node.id} group by 1`,
      );
      return (await Promise.all(vantages.map((looks) => reachOf(node, looks)))).flat();
    }),
  );
  return reached.flat();
}
