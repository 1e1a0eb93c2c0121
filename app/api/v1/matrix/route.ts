import { filterMatrix } from "../../../../lib/domain/matrix-filter.ts";
import { sortMatrix } from "../../../../lib/domain/matrix-lines.ts";
import type { Matrix } from "../../../../lib/domain/views/matrix-view.ts";
import { guardRoute } from "../../../../lib/guard/index.ts";
import { getMatrix, requireCluster } from "../../../../lib/store/index.ts";
import { compressedJson } from "../../compressed.ts";
import { given } from "../../given.ts";
import { matrixQuery } from "../../inputs.ts";

export const GET = guardRoute("read", matrixQuery, async ({ cluster, sort, ...filter }, { request }) => {
  await requireCluster(cluster);
  const matrix = await getMatrix(given({ clusterId: cluster }));
  const rows = filterMatrix(sortMatrix(matrix.rows, sort), given(filter), matrix.clusters);
  const total = rows.length + matrix.total - matrix.rows.length;
  return compressedJson({ ...matrix, rows: [...rows], total } satisfies Matrix, request);
});
