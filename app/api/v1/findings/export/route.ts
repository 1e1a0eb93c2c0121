import { findingExports } from "../../../../../lib/exports/findings/index.ts";
import { guardRoute } from "../../../../../lib/guard/index.ts";
import { requireCluster, streamFindings } from "../../../../../lib/store/index.ts";
import { exportAbout } from "../../../../findings/export-about.ts";
import { queryOf } from "../../../../findings/search-params.ts";
import { requestOrigin } from "../../../../request-origin.ts";
import { findingsExport } from "../../../inputs.ts";
import { exportBody } from "./export-body.ts";

export const GET = guardRoute("read", findingsExport, async (input, { request, identity }) => {
  const { format, columns = null, ...search } = input;
  await requireCluster(search.cluster);
  const { limit: _limit, sort, ...filter } = queryOf({ ...search, cursor: undefined }, identity.name);
  const { mediaType, extension, byCheck, begin } = findingExports[format];
  const stream = await streamFindings(filter, { sort, byCheck });
  const { total, counts } = stream;
  const origin = requestOrigin(request.headers);
  const whole = { ...search, group: "finding", cursor: undefined, view: undefined } as const;
  const about = exportAbout({ search: whole, columns, origin, counts, total });
  const isHead = request.method === "HEAD";
  if (isHead) await stream.close();
  const name = `breakwater-findings-${total}-rows-${about.madeAt.slice(0, 10)}.${extension}`;
  return new Response(isHead ? null : exportBody(stream, begin(about)), {
    headers: {
      "content-type": mediaType,
      "content-disposition": `attachment; filename="${name}"`,
      "x-total-count": String(total),
      "cache-control": "no-store",
    },
  });
});
