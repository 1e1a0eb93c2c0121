import { ClipboardCheck, Plus } from "lucide-react";
import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { RowKeys } from "../../../components/row-keys.tsx";
import { LinkButton } from "../../../components/ui/button.tsx";
import { EmptyState } from "../../../components/ui/state.tsx";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { listBaselines } from "../../../lib/store/index.ts";
import { BaselineTable } from "../baseline-table.tsx";

const words = t.baselines;
export const generateMetadata = titled(() => t.baselines.title);

export default guardPage(z.object({}), async () => {
  const rows = await listBaselines();
  return (
    <Page crumbs={[{ label: words.title }]} title={words.title} lead={words.lead}>
      {rows.length > 0 ? (
        <RowKeys>
          <BaselineTable rows={rows} />
        </RowKeys>
      ) : (
        <EmptyState
          icon={ClipboardCheck}
          title={words.list.noClusters}
          actions={
            <LinkButton href="/clusters/new" variant="primary">
              <Plus aria-hidden />
              {words.list.addCluster}
            </LinkButton>
          }
        >
          {words.list.noClustersDetail}
        </EmptyState>
      )}
    </Page>
  );
});
