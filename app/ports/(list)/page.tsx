import { EthernetPort, SearchX } from "lucide-react";
import { redirect } from "next/navigation";
import type { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { href } from "../../../components/href.ts";
import { LinkButton } from "../../../components/ui/button.tsx";
import { Pagination } from "../../../components/ui/pagination.tsx";
import { EmptyState } from "../../../components/ui/state.tsx";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { listClusters, listFleetPorts, requireCluster } from "../../../lib/store/index.ts";
import { given } from "../../api/given.ts";
import { text } from "../../search-fields.ts";
import { FleetFilter } from "../fleet-filter.tsx";
import { fleetPortFields, fleetPortsSearch, isFiltered } from "../fleet-ports-search.ts";
import { FleetTable } from "../fleet-table.tsx";
import { OldAnchor } from "../old-anchor.tsx";
import { PortTabs } from "../port-tabs.tsx";

export const generateMetadata = titled(() => t.fleetPorts.title);
const words = t.fleetPorts;

/** The reference stood here once, and its filters had these names. */
const request = fleetPortsSearch.extend({ reach: text, product: text });

const pageRows = 100;

function toReference({ q, protocol, reach, product }: z.output<typeof request>): void {
  if (reach || product) redirect(href("/ports/reference", { q, reach, product, protocol }));
}

export default guardPage(request, async ({ input }) => {
  toReference(input);
  const { reach: _reach, product: _product, ...search } = input;
  await requireCluster(search.cluster);
  const [clusters, page] = await Promise.all([listClusters(), listFleetPorts({ ...given(search), limit: pageRows })]);
  const fields = fleetPortFields(search);
  const filtered = isFiltered(search);
  return (
    <Page
      crumbs={[{ label: words.title }]}
      title={words.title}
      lead={words.lead(page.total)}
      actions={<LinkButton href={href("/exposures", { cluster: search.cluster })}>{words.exposures}</LinkButton>}
    >
      <OldAnchor />
      <PortTabs current="fleet" />
      <FleetFilter search={search} clusters={clusters} unexpected={page.unexpected} />
      {page.items.length === 0 ? (
        <EmptyState
          icon={filtered ? SearchX : EthernetPort}
          title={filtered ? words.nothing : words.none}
          total={0}
          actions={filtered ? <LinkButton href="/ports">{words.clear}</LinkButton> : null}
        >
          {filtered ? words.nothingDetail : words.noneDetail}
        </EmptyState>
      ) : (
        <>
          <FleetTable rows={page.items} search={search} />
          <Pagination
            shown={page.items.length}
            total={page.total}
            firstHref={search.cursor ? href("/ports", fields) : null}
            nextHref={page.nextCursor ? href("/ports", { ...fields, cursor: page.nextCursor }) : null}
          />
        </>
      )}
    </Page>
  );
});
