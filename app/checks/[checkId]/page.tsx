import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { RichText } from "../../../components/rich-text.tsx";
import { CodeBlock } from "../../../components/ui/code-block.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { findCheck } from "../../../lib/checks/index.ts";
import { distributions } from "../../../lib/domain/distribution.ts";
import { AppError } from "../../../lib/domain/errors.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import { t } from "../../../lib/messages/index.ts";
import { countFindings } from "../../../lib/store/index.ts";
import { FindingBreaks, FindingReferences } from "../../findings/[findingId]/finding-background.tsx";
import { knownGrant } from "../../nodes/known-grant.ts";
import { CheckFacts } from "./check-facts.tsx";
import { CheckFix } from "./check-fix.tsx";
import { CheckSeverity } from "./check-severity.tsx";

const words = t.checks;
const request = z.object({ checkId: z.string().min(1).max(100), distribution: z.enum(distributions).optional() });

function Needs({ needs }: { needs: string[] }) {
  const grants = needs.flatMap((need) => knownGrant(need) ?? []).join("");
  return (
    <Section id="needs" title={words.needs.title}>
      {needs.length === 0 ? (
        <p className="text-sm text-ink-2">{words.facts.noNeeds}</p>
      ) : (
        <>
          <p className="mb-2 max-w-prose text-sm text-ink-2">{words.needs.lead}</p>
          <ul className="mb-2 flex flex-wrap gap-x-4 text-sm">
            {needs.map((need) => (
              <li key={need}>
                <code>{need}</code>
              </li>
            ))}
          </ul>
          {grants ? <CodeBlock code={grants} label={words.needs.grant} copyLabel={words.needs.copyGrant} /> : null}
        </>
      )}
    </Section>
  );
}

export default guardPage(request, async ({ input: { checkId, distribution } }) => {
  const check = findCheck(checkId);
  if (!check) throw new AppError("not-found", words.retired);
  const open = await countFindings({ check: [check.id] });
  return (
    <Page crumbs={[{ label: words.title, href: "/checks" }, { label: check.id }]} title={check.title}>
      <div className="grid gap-9">
        <CheckFacts check={check} open={open} />
        <Section id="why" title={words.why}>
          <p className="max-w-prose text-sm">
            <RichText text={check.rationale} />
          </p>
        </Section>
        <CheckSeverity check={check} />
        <Needs needs={check.needs} />
        <CheckFix check={check} distribution={distribution ?? check.distributions[0] ?? "unknown"} />
        <FindingBreaks check={check} />
        <FindingReferences references={check.references} />
      </div>
    </Page>
  );
});
