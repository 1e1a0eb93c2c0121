import { randomUUID } from "node:crypto";
import { hardened } from "../checks/sample-evidence.ts";
import type { RawEvidence } from "../domain/raw-evidence.ts";
import { getDatabase } from "./client.ts";
import { clusterUid } from "./report-fixture.ts";

/** What a scan of `nodes` hardened nodes judged by, a minute long, every time of its own in it. */
export function rawOf(startedAt: Date, nodes: number, change: Partial<RawEvidence> = {}): RawEvidence {
  const { inventory, observations, sweeps, vantage, profile } = hardened();
  const of = <Place extends { node: string | null }>(list: readonly Place[]) =>
    list.filter(({ node }) => node === "worker-1");
  const names = Array.from({ length: nodes }, (_, index) => `node-${String(index).padStart(4, "0")}`);
  let moment = startedAt.getTime();
  const seen = <Place extends { node: string | null }>(node: string, list: readonly Place[]) =>
    of(list).map((entry) => {
      moment += 1 + (moment % 3);
      return { ...entry, node, address: `198.51.100.${node.slice(-2)}`, at: new Date(moment).toISOString() };
    });
  const template = inventory.nodes[1];
  const end = new Date(startedAt.getTime() + 60_000).toISOString();
  return {
    format: 1,
    toolVersion: "0.0.0",
    clusterUid,
    vantage,
    profile,
    startedAt: startedAt.toISOString(),
    finishedAt: end,
    now: end,
    authorizationProofs: false,
    metadataEndpoint: null,
    stopped: false,
    scope: null,
    alsoJudge: [],
    coverage: { known: nodes, checked: nodes, unreachable: [] },
    inventory: {
      ...inventory,
      at: startedAt.toISOString(),
      nodes: template ? names.map((name) => ({ ...template, name, uid: `uid-${name}` })) : [],
      kubeletConfigs: {},
    },
    observations: names.flatMap((name) =>
      seen(name, observations).map((one) => ({ ...one, rttMs: (moment % 900) / 100 })),
    ),
    sweeps: names.flatMap((name) => seen(name, sweeps)),
    problems: [],
    imported: [],
    previous: null,
    ...change,
  };
}

/** A scan that ended, as far as evidence needs one. */
export async function addEndedScan(clusterId: string, finishedAt: Date): Promise<string> {
  const id = randomUUID();
  await getDatabase().scan.create({
    data: {
      id,
      clusterId,
      state: "complete",
      trigger: "manual",
      profile: "standard",
      requestedAt: finishedAt,
      finishedAt,
      problems: [],
    },
  });
  return id;
}
