import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { href } from "../../../components/href.ts";
import { RecheckPanel } from "../../../components/recheck-panel.tsx";
import { TimelineList } from "../../../components/timeline-list.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { findCheck } from "../../../lib/checks/index.ts";
import { distributions } from "../../../lib/domain/distribution.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import { t } from "../../../lib/messages/index.ts";
import { FindingBreaks, FindingReferences } from "./finding-background.tsx";
import { FindingFacts } from "./finding-facts.tsx";
import { FindingFix, FindingVerify } from "./finding-fix.tsx";
import { FindingHead } from "./finding-head.tsx";
import { FindingProof } from "./finding-proof.tsx";
import { readFinding } from "./read-finding.ts";
import { recheckNow } from "./recheck-action.ts";

const request = z.object({ findingId: z.string().min(1).max(100), distribution: z.enum(distributions).optional() });

export default guardPage(request, async ({ input: { findingId, distribution } }) => {
  const finding = await readFinding(findingId);
  const check = findCheck(finding.checkId);
  const chosen = distribution ?? finding.context.distribution;
  const remediation = check ? check.remediate({ ...finding.context, distribution: chosen }) : finding.remediation;
  return (
    <Page
      crumbs={[
        { label: t.findings.title, href: href("/findings", { cluster: finding.clusterId }) },
        { label: check?.title ?? finding.checkId, href: href("/findings", { check: finding.checkId }) },
        { label: finding.node ?? finding.subject.name },
      ]}
    >
      <div className="grid gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,1fr)_300px]">
        <article className="grid min-w-0 content-start gap-8">
          <FindingHead finding={finding} check={check} />
          <FindingProof finding={finding} />
          <FindingFix finding={finding} check={check} remediation={remediation} />
          <FindingVerify finding={finding} remediation={remediation}>
            <RecheckPanel findingId={finding.id} recheck={finding.recheck} request={recheckNow} />
          </FindingVerify>
          <FindingBreaks check={check} />
          <Section id="history" title={t.finding.history.title}>
            <TimelineList events={finding.events} />
          </Section>
          <FindingReferences references={finding.references} />
        </article>
        <FindingFacts finding={finding} check={check} />
      </div>
    </Page>
  );
});
