import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { PageSections } from "../../../components/page-sections.tsx";
import { RecheckGroupPanel } from "../../../components/recheck-group-panel.tsx";
import { RichText } from "../../../components/rich-text.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { findCheck } from "../../../lib/checks/index.ts";
import type { Check } from "../../../lib/domain/check.ts";
import { distributions } from "../../../lib/domain/distribution.ts";
import { AppError } from "../../../lib/domain/errors.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { countFindings } from "../../../lib/store/index.ts";
import { FindingBreaks, FindingReferences } from "../../findings/[findingId]/finding-background.tsx";
import { recheckGroup } from "../../recheck-group-action.ts";
import { CheckFacts } from "./check-facts.tsx";
import { CheckFix } from "./check-fix.tsx";
import { CheckDoors, CheckNeeds, CheckSettings } from "./check-reach.tsx";
import { CheckRosetta } from "./check-rosetta.tsx";
import { CheckSeverity } from "./check-severity.tsx";

const words = t.checks;
const request = z.object({ checkId: z.string().min(1).max(100), distribution: z.enum(distributions).optional() });

function sectionsOf(check: Check): { id: string; label: string }[] {
  return [
    { id: "why", label: words.why },
    { id: "severity", label: words.severity.title },
    { id: "rosetta", label: words.rosetta.title },
    ...(check.settings ? [{ id: "settings", label: words.settings.title }] : []),
    ...(check.closes?.length || check.rights?.length ? [{ id: "doors", label: words.doors.title }] : []),
    { id: "needs", label: words.needs.title },
    { id: "fix", label: words.fix.title },
    { id: "verify", label: words.verify },
    { id: "breaks", label: t.finding.breaks.title },
    { id: "references", label: t.finding.references.title },
  ];
}

export default guardPage(request, async ({ input: { checkId, distribution } }) => {
  const check = findCheck(checkId);
  if (!check) throw new AppError("not-found", words.retired);
  const open = await countFindings({ check: [check.id] });
  const total = Object.values(open).reduce((sum, count) => sum + count, 0);
  return (
    <Page
      crumbs={[{ label: words.title, href: "/checks" }, { label: check.id }]}
      title={check.title}
      actions={
        total > 0 ? (
          <RecheckGroupPanel
            scope={{ kind: "check", checkId: check.id }}
            request={recheckGroup}
            label={t.recheck.group.button(total)}
            className="justify-items-end max-sm:justify-items-start"
          />
        ) : null
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-9">
        <CheckFacts check={check} open={open} />
        <PageSections sections={sectionsOf(check)} />
        <Section id="why" title={words.why}>
          <p className="max-w-prose text-sm">
            <RichText text={check.rationale} />
          </p>
        </Section>
        <CheckSeverity check={check} />
        <CheckRosetta check={check} />
        <CheckSettings check={check} />
        <CheckDoors check={check} />
        <CheckNeeds check={check} />
        <CheckFix check={check} distribution={distribution ?? check.distributions[0] ?? "unknown"} />
        <FindingBreaks check={check} />
        <FindingReferences references={{ ...check.references, cis: [], tools: [] }} />
      </div>
    </Page>
  );
});
