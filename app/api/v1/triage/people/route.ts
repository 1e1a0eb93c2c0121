import { guardRoute, isLocalOperator } from "../../../../../lib/guard/index.ts";
import { listPeople } from "../../../../../lib/store/index.ts";
import { noInput } from "../../../inputs.ts";

export const GET = guardRoute("read", noInput, async (_input, { identity }) => {
  const items = await listPeople();
  return { items, nextCursor: null, total: items.length, you: identity.name, named: !isLocalOperator(identity) };
});
