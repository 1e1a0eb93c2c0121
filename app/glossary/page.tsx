import { ExternalLink } from "lucide-react";
import { z } from "zod";
import { Page } from "../../components/frame/page.tsx";
import { titled } from "../../components/frame/titled.ts";
import { PageSections } from "../../components/page-sections.tsx";
import { Section } from "../../components/ui/section.tsx";
import {
  type GlossaryGroup,
  type GlossaryTerm,
  glossaryGroups,
  glossarySources,
  glossaryTerms,
} from "../../lib/domain/glossary/index.ts";
import { guardPage } from "../../lib/guard/index.ts";
import * as t from "../../lib/messages/index.ts";

export const generateMetadata = titled(() => t.glossary.title);
const words = t.glossary;
const groups = Object.keys(glossaryGroups) as GlossaryGroup[];

function Entry({ id }: { id: GlossaryTerm }) {
  const { term, is, why } = words.terms[id];
  const source = glossarySources[id];
  return (
    <div
      id={id}
      className="scroll-mt-16 rounded-md target:bg-accent-wash sm:grid sm:grid-cols-[14rem_minmax(0,1fr)] sm:gap-x-6"
    >
      <dt className="font-medium">
        <a href={`#${id}`} className="hover:underline">
          {term}
        </a>
      </dt>
      <dd className="max-w-prose pb-4 text-sm">
        <p>{is}</p>
        <p className="mt-1">
          <span className="text-ink-2">{words.why}:</span> {why}
        </p>
        {source ? (
          <a href={source} className="link mt-1 inline-flex min-h-6 items-center gap-1" rel="noreferrer">
            {words.source}
            <ExternalLink aria-hidden className="size-3.5" />
          </a>
        ) : null}
      </dd>
    </div>
  );
}

export default guardPage(z.object({}), async () => (
  <Page crumbs={[{ label: words.title }]} title={words.title} lead={words.lead(glossaryTerms.length)}>
    <PageSections sections={groups.map((id) => ({ id: `group-${id}`, label: words.groups[id] }))} />
    <div className="mt-6 grid gap-8">
      {groups.map((group) => (
        <Section key={group} id={`group-${group}`} title={words.groups[group]}>
          <dl>
            {glossaryGroups[group].map((id) => (
              <Entry key={id} id={id} />
            ))}
          </dl>
        </Section>
      ))}
    </div>
  </Page>
));
