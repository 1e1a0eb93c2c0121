import { createHash } from "node:crypto";
import { selectRows } from "./bulk.ts";
import type { Transaction } from "./client.ts";
import { differences, differingPorts, type KnownPort, type KnownTarget } from "./port-differences.ts";
import type { SeenTarget } from "./seen-targets.ts";

/** A target as it is stored, its states in hexadecimal. */
export type TargetRow = Omit<KnownTarget, "states"> & {
  nodeId: string | null;
  address: string;
  protocol: string;
  vantageName: string;
  states: string;
  answers: string;
  lastLookedAt: string;
  ended: boolean;
  /** False where an older version stored it, without its classes. */
  summed: boolean;
};

const portColumns = `s."targetId", s."port", s."state", s."answerId", s."since", a."hash", a."service"`;

/** Rows of every port of these targets. */
async function readPorts(tx: Transaction, targetIds: readonly number[]): Promise<KnownPort[]> {
  if (targetIds.length === 0) return [];
  const sql = `
    select ${portColumns} from "PortState" s left join "PortAnswer" a on a."id" = s."answerId"
    where s."targetId" = any($1::int[])`;
  return selectRows<KnownPort>(tx, sql, targetIds);
}

/** Rows of these ports alone. */
async function readSomePorts(tx: Transaction, of: readonly { id: number; port: number }[]): Promise<KnownPort[]> {
  if (of.length === 0) return [];
  const sql = `
    select ${portColumns} from unnest($1::int[], $2::int[]) w("targetId", "port")
      join "PortState" s on s."targetId" = w."targetId" and s."port" = w."port"
      left join "PortAnswer" a on a."id" = s."answerId"`;
  return selectRows<KnownPort>(
    tx,
    sql,
    of.map(({ id }) => id),
    of.map(({ port }) => port),
  );
}

/** One word for everything that answers on a target, so that the same answers are recognised without reading them. */
export function digest(hashes: ReadonlyMap<number, string>): string {
  const lines = [...hashes].sort(([a], [b]) => a - b).map(([port, hash]) => `${port} ${hash}`);
  return lines.length === 0 ? "" : createHash("sha256").update(lines.join("\n")).digest("base64url").slice(0, 22);
}

export const digestOf = ({ answers }: SeenTarget) =>
  digest(new Map([...answers].map(([port, { hash }]) => [port, hash])));

export interface OldTarget {
  target: SeenTarget;
  row: TargetRow;
  id: number;
  states: Buffer;
}

/** Where everything answers as before, only the rows of ports with another state are read. */
export async function compareTargets(tx: Transaction, differing: readonly OldTarget[]) {
  const isFull = ({ target, row }: OldTarget) => target.ports !== row.ports || digestOf(target) !== row.answers;
  const full = differing.filter(isFull);
  const some = differing.filter((old) => !isFull(old));
  const wanted = some.flatMap(({ id, target, states }) =>
    differingPorts(target.ports, target.states, states).map((port) => ({ id, port })),
  );
  const all = await readPorts(
    tx,
    full.map(({ id }) => id),
  );
  const rowsOf = Map.groupBy([...all, ...(await readSomePorts(tx, wanted))], ({ targetId }) => targetId);
  const fullIds = new Set(full.map(({ id }) => id));
  return differing.map(({ target, row, id, states }) =>
    differences(target, { ...row, states }, { ports: rowsOf.get(id) ?? [], full: fullIds.has(id) }),
  );
}
