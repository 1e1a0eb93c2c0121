import { findingLines } from "../../../../../lib/exports/finding-lines.ts";
import { guardRoute } from "../../../../../lib/guard/index.ts";
import { requireCluster, streamFindings } from "../../../../../lib/store/index.ts";
import { queryOf } from "../../../../findings/search-params.ts";
import { findingsExport } from "../../../inputs.ts";

/** Written while it is read: what the reader has not taken yet is not read from the database. */
export const GET = guardRoute("read", findingsExport, async ({ format, ...search }, { request, identity }) => {
  await requireCluster(search.cluster);
  const { limit: _limit, ...filter } = queryOf({ ...search, sort: undefined, cursor: undefined }, identity.name);
  const { total, next, close } = await streamFindings(filter);
  const { mediaType, extension, head, line } = findingLines[format];
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if (head !== "") controller.enqueue(encoder.encode(head));
      },
      async pull(controller) {
        const rows = await next();
        if (rows.length > 0) return controller.enqueue(encoder.encode(rows.map(line).join("")));
        await close();
        controller.close();
      },
      cancel: close,
    },
    { highWaterMark: 1 },
  );
  if (request.method === "HEAD") await close();
  return new Response(request.method === "HEAD" ? null : body, {
    headers: {
      "content-type": mediaType,
      "content-disposition": `attachment; filename="breakwater-findings.${extension}"`,
      "x-total-count": String(total),
      "cache-control": "no-store",
    },
  });
});
