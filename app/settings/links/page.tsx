import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { getLinkSettings, listClusters } from "../../../lib/store/index.ts";
import { LinksForm } from "./links-form.tsx";

const words = t.exporting.links;
export const generateMetadata = titled(() => words.title);

export default guardPage(z.object({}), async () => {
  const [links, clusters] = await Promise.all([getLinkSettings(), listClusters()]);
  return (
    <Page
      crumbs={[{ label: t.settings.title, href: "/settings" }, { label: words.title }]}
      title={words.title}
      lead={words.lead}
    >
      <LinksForm key={links.updatedAt} links={links} clusters={clusters.map(({ id, name }) => ({ id, name }))} />
      <p className="mt-4 text-xs text-ink-2">
        {links.updatedAt === null ? (
          words.never
        ) : (
          <>
            {words.lastSet(links.updatedBy ?? "–")}, <TimeAgo at={links.updatedAt} />
          </>
        )}
      </p>
    </Page>
  );
});
