import { guardRoute } from "../../../../../../../lib/guard/index.ts";
import { editComment, removeComment } from "../../../../../../../lib/store/index.ts";
import { commentDelete, commentPatch } from "../../../../../../triage/triage-input.ts";

export const PATCH = guardRoute("triage", commentPatch, async ({ id, comment, version, body }, { identity }) =>
  editComment({ id: comment, version, findingId: id }, body, identity),
);

export const DELETE = guardRoute("triage", commentDelete, async ({ id, comment, version }, { identity }) => {
  await removeComment({ id: comment, version, findingId: id }, identity);
  return new Response(null, { status: 204 });
});
