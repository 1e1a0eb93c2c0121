import { guardRoute } from "../../../../../../../lib/guard/index.ts";
import { editComment, removeComment } from "../../../../../../../lib/store/index.ts";
import { commentDelete, commentPatch } from "../../../../../../triage/triage-input.ts";

export const PATCH = guardRoute("triage", commentPatch, async ({ comment, version, body }, { identity }) =>
  editComment({ id: comment, version }, body, identity),
);

export const DELETE = guardRoute("triage", commentDelete, async ({ comment, version }, { identity }) => {
  await removeComment({ id: comment, version }, identity);
  return new Response(null, { status: 204 });
});
