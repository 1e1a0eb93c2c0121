import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { runsInPod, serverKubeconfig } from "../server-kubeconfig.ts";
import { AddCluster } from "./add-cluster.tsx";

export const generateMetadata = titled(() => t.clusters.add);
const words = t.clusters;

export default guardPage(z.object({}), async () => (
  <Page
    crumbs={[{ label: words.title, href: "/clusters" }, { label: words.add }]}
    title={words.add}
    lead={words.form.lead}
  >
    <AddCluster serverFile={serverKubeconfig()} inPod={runsInPod()} />
  </Page>
));
