import { SearchX } from "lucide-react";
import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { PageSections } from "../../../components/page-sections.tsx";
import { RowKeys } from "../../../components/row-keys.tsx";
import { LinkButton } from "../../../components/ui/button.tsx";
import { EmptyState } from "../../../components/ui/state.tsx";
import { portGroups, portReference, reaches } from "../../../lib/domain/port-reference/index.ts";
import { protocols } from "../../../lib/domain/port-state.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { PortFilter } from "../port-filter.tsx";
import { PortTabs } from "../port-tabs.tsx";
import { groupId, type PortGroup, ReferenceTable } from "../reference-table.tsx";
import { knownProducts, searchPorts } from "../search-ports.ts";

export const generateMetadata = titled(() => t.fleetPorts.tabs.reference);
const words = t.ports;

const products = knownProducts(portReference);
const blank = (value: unknown) => (value === "" ? undefined : value);

const request = z.object({
  q: z.string().max(200).optional(),
  reach: z.preprocess(blank, z.enum(reaches, `must be one of ${reaches.join(", ")}.`).optional()),
  product: z.preprocess(blank, z.string().max(100).optional()),
  protocol: z.preprocess(blank, z.enum(protocols, "must be TCP or UDP.").optional()),
});

export default guardPage(request, async ({ input: search }) => {
  const groups: PortGroup[] = (Object.keys(portGroups) as (keyof typeof portGroups)[])
    .map((id) => ({ id, rows: searchPorts(portGroups[id], search) }))
    .filter(({ rows }) => rows.length > 0);
  const shown = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <Page
      crumbs={[{ label: words.title, href: "/ports" }, { label: t.fleetPorts.tabs.reference }]}
      title={t.fleetPorts.tabs.reference}
      lead={words.lead(shown, portReference.length)}
    >
      <PortTabs current="reference" />
      <PortFilter search={search} products={products} />
      {groups.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title={words.search.nothing}
          actions={<LinkButton href="/ports/reference">{words.search.clear}</LinkButton>}
        >
          {words.search.nothingDetail}
        </EmptyState>
      ) : (
        <>
          <p className="mb-2 max-w-prose text-xs text-ink-2">{words.caution}</p>
          {groups.length > 2 ? (
            <PageSections sections={groups.map(({ id }) => ({ id: groupId(id), label: words.groups[id] }))} />
          ) : null}
          <RowKeys>
            <ReferenceTable groups={groups} />
          </RowKeys>
        </>
      )}
    </Page>
  );
});
