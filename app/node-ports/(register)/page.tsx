import { DoorOpen, SearchX } from "lucide-react";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { LinkButton } from "../../../components/ui/button.tsx";
import { EmptyState } from "../../../components/ui/state.tsx";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { getNodePortRegister, listClusters, requireCluster } from "../../../lib/store/index.ts";
import { readLinks } from "../../read-links.ts";
import { NodePortFilter } from "../node-port-filter.tsx";
import { NodePortTabs } from "../node-port-tabs.tsx";
import { isFiltered, nodePortsSearch, registerQuery } from "../node-ports-search.ts";
import { RegisterTable } from "../register-table.tsx";

export const generateMetadata = titled(() => t.nodePorts.title);
const words = t.nodePorts;

export default guardPage(nodePortsSearch, async ({ input: search }) => {
  await requireCluster(search.cluster);
  const [clusters, register, links] = await Promise.all([
    listClusters(),
    getNodePortRegister(registerQuery(search)),
    readLinks(),
  ]);
  const filtered = isFiltered(search);
  return (
    <Page crumbs={[{ label: words.title }]} title={words.title} lead={words.lead(register.total)}>
      <NodePortTabs current="register" cluster={search.cluster} forgotten={register.forgotten} />
      <NodePortFilter search={search} clusters={clusters} facets={register.facets} />
      {register.rows.length === 0 ? (
        <EmptyState
          icon={filtered ? SearchX : DoorOpen}
          title={filtered ? words.nothing : words.none}
          total={0}
          actions={filtered ? <LinkButton href="/node-ports">{words.clear}</LinkButton> : null}
        >
          {filtered ? words.nothingDetail : words.noneDetail}
        </EmptyState>
      ) : (
        <div data-total={register.total}>
          <RegisterTable rows={register.rows} cluster={clusters.length > 1} links={links} />
        </div>
      )}
    </Page>
  );
});
