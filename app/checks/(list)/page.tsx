import { SearchX } from "lucide-react";
import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { PageSections } from "../../../components/page-sections.tsx";
import { RowKeys } from "../../../components/row-keys.tsx";
import { LinkButton } from "../../../components/ui/button.tsx";
import { EmptyState } from "../../../components/ui/state.tsx";
import { checks } from "../../../lib/checks/index.ts";
import { components } from "../../../lib/domain/check.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { facetFindings } from "../../../lib/store/index.ts";
import { CheckFilter } from "../check-filter.tsx";
import { CheckTable, groupId } from "../check-table.tsx";
import { searchChecks } from "../search-checks.ts";

export const generateMetadata = titled(() => t.checks.title);
const words = t.checks;

/** An empty choice is none. */
const request = z.object({
  q: z.string().max(200).optional(),
  component: z
    .literal("")
    .transform(() => undefined)
    .or(z.enum(components, `must be one of ${components.join(", ")}.`))
    .optional(),
  tier: z
    .literal("")
    .transform(() => undefined)
    .or(z.coerce.number().int().min(1).max(3))
    .optional(),
});

const tiers = [...new Set(checks.map(({ tier }) => tier))].sort();
const perComponent = new Map(
  components.flatMap((component) => {
    const count = checks.filter((check) => check.component === component).length;
    return count > 0 ? [[component, count] as const] : [];
  }),
);

export default guardPage(request, async ({ input: search }) => {
  const facets = await facetFindings({});
  const open = new Map(facets.check.map(({ id, count }) => [id, count]));
  const found = searchChecks(checks, search);
  const groups = components
    .map((component) => ({ component, found: found.filter(({ check }) => check.component === component) }))
    .filter((group) => group.found.length > 0);
  return (
    <Page crumbs={[{ label: words.title }]} title={words.title} lead={words.lead(found.length, checks.length)}>
      <CheckFilter search={search} counts={perComponent} tiers={tiers} />
      {groups.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title={words.search.nothing}
          actions={<LinkButton href="/checks">{words.search.clear}</LinkButton>}
        >
          {words.search.nothingDetail(search.q ?? "")}
        </EmptyState>
      ) : (
        <>
          {groups.length > 1 && found.length > 20 ? (
            <PageSections
              sections={groups.map(({ component, found: listed }) => ({
                id: groupId(component),
                label: words.search.counted(t.words.component[component], listed.length),
              }))}
            />
          ) : null}
          <RowKeys>
            <CheckTable groups={groups} open={open} />
          </RowKeys>
        </>
      )}
    </Page>
  );
});
