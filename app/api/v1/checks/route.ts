import { checks } from "../../../../lib/checks/index.ts";
import { guardRoute } from "../../../../lib/guard/index.ts";
import { noInput } from "../../inputs.ts";

/** The registry itself: text, severity and references, without its functions. */
export const GET = guardRoute("read", noInput, async () => {
  const items = checks.map(
    ({ headline: _headline, subjects: _subjects, judge: _judge, remediate: _remediate, ...text }) => text,
  );
  return { items, nextCursor: null, total: items.length };
});
