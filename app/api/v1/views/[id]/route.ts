import { guardRoute } from "../../../../../lib/guard/index.ts";
import { deleteView, updateView } from "../../../../../lib/store/index.ts";
import { viewPatch, viewRemoval } from "../../../view-inputs.ts";

export const PATCH = guardRoute("triage", viewPatch, async ({ id, ...patch }, { identity }) =>
  updateView(id, patch, identity),
);

export const DELETE = guardRoute("triage", viewRemoval, async ({ id, version }, { identity }) => {
  await deleteView(id, version, identity);
  return new Response(null, { status: 204 });
});
