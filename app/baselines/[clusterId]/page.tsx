import { z } from "zod";
import { CountLink } from "../../../components/count-link.tsx";
import { Page } from "../../../components/frame/page.tsx";
import { ScanNow } from "../../../components/scan-now.tsx";
import { LinkTabs } from "../../../components/ui/link-tabs.tsx";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { scanNow } from "../../scan-actions.ts";
import { baselineTabs, driftHref, tabHref } from "../addresses.ts";
import { EditorTab } from "./editor-tab.tsx";
import { ExpectedTab } from "./expected-tab.tsx";
import { HistoryTab } from "./history-tab.tsx";
import { ProposalTab } from "./proposal-tab.tsx";
import { readStanding, type Standing } from "./read-standing.ts";

const words = t.baselines;
const list = z.preprocess(
  (value) => (value === undefined || Array.isArray(value) ? value : [value]),
  z.array(z.string().max(1000)).max(5000).optional(),
);
const version = z.coerce.number().int().min(1).optional();
const request = z.object({
  clusterId: z.string().min(1).max(100),
  tab: z.enum(baselineTabs, `must be one of ${baselineTabs.join(", ")}.`).default("expected"),
  /** Entries of the proposal that the editor begins with: their keys, or "all"; "fresh" for the proposal alone. */
  add: list,
  version,
});

export default guardPage(request, async ({ input: { clusterId, tab, add, version } }) => {
  const standing = await readStanding(clusterId);
  const { cluster } = standing;
  const tabs = baselineTabs.map((name) => ({
    href: tabHref(clusterId, name),
    label: words.tabs[name],
    current: name === tab,
  }));
  return (
    <Page
      crumbs={[{ label: words.title, href: "/baselines" }, { label: cluster.name }]}
      title={words.of(cluster.name)}
      lead={<Lead standing={standing} />}
      actions={<ScanNow clusterId={clusterId} request={scanNow} variant="outline" />}
    >
      <LinkTabs label={words.tabs.label} tabs={tabs} className="mb-6" />
      {tab === "expected" ? <ExpectedTab standing={standing} /> : null}
      {tab === "yaml" ? <EditorTab standing={standing} add={add} /> : null}
      {tab === "proposal" ? <ProposalTab standing={standing} /> : null}
      {tab === "history" ? <HistoryTab standing={standing} version={version} /> : null}
    </Page>
  );
});

/** Which version counts, and the numbers that its tabs show. */
function Lead({ standing: { cluster, saved, standing, drift } }: { standing: Standing }) {
  if (!saved) return words.nothingSaved;
  const notOpen = standing.entries.filter(({ open, ended }) => open === 0 && !ended).length;
  return (
    <>
      {words.judgedBy(saved.version, saved.createdBy)}:{" "}
      <CountLink href={driftHref(cluster.id)} count={drift}>
        {words.standing.drift(drift)}
      </CountLink>{" "}
      ({words.standing.unchecked}), {words.standing.expected(standing.expected)}, {words.standing.notOpen(notOpen)}.
    </>
  );
}
