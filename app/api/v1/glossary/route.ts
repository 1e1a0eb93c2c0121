import {
  type GlossaryGroup,
  glossaryGroups,
  glossarySources,
  glossaryTerms,
} from "../../../../lib/domain/glossary/index.ts";
import { guardRoute } from "../../../../lib/guard/index.ts";
import * as t from "../../../../lib/messages/index.ts";
import { glossaryQuery } from "../../inputs.ts";

const groups = Object.keys(glossaryGroups) as GlossaryGroup[];

export const GET = guardRoute("read", glossaryQuery, async ({ term }) => {
  const items = glossaryTerms
    .filter((id) => term === undefined || id === term)
    .map((id) => ({
      id,
      group: groups.find((group) => glossaryGroups[group].some((entry) => entry === id)),
      ...t.glossary.terms[id],
      source: glossarySources[id] ?? null,
    }));
  return { items, nextCursor: null, total: items.length };
});
