import { guardRoute } from "../../../../../lib/guard/index.ts";
import { deleteImport, getImport } from "../../../../../lib/store/index.ts";
import { byId } from "../../../inputs.ts";

export const GET = guardRoute("read", byId, ({ id }) => getImport(id));

export const DELETE = guardRoute("scan", byId, async ({ id }) => {
  await deleteImport(id);
  return new Response(null, { status: 204 });
});
