import { PageSections } from "../../../components/page-sections.tsx";
import type { Check } from "../../../lib/domain/check.ts";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";
import * as t from "../../../lib/messages/index.ts";

interface Props {
  finding: FindingDetail;
  check: Check | undefined;
  hasNetworkRule: boolean;
}

/** The parts of this page that say something, as links to them. */
export function SectionLinks({ finding: { beside }, check, hasNetworkRule }: Props) {
  const words = t.finding;
  const some = (list: readonly unknown[] | undefined) => (list?.length ?? 0) > 0;
  const background = some(check?.tradeoffs) || some(check?.failureModes);
  const links = [
    { id: "proof", label: words.proof.title, given: true },
    { id: "triage", label: t.triage.title, given: true },
    { id: "sources", label: words.sources.short, given: some(beside.settings) },
    { id: "owner", label: words.owner.title, given: beside.owner !== undefined },
    { id: "holders", label: words.holders.short, given: some(beside.holders) },
    { id: "impact", label: words.impact.short, given: beside.impact !== undefined || background },
    { id: "fix", label: words.fix.title, given: true },
    { id: "network", label: words.network.title, given: hasNetworkRule },
    { id: "verify", label: words.facts.verify, given: true },
    { id: "opinions", label: words.opinions.short, given: some(beside.opinions) },
    { id: "history", label: words.history.title, given: true },
    { id: "references", label: words.references.title, given: true },
  ];
  return <PageSections sections={links.filter(({ given }) => given)} />;
}
