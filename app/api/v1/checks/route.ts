import { checks } from "../../../../lib/checks/index.ts";
import { rosettaOf } from "../../../../lib/checks/rosetta.ts";
import { guardRoute } from "../../../../lib/guard/index.ts";
import { noInput } from "../../inputs.ts";

/** The registry itself: text, severity, references and counterparts in other tools, without its functions. */
export const GET = guardRoute("read", noInput, async () => {
  const items = checks.map((check) => {
    const text = Object.entries(check).filter(([, value]) => typeof value !== "function");
    return { ...Object.fromEntries(text), counterparts: rosettaOf(check) };
  });
  return { items, nextCursor: null, total: items.length };
});
