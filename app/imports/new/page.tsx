import { FileInput } from "lucide-react";
import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { LinkButton } from "../../../components/ui/button.tsx";
import { EmptyState } from "../../../components/ui/state.tsx";
import { guardPage } from "../../../lib/guard/index.ts";
import { importers, importLimitBytes } from "../../../lib/importers/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { listClusters, listNodeAddresses } from "../../../lib/store/index.ts";
import { ToolCommands } from "../tool-commands.tsx";
import { ImportForm } from "./import-form.tsx";

export const generateMetadata = titled(() => t.imports.form.title);
const words = t.imports;

export default guardPage(z.object({ cluster: z.string().max(100).optional() }), async ({ input: { cluster } }) => {
  const listed = await listClusters();
  const clusters = await Promise.all(
    listed.map(async ({ id, name }) => ({ id, name, nodes: (await listNodeAddresses(id)).map((node) => node.name) })),
  );
  return (
    <Page
      crumbs={[{ label: words.title, href: "/imports" }, { label: words.form.title }]}
      title={words.form.title}
      lead={words.lead}
    >
      {clusters.length > 0 ? (
        <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,560px)_minmax(0,1fr)]">
          <ImportForm
            clusters={clusters}
            chosen={cluster}
            tools={importers.map(({ format, title }) => ({ format, title }))}
            limitBytes={importLimitBytes}
          />
          <ToolCommands narrow className="lg:border-s lg:border-line lg:ps-8" />
        </div>
      ) : (
        <EmptyState
          icon={FileInput}
          title={words.empty.noCluster}
          actions={<LinkButton href="/clusters/new">{words.empty.addCluster}</LinkButton>}
        />
      )}
    </Page>
  );
});
