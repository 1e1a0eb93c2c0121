import { z } from "zod";
import { CopyFinding } from "../../../components/export/copy-finding.tsx";
import { Page } from "../../../components/frame/page.tsx";
import { href } from "../../../components/href.ts";
import { RecheckPanel } from "../../../components/recheck-panel.tsx";
import { findCheck } from "../../../lib/checks/index.ts";
import { distributions } from "../../../lib/domain/distribution.ts";
import { networkTools } from "../../../lib/domain/network-intent.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { readLinks } from "../../read-links.ts";
import { FindingReferences } from "./finding-background.tsx";
import { FindingExpected } from "./finding-expected.tsx";
import { FindingFacts } from "./finding-facts.tsx";
import { FindingFix, FindingVerify } from "./finding-fix.tsx";
import { FindingHead } from "./finding-head.tsx";
import { FindingHolders } from "./finding-holders.tsx";
import { FindingImpact } from "./finding-impact.tsx";
import { FindingNetwork } from "./finding-network.tsx";
import { FindingOpinions } from "./finding-opinions.tsx";
import { FindingOwner } from "./finding-owner.tsx";
import { FindingProof } from "./finding-proof.tsx";
import { findingRollout } from "./finding-rollout.tsx";
import { FindingSources } from "./finding-sources.tsx";
import { FindingTimelineSection } from "./finding-timeline.tsx";
import { FindingTriageSection } from "./finding-triage.tsx";
import { FirstStep } from "./first-step.tsx";
import { readFinding } from "./read-finding.ts";
import { recheckNow } from "./recheck-action.ts";
import { SectionLinks } from "./section-links.tsx";

const request = z.object({
  findingId: z.string().min(1).max(100),
  distribution: z.enum(distributions, `must be one of ${distributions.join(", ")}.`).optional(),
  tool: z.enum(networkTools, `must be one of ${networkTools.join(", ")}.`).optional(),
  rollout: z.literal("all", "must be all.").optional(),
});

export default guardPage(request, async ({ input: { findingId, distribution, tool, rollout }, identity }) => {
  const [finding, links] = await Promise.all([readFinding(findingId), readLinks()]);
  const check = findCheck(finding.checkId);
  const choice = { distribution: distribution ?? finding.context.distribution, tool, rollout: rollout === "all" };
  const context = { ...finding.context, distribution: choice.distribution };
  const remediation = check ? check.remediate(context) : finding.remediation;
  const intent = check?.allow?.(context) ?? null;
  const onAllNodes = await findingRollout({ finding, check, choice });
  return (
    <Page
      crumbs={[
        { label: t.findings.title, href: href("/findings", { cluster: finding.clusterId }) },
        { label: check?.title ?? finding.checkId, href: href("/findings", { check: finding.checkId }) },
        { label: finding.node ?? finding.subject.name },
      ]}
    >
      <div className="grid gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,1fr)_300px]">
        <article className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-6">
          <FindingHead finding={finding} check={check} />
          <div className="grid gap-3">
            <CopyFinding id={finding.id} labels={{ note: t.exporting.copy.note, issue: t.exporting.copy.issue }} />
            <SectionLinks finding={finding} check={check} hasNetworkRule={intent !== null} />
          </div>
          <FindingProof finding={finding} />
          <FirstStep finding={finding} remediation={remediation} />
          <FindingTriageSection finding={finding} reader={identity} />
          <FindingSources finding={finding} />
          <FindingOwner finding={finding} links={links} />
          <FindingHolders finding={finding} />
          <FindingImpact finding={finding} check={check} />
          <FindingFix finding={finding} check={check} remediation={remediation} choice={choice}>
            <FindingNetwork finding={finding} intent={intent} choice={choice} />
            {onAllNodes}
          </FindingFix>
          <FindingVerify finding={finding} remediation={remediation}>
            <RecheckPanel findingId={finding.id} recheck={finding.recheck} request={recheckNow} />
          </FindingVerify>
          <FindingExpected finding={finding} />
          <FindingOpinions finding={finding} />
          <FindingTimelineSection finding={finding} />
          <FindingReferences references={finding.references} />
        </article>
        <FindingFacts finding={finding} check={check} links={links} />
      </div>
    </Page>
  );
});
