import { AppError } from "../domain/errors.ts";
import type { ImportedEvidence } from "../domain/imported.ts";
import type { ImportRow } from "../domain/views/import-view.ts";
import type { RecheckGroup } from "../domain/views/recheck-group-view.ts";
import { query } from "./client.ts";
import { openStates } from "./finding-filter.ts";
import type { Prisma } from "./generated/client.ts";
import { keepImport } from "./imports.ts";
import { requestRecheckGroup } from "./recheck-groups.ts";

/** An import asks for so many re-checks at most; the next scan comes to the rest. */
const recheckLimit = 500;

export interface ImportOutcome {
  import: ImportRow;
  /** False for a file that was there already: nothing is looked at again then. */
  isNew: boolean;
  /** The findings that are judged again with what the file says; null where it concerns none. */
  recheck: RecheckGroup | null;
}

/** Keeps an imported file and asks to judge the findings that it concerns once more. */
export async function importFile(
  clusterId: string,
  fileName: string,
  imported: ImportedEvidence,
): Promise<ImportOutcome> {
  const { row, isNew } = await keepImport(clusterId, fileName, imported);
  return { import: row, isNew, recheck: isNew ? await recheckConcerned(clusterId, imported) : null };
}

async function recheckConcerned(clusterId: string, imported: ImportedEvidence): Promise<RecheckGroup | null> {
  const concerned = concernedBy(imported);
  if (concerned.length === 0) return null;
  const found = await query((database) =>
    database.finding.findMany({
      where: {
        clusterId,
        state: { in: [...openStates] },
        rechecks: { none: { state: { in: ["queued", "running"] } } },
        OR: concerned,
      },
      select: { id: true },
      orderBy: [{ severityRank: "asc" }, { id: "asc" }],
      take: recheckLimit,
    }),
  );
  if (found.length === 0) return null;
  return requestRecheckGroup({ kind: "findings", findingIds: found.map(({ id }) => id) }).catch((error: unknown) => {
    // Between the question and the request somebody else asked for the same re-checks.
    if (error instanceof AppError && error.code === "invalid") return null;
    throw error;
  });
}

/** Findings whose check another tool spoke of, whose port it saw, or whose node told of itself. */
function concernedBy({ opinions, observations, nodeReports }: ImportedEvidence): Prisma.FindingWhereInput[] {
  const byCheck = Map.groupBy(opinions, ({ checkId }) => checkId);
  const spoken = [...byCheck].map(([checkId, said]) => {
    const nodes = [...new Set(said.flatMap(({ node }) => node ?? []))];
    const ofCluster = said.some(({ node }) => node === null);
    return { checkId, ...(ofCluster ? {} : { nodeName: { in: nodes } }) };
  });
  const byNode = Map.groupBy(observations, ({ node }) => node);
  const seen = [...byNode].flatMap(([nodeName, list]) =>
    nodeName === null ? [] : [{ nodeName, port: { in: [...new Set(list.map(({ port }) => port))] } }],
  );
  const told = nodeReports.length > 0 ? [{ nodeName: { in: nodeReports.map(({ node }) => node) } }] : [];
  return [...spoken, ...seen, ...told];
}
