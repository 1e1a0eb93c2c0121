import type { PortChange } from "../domain/memory.ts";
import type { ScanReport } from "../domain/scan-report.ts";
import { insertReturning, selectRows, updateRows } from "./bulk.ts";
import type { Transaction } from "./client.ts";
import { compareTargets, digest, digestOf, type OldTarget, type TargetRow } from "./compare-targets.ts";
import { keepAnswers } from "./port-answer.ts";
import { type Difference, differences } from "./port-differences.ts";
import { portRanges } from "./port-ranges.ts";
import { decodeCodes, stateOf } from "./port-states.ts";
import { type SeenTarget, seenTargets, targetKey } from "./seen-targets.ts";
import type { NodeIds } from "./store-nodes.ts";
import { classesOfStored } from "./target-classes.ts";
import { targetSections } from "./target-sections.ts";
import { writePorts } from "./write-ports.ts";

/** Where a look comes from: a scan or a re-check. `at` is the one instant of all it saw. */
export interface Look {
  clusterId: string;
  scanId: string | null;
  recheckId: string | null;
  at: string;
}

export interface StoredPorts {
  /** Ids of the looks made, for Scan.looked. */
  lookIds: number[];
  changes: PortChange[];
  /** Nodes on which anything about ports is other than before. */
  touched: string[];
}

async function readTargets(
  tx: Transaction,
  clusterId: string,
  seen: readonly SeenTarget[],
): Promise<Map<string, TargetRow>> {
  const nodeIds = [...new Set(seen.flatMap(({ nodeId }) => nodeId ?? []))];
  const sql = `
    select t."id", t."nodeId", t."address", t."protocol", t."vantageName", t."ports", t."states", t."answers",
      t."endedAt" is not null as "ended", t."firstLookedAt", t."lastLookedAt", t."classes" is not null as "summed",
      (select json_agg(json_build_object('id', l."id", 'ports', l."ports", 'firstAt', l."firstAt"))
        from "PortLook" l where l."targetId" = t."id") as "looks"
    from "PortTarget" t where t."clusterId" = $1 and (t."nodeId" is null or t."nodeId" = any($2::text[]))`;
  const rows = await selectRows<TargetRow>(tx, sql, clusterId, nodeIds);
  return new Map(rows.map((row) => [targetKey(row), row]));
}

function sectionsOf({ ports, states }: SeenTarget) {
  return targetSections(decodeCodes(ports, states), portRanges(ports));
}

async function insertTargets(tx: Transaction, look: Look, fresh: readonly SeenTarget[]): Promise<Map<string, number>> {
  const columns = {
    clusterId: "text",
    nodeId: "text",
    address: "text",
    protocol: "text",
    vantageName: "text",
    vantageKind: "text",
    firstLookedAt: "timestamptz",
    lastLookedAt: "timestamptz",
    ports: "text",
    states: "bytea",
    answers: "text",
    sections: "jsonb",
    classes: "jsonb",
    sweep: "jsonb",
  };
  const rows = fresh.map((target) => ({
    clusterId: look.clusterId,
    nodeId: target.nodeId,
    address: target.address,
    protocol: target.protocol,
    vantageName: target.vantage.name,
    vantageKind: target.vantage.kind,
    firstLookedAt: look.at,
    lastLookedAt: look.at,
    ports: target.ports,
    states: `\\x${target.states.toString("hex")}`,
    answers: digestOf(target),
    sections: sectionsOf(target),
    classes: classesOfStored(target.ports, target.states),
    sweep: target.sweep,
  }));
  const returning = '"id", "nodeId", "address", "protocol", "vantageName"';
  const made = await insertReturning<object, TargetRow>(tx, { table: "PortTarget", columns, returning }, rows);
  return new Map(made.map((row) => [targetKey(row), row.id]));
}

/** Confirms the looks that were made before and keeps those made for the first time. Returns the ids of all. */
async function keepLooks(
  tx: Transaction,
  look: Look,
  made: readonly { targetId: number; ports: string; known: number | undefined }[],
): Promise<number[]> {
  const again = made.flatMap(({ known }) => known ?? []);
  await tx.$executeRaw`update "PortLook" set "lastAt" = ${look.at}::timestamptz where "id" = any(${again}::int[])`;
  const rows = made
    .filter(({ known }) => known === undefined)
    .map(({ targetId, ports }) => ({ targetId, ports, firstAt: look.at, lastAt: look.at }));
  const columns = { targetId: "int", ports: "text", firstAt: "timestamptz", lastAt: "timestamptz" };
  const fresh = await insertReturning<object, { id: number }>(
    tx,
    { table: "PortLook", columns, returning: '"id"' },
    rows,
  );
  return [...again, ...fresh.map(({ id }) => id)];
}

/** Brings targets up to date: all that were looked at are confirmed, those that differ get their new states. */
async function updateTargets(
  tx: Transaction,
  look: Look,
  looked: readonly { target: SeenTarget; id: number }[],
  changed: readonly ReturnType<typeof differences>[],
): Promise<void> {
  const changes = new Map(changed.map((one) => [one.id, one]));
  const rows = looked.map(({ target, id }) => {
    const change = changes.get(id);
    if (!change) return { id, sweep: target.sweep };
    const { ports, sections, classes, hashes } = change;
    const states = `\\x${change.states.toString("hex")}`;
    return { id, sweep: target.sweep, ports, states, sections, classes, answers: hashes && digest(hashes) };
  });
  const summed = { sections: "jsonb", classes: "jsonb", answers: "text" };
  const columns = { id: "int", sweep: "jsonb", ports: "text", states: "bytea", ...summed };
  const now = `'${new Date(look.at).toISOString()}'::timestamptz`;
  const confirmed = `"lastLookedAt" = ${now}, "endedAt" = null, "sweep" = r."sweep"`;
  const same = rows.filter((row) => !("states" in row));
  const where = 't."id" = r."id"';
  await updateRows(tx, { table: "PortTarget", columns: { id: "int", sweep: "jsonb" }, set: confirmed, where }, same);
  const set = `${confirmed}, "ports" = r."ports", "states" = r."states",
    "sections" = r."sections", "classes" = r."classes", "answers" = coalesce(r."answers", t."answers")`;
  await updateRows(
    tx,
    { table: "PortTarget", columns, set, where },
    rows.filter((row) => "states" in row),
  );
}

