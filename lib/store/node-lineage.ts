import { query } from "./client.ts";

/** A machine that has or had a node's name; times are RFC 3339. */
export interface NodeOfLine {
  id: string;
  uid: string;
  name: string;
  clusterId: string;
  clusterName: string;
  /** When a scan that named every node no longer named it; null while it is in the cluster. */
  goneAt: string | null;
}

/** So many machines of one name are followed back. */
const maxGenerations = 20;

/**
 * A node and the machines it replaced under its name, itself first; empty where there is no such node. What was seen on
 * the machine before stays part of the node's story.
 */
export async function nodeLineage(nodeId: string): Promise<NodeOfLine[]> {
  const rows = await query(
    (database) => database.$queryRaw<(Omit<NodeOfLine, "goneAt"> & { goneAt: Date | null })[]>`
      with recursive line as (
        select n."id", 0 as "generation" from "Node" n where n."id" = ${nodeId}
        union all
        select e."before", l."generation" + 1
        from line l cross join lateral (
          select c."facts"->'before'->>'id' as "before" from "Change" c
          where c."nodeId" = l."id" and c."kind" = 'node-replaced' order by c."at" desc limit 1) e
        where e."before" is not null and e."before" <> l."id" and l."generation" < ${maxGenerations})
      select n."id", n."uid", n."name", n."clusterId", k."name" as "clusterName", n."goneAt"
      from line l join "Node" n on n."id" = l."id" join "Cluster" k on k."id" = n."clusterId"
      order by l."generation"`,
  );
  return rows.map((row) => ({ ...row, goneAt: row.goneAt?.toISOString() ?? null }));
}
