import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { runsInPod, serverKubeconfig } from "../server-kubeconfig.ts";
import { AddCluster } from "./add-cluster.tsx";
import { sources } from "./draft.ts";

export const generateMetadata = titled(() => t.clusters.add);
const words = t.clusters;

const search = z.object({
  source: z.enum(sources, `must be one of ${sources.join(", ")}.`).optional(),
});

export default guardPage(search, async ({ input: { source } }) => (
  <Page
    crumbs={[{ label: words.title, href: "/clusters" }, { label: words.add }]}
    title={words.add}
    lead={words.form.lead}
  >
    <AddCluster serverFile={serverKubeconfig()} inPod={runsInPod()} source={source ?? "kubeconfig"} />
  </Page>
));
