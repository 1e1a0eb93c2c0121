import { SearchX } from "lucide-react";
import { z } from "zod";
import { FilterForm } from "../../../components/filter-form.tsx";
import { Page } from "../../../components/frame/page.tsx";
import { RowKeys } from "../../../components/row-keys.tsx";
import { Button, LinkButton } from "../../../components/ui/button.tsx";
import { Input } from "../../../components/ui/field.tsx";
import { EmptyState } from "../../../components/ui/state.tsx";
import { checks } from "../../../lib/checks/index.ts";
import { components } from "../../../lib/domain/check.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import { t } from "../../../lib/messages/index.ts";
import { facetFindings } from "../../../lib/store/index.ts";
import { CheckTable } from "../check-table.tsx";
import { searchChecks } from "../search-checks.ts";

export const metadata = { title: t.checks.title };
const words = t.checks;

export default guardPage(z.object({ q: z.string().max(200).optional() }), async ({ input: { q } }) => {
  const facets = await facetFindings({});
  const open = new Map(facets.check.map(({ id, count }) => [id, count]));
  const found = searchChecks(checks, q);
  const groups = components
    .map((component) => ({ component, checks: found.filter((check) => check.component === component) }))
    .filter((group) => group.checks.length > 0);
  return (
    <Page crumbs={[{ label: words.title }]} title={words.title} lead={words.lead(found.length, checks.length)}>
      <FilterForm action="/checks" label={words.search.label} className="mb-4 flex flex-wrap gap-2">
        <Input
          key={q}
          type="search"
          name="q"
          maxLength={200}
          defaultValue={q}
          aria-label={words.search.label}
          placeholder={words.search.placeholder}
          className="min-w-56 flex-1 sm:max-w-96"
        />
        <Button type="submit">{words.search.apply}</Button>
      </FilterForm>
      {groups.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title={words.search.nothing}
          actions={<LinkButton href="/checks">{words.search.clear}</LinkButton>}
        >
          {words.search.nothingDetail(q ?? "")}
        </EmptyState>
      ) : (
        <RowKeys>
          <CheckTable groups={groups} open={open} />
        </RowKeys>
      )}
    </Page>
  );
});
