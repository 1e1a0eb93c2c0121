import { guardRoute } from "../../../../../../lib/guard/index.ts";
import { addComment, listComments } from "../../../../../../lib/store/index.ts";
import { findingComment } from "../../../../../triage/triage-input.ts";
import { byId } from "../../../../inputs.ts";

export const GET = guardRoute("read", byId, async ({ id }, { identity }) => {
  const items = await listComments(id, identity);
  return { items, nextCursor: null, total: items.length };
});

export const POST = guardRoute(
  "triage",
  findingComment,
  async ({ id, body }, { identity }) => addComment(id, body, identity),
  201,
);
