import { type BuiltInView, builtInQuery, builtInViews } from "../../../../lib/domain/views/saved-view.ts";
import { guardRoute } from "../../../../lib/guard/index.ts";
import { createView, listViews } from "../../../../lib/store/index.ts";
import { countView } from "../../../views/view-filter.ts";
import { newView, viewsQuery } from "../../view-inputs.ts";

const builtIn = (Object.keys(builtInViews) as BuiltInView[]).map((id) => ({ id, query: builtInQuery(id) }));

export const GET = guardRoute("read", viewsQuery, async ({ path, counts }, { identity }) => {
  const views = await listViews(path, identity);
  const counted = <View extends { query: string }>(list: readonly View[]) =>
    Promise.all(
      list.map(async (view) => (counts === "true" ? { ...view, count: await countView(view, identity) } : view)),
    );
  return { builtIn: await counted(builtIn), items: await counted(views) };
});

export const POST = guardRoute("triage", newView, async (view, { identity }) => createView(view, identity), 201);
