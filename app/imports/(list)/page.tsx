import { FileInput, Plus } from "lucide-react";
import { z } from "zod";
import { ClusterFilter } from "../../../components/clusters/cluster-filter.tsx";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { href } from "../../../components/href.ts";
import { ImportTable } from "../../../components/imports/import-table.tsx";
import { LinkButton } from "../../../components/ui/button.tsx";
import { Pagination } from "../../../components/ui/pagination.tsx";
import { EmptyState } from "../../../components/ui/state.tsx";
import { guardPage } from "../../../lib/guard/index.ts";
import { withReadersWords } from "../../../lib/messages/in-readers-words.ts";
import * as t from "../../../lib/messages/index.ts";
import { listClusters, listImports } from "../../../lib/store/index.ts";
import { RemoveImport } from "../remove-import.tsx";
import { ToolCommands } from "../tool-commands.tsx";

export const generateMetadata = titled(() => t.imports.title);
const words = t.imports;

const query = z.object({ cluster: z.string().max(100).optional(), cursor: z.string().max(500).optional() });

export default guardPage(query, async ({ input: { cluster, cursor } }) => {
  const asked = { ...(cluster ? { clusterId: cluster } : {}), ...(cursor ? { cursor } : {}) };
  const [clusters, page] = await Promise.all([listClusters(), listImports(asked).then(withReadersWords)]);
  const add = (
    <LinkButton href={href("/imports/new", { cluster })} variant="primary">
      <Plus aria-hidden />
      {words.add}
    </LinkButton>
  );
  const addCluster = <LinkButton href="/clusters/new">{words.empty.addCluster}</LinkButton>;
  const isEmpty = page.total === 0;
  return (
    <Page crumbs={[{ label: words.title }]} title={words.title} lead={words.lead} actions={isEmpty ? null : add}>
      {isEmpty && !cluster ? null : <ClusterFilter action="/imports" clusters={clusters} cluster={cluster} />}
      {isEmpty ? (
        <>
          <EmptyState icon={FileInput} title={words.empty.title} actions={clusters.length > 0 ? add : addCluster}>
            {clusters.length > 0 ? words.empty.detail : words.empty.noCluster}
          </EmptyState>
          <ToolCommands className="mt-8" />
        </>
      ) : (
        <>
          <ImportTable
            imports={page.items}
            showCluster={!cluster && clusters.length > 1}
            remove={(row) => <RemoveImport id={row.id} fileName={row.fileName} />}
          />
          <Pagination
            shown={page.items.length}
            total={page.total}
            firstHref={cursor ? href("/imports", { cluster }) : null}
            nextHref={page.nextCursor ? href("/imports", { cluster, cursor: page.nextCursor }) : null}
          />
        </>
      )}
    </Page>
  );
});
