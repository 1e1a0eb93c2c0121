import { Boxes, Plus } from "lucide-react";
import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { RowKeys } from "../../../components/row-keys.tsx";
import { LinkButton } from "../../../components/ui/button.tsx";
import { EmptyState } from "../../../components/ui/state.tsx";
import { guardPage } from "../../../lib/guard/index.ts";
import { withReadersWords } from "../../../lib/messages/in-readers-words.ts";
import * as t from "../../../lib/messages/index.ts";
import { listClusters } from "../../../lib/store/index.ts";
import { ClusterTable } from "../cluster-table.tsx";
import { DemoData } from "../demo-data.tsx";

export const generateMetadata = titled(() => t.clusters.title);
const words = t.clusters;

export default guardPage(z.object({}), async () => {
  const clusters = withReadersWords(await listClusters());
  const demo = clusters.filter(({ isDemo }) => isDemo).length;
  const add = (
    <LinkButton href="/clusters/new" variant="primary">
      <Plus aria-hidden />
      {words.add}
    </LinkButton>
  );
  return (
    <Page crumbs={[{ label: words.title }]} title={words.title} actions={clusters.length > 0 ? add : null}>
      {clusters.length > 0 ? (
        <RowKeys>
          <ClusterTable clusters={clusters} />
        </RowKeys>
      ) : (
        <EmptyState icon={Boxes} title={words.empty.title} actions={add}>
          {words.empty.detail}
        </EmptyState>
      )}
      {demo > 0 ? <DemoData clusters={demo} /> : null}
    </Page>
  );
});
