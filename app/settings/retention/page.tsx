import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { Section } from "../../../components/ui/section.tsx";
import { guardPage } from "../../../lib/guard/index.ts";
import { withReadersWords } from "../../../lib/messages/in-readers-words.ts";
import * as t from "../../../lib/messages/index.ts";
import { getDatabaseSize, getPolicies, listRetentionRuns } from "../../../lib/store/index.ts";
import { DatabaseTable } from "./database-table.tsx";
import { LastRun } from "./last-run.tsx";
import { PolicyTable } from "./policy-table.tsx";

const words = t.retention;
export const generateMetadata = titled(() => words.title);

export default guardPage(z.object({}), async () => {
  const [policies, runs, size] = await Promise.all([
    getPolicies(),
    listRetentionRuns().then(withReadersWords),
    getDatabaseSize().then(withReadersWords),
  ]);
  return (
    <Page
      crumbs={[{ label: words.settings, href: "/settings" }, { label: words.title }]}
      title={words.title}
      lead={words.lead}
    >
      <div className="grid gap-10">
        <Section id="policies" title={words.policies.title}>
          <PolicyTable rows={policies} />
        </Section>
        <Section id="last-run" title={words.run.title}>
          <LastRun runs={runs} />
        </Section>
        <Section id="database" title={words.size.title} aside={words.size.total(t.retention.bytes(size.bytes))}>
          <DatabaseTable size={size} />
        </Section>
      </div>
    </Page>
  );
});