/** Addresses that a node no longer has: a complete scan looked at the node and not at them. Returns their nodes. */
async function endTargets(
  tx: Transaction,
  look: Look,
  report: ScanReport,
  seen: readonly SeenTarget[],
): Promise<string[]> {
  if (look.scanId === null || report.outcome !== "complete") return [];
  const nodeIds = [...new Set(seen.flatMap(({ nodeId, sweep }) => (sweep ? (nodeId ?? []) : [])))];
  // An address of no node, an API endpoint, is looked at by every scan that looks as far; where it moved, it is no more.
  const looksFar = report.profile !== "quick" && seen.length > 0;
  const rows = await tx.$queryRaw<{ nodeId: string | null }[]>`
    update "PortTarget" set "endedAt" = ${look.at}::timestamptz
    where "clusterId" = ${look.clusterId} and "endedAt" is null and "vantageName" = ${report.vantage.name}
      and "lastLookedAt" < ${look.at}::timestamptz
      and (("nodeId" is null and ${looksFar}) or ("nodeId" = any(${nodeIds}::text[])
        and not exists (select 1 from "Node" n where n."id" = "PortTarget"."nodeId"
          and "PortTarget"."address" = any(n."addresses"))))
    returning "nodeId"`;
  return rows.flatMap(({ nodeId }) => nodeId ?? []);
}

/** No policy keeps evidence for less. */
const leastKeptMs = 86_400_000;

/**
 * What answers on a target that was away may have been emptied by retention meanwhile. It answers as before, so that
 * nothing of it differs: it is filled again by what was seen now.
 */
async function fillAnswers(tx: Transaction, look: Look, old: readonly OldTarget[]): Promise<void> {
  const away = old.filter(({ row }) => Date.parse(look.at) - Date.parse(row.lastLookedAt) > leastKeptMs);
  await keepAnswers(
    tx,
    away.flatMap(({ target }) => [...target.answers.values()]),
  );
}

/**
 * Compares what a look saw with what is known and writes only what differs: the intervals that ended, and what is now.
 * A look that saw nothing new adds no row, however many ports it looked at.
 */
export async function storePorts(
  tx: Transaction,
  look: Look,
  report: ScanReport,
  nodes: NodeIds,
): Promise<StoredPorts> {
  const seen = seenTargets(report, nodes);
  const known = await readTargets(tx, look.clusterId, seen);
  const fresh = seen.filter(({ key }) => !known.has(key));
  const old = seen.flatMap((target) => {
    const row = known.get(target.key);
    return row ? [{ target, row, id: row.id, states: Buffer.from(row.states.slice(2), "hex") }] : [];
  });
  const differing = old.filter(({ target, row, states }) => {
    const same = target.ports === row.ports && target.states.equals(states) && digestOf(target) === row.answers;
    return !same || !row.summed;
  });
  const made = await insertTargets(tx, look, fresh);
  const compared = await compareTargets(tx, differing);
  const first = fresh.flatMap((target) => {
    const id = made.get(target.key);
    const nothing = { ports: "", states: Buffer.alloc(0), looks: [], firstLookedAt: look.at };
    return id === undefined ? [] : [{ target, ...differences(target, { id, ...nothing }, { ports: [], full: true }) }];
  });
  const found = [...compared, ...first].flatMap(({ found: one }) => one);
  const answers = await writePorts(tx, look.at, found);
  await fillAnswers(tx, look, old);
  await updateTargets(tx, look, old, compared);
  const lookIds = await keepLooks(tx, look, [
    ...old.map(({ target, row, id }) => ({
      targetId: id,
      ports: target.ports,
      known: (row.looks ?? []).find(({ ports: looked }) => looked === target.ports)?.id,
    })),
    ...first.map(({ target, id }) => ({ targetId: id, ports: target.ports, known: undefined })),
  ]);
  const ended = await endTargets(tx, look, report, seen);
  const returned = old.filter(({ row }) => row.ended).flatMap(({ target }) => target.nodeId ?? []);
  const moved = [...differing, ...fresh.map((target) => ({ target }))].flatMap(({ target }) => target.nodeId ?? []);
  return {
    lookIds,
    changes: changesOf(found, seen, answers),
    touched: [...new Set([...moved, ...ended, ...returned])],
  };
}

function changesOf(
  found: readonly Difference[],
  seen: readonly SeenTarget[],
  answers: ReadonlyMap<string, number>,
): PortChange[] {
  const byKey = new Map(seen.map((target) => [target.key, target]));
  return found.flatMap(({ key, targetId, port, code, answer, before }) => {
    const target = byKey.get(key);
    if (!target || !before) return [];
    const { nodeId, address, protocol, vantage } = target;
    const was = { state: stateOf(before.code), service: before.service, answerId: before.answerId };
    const answerId = answer ? (answers.get(answer.hash) ?? null) : null;
    const is = { state: stateOf(code), service: answer?.service ?? null, answerId };
    return [{ targetId, nodeId, address, port, protocol, vantage, before: was, after: is, since: before.since }];
  });
}
