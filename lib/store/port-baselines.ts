import { AppError } from "../domain/errors.ts";
import type { BaselineEntry, BaselineInForce } from "../domain/port-baseline.ts";
import type { BaselineVersion, BaselineVersionRow } from "../domain/views/baseline-view.ts";
import { parseBaseline, withEntries, writeBaseline } from "../posture/index.ts";
import { query, type Transaction, transaction } from "./client.ts";
import { fromJson, iso, toJson } from "./column-values.ts";
import { newId } from "./new-id.ts";

export interface BaselineEdit {
  clusterId: string;
  yaml: string;
  note?: string;
  /** The version that was edited, 0 for none: another one meanwhile is a conflict. "latest" overwrites whatever counts. */
  version: number | "latest";
  by: string;
  /** Now where absent. */
  at?: Date;
}

interface Row {
  version: number;
  yaml: string;
  entries: unknown;
  note: string;
  createdBy: string;
  createdAt: Date;
}

const viewOf = ({ entries, createdAt, version, yaml, note, createdBy }: Row): BaselineVersion => ({
  ...{ version, yaml, note, createdBy },
  entries: fromJson<BaselineEntry[]>(entries),
  createdAt: iso(createdAt),
});

/** The version that counts, or the one that is asked for; null where there is none. */
export async function getBaseline(clusterId: string, version?: number): Promise<BaselineVersion | null> {
  const where = { clusterId, ...(version === undefined ? {} : { version }) };
  const row = await query((database) => database.portBaseline.findFirst({ where, orderBy: { version: "desc" } }));
  return row ? viewOf(row) : null;
}

/** What a scan of the cluster judges by; null where nobody saved expected ports. */
export async function readBaseline(clusterId: string): Promise<BaselineInForce | null> {
  const saved = await getBaseline(clusterId);
  if (!saved) return null;
  const { version, createdAt, createdBy, entries } = saved;
  return { version, savedAt: createdAt, savedBy: createdBy, entries };
}

/** Every version, newest first. */
export async function listBaselineVersions(clusterId: string): Promise<BaselineVersionRow[]> {
  const rows = await query(
    (database) => database.$queryRaw<(Omit<Row, "yaml" | "entries"> & { entries: number })[]>`
      select b."version", b."note", b."createdBy", b."createdAt", jsonb_array_length(b."entries") as "entries"
      from "PortBaseline" b where b."clusterId" = ${clusterId} order by b."version" desc`,
  );
  return rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) }));
}

/** The cluster's row is held, so that two who save at once come one after the other. */
async function lockCluster(tx: Transaction, clusterId: string): Promise<{ name: string }> {
  const [cluster] = await tx.$queryRaw<{ name: string }[]>`
    select c."name" from "Cluster" c where c."id" = ${clusterId} for update`;
  if (!cluster) throw new AppError("not-found", `There is no cluster with the id ${clusterId}.`);
  return cluster;
}

const newest = (tx: Transaction, clusterId: string) =>
  tx.portBaseline.findFirst({ where: { clusterId }, orderBy: { version: "desc" } });

/** AppError "conflict" that says who saved what when. */
function refuseLate(last: Row | null, seen: number): void {
  const version = last?.version ?? 0;
  if (version === seen) return;
  const who = last ? `Version ${version} was saved by ${last.createdBy} at ${iso(last.createdAt)}` : "None is saved";
  throw new AppError(
    "conflict",
    `${who}, and you edited ${seen === 0 ? "none" : `version ${seen}`}. Nothing was saved.`,
  );
}

async function insert(tx: Transaction, last: Row | null, edit: Omit<BaselineEdit, "version">, cluster: string) {
  const at = edit.at ?? new Date();
  const { baseline, problems } = parseBaseline(edit.yaml, { now: at, cluster });
  const wrong = problems.find(({ severity }) => severity === "error");
  if (!baseline || wrong)
    throw new AppError("invalid", `Line ${wrong?.line ?? 1}: ${wrong?.message ?? "The text cannot be read."}`);
  const row = {
    ...{ id: newId(), clusterId: edit.clusterId, version: (last?.version ?? 0) + 1, yaml: edit.yaml },
    ...{ note: (edit.note ?? "").trim(), createdBy: edit.by, createdAt: at },
  };
  await tx.portBaseline.create({ data: { ...row, entries: toJson(baseline.expected) } });
  return viewOf({ ...row, entries: baseline.expected });
}

/**
 * Saves a new version; the ones before are kept. Throws AppError "invalid" with the first line that is wrong, "conflict"
 * when another version was saved since the one that was edited. The text that counts already makes no new version.
 */
export async function saveBaseline(edit: BaselineEdit): Promise<BaselineVersion> {
  return transaction(async (tx) => {
    const { name } = await lockCluster(tx, edit.clusterId);
    const last = await newest(tx, edit.clusterId);
    if (edit.version !== "latest") refuseLate(last, edit.version);
    if (last?.yaml === edit.yaml) return viewOf(last);
    return insert(tx, last, edit, name);
  });
}

export interface ExpectedPort {
  clusterId: string;
  entry: BaselineEntry;
  by: string;
}

/** Adds an entry to what is saved, keeping the text and its comments; the first version where nothing is saved. */
export async function addExpected({ clusterId, entry, by }: ExpectedPort): Promise<BaselineVersion> {
  return transaction(async (tx) => {
    const { name } = await lockCluster(tx, clusterId);
    const last = await newest(tx, clusterId);
    const none = { apiVersion: "breakwater.dev/v1", kind: "PortBaseline", cluster: name, expected: [] } as const;
    const text = last?.yaml ?? writeBaseline({ ...none, expected: [] });
    const note = `${entry.ports}/${entry.protocol} is expected: ${entry.because}`;
    return insert(tx, last, { clusterId, yaml: withEntries(text, [entry]), note, by }, name);
  });
}

/** Saves the text of an older version again, as a new one. */
export async function restoreBaseline(asked: Omit<BaselineEdit, "yaml" | "note"> & { from: number }) {
  const old = await getBaseline(asked.clusterId, asked.from);
  if (!old) throw new AppError("not-found", `There is no version ${asked.from} of these expected ports.`);
  const { from, ...edit } = asked;
  return saveBaseline({ ...edit, yaml: old.yaml, note: `As in version ${from}` });
}
