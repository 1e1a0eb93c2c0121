import { ArrowLeftRight } from "lucide-react";
import type { ReactNode } from "react";
import { Page } from "../../components/frame/page.tsx";
import { titled } from "../../components/frame/titled.ts";
import { LinkButton } from "../../components/ui/button.tsx";
import { ErrorState } from "../../components/ui/state.tsx";
import { AppError } from "../../lib/domain/errors.ts";
import { guardPage } from "../../lib/guard/index.ts";
import { inReadersWords } from "../../lib/messages/in-readers-words.ts";
import * as t from "../../lib/messages/index.ts";
import { clustersCompared } from "./clusters-compared.tsx";
import { ComparePicker } from "./compare-picker.tsx";
import { type CompareSearch, compareSearch, swapped, wayOf } from "./compare-search.ts";
import { nodesCompared } from "./nodes-compared.tsx";
import { scansCompared } from "./scans-compared.tsx";
import { whatCompared } from "./what-compared.ts";

export const generateMetadata = titled(() => t.compare.title);

async function outcomeOf(search: CompareSearch): Promise<ReactNode> {
  const compared = await whatCompared(search);
  switch (compared.by) {
    case "nothing":
      return null;
    case "nodes":
      return nodesCompared(search, compared.nodeA, compared.nodeB);
    case "clusters":
      return clustersCompared(compared.from, compared.to);
    default:
      return scansCompared(search, [compared.a, compared.b]);
  }
}

/** What was chosen wrongly is said under the pickers, which keep it; a database that is away is the frame's to say. */
async function outcomeOrWhyNot(search: CompareSearch): Promise<ReactNode> {
  try {
    return await outcomeOf(search);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "unavailable") throw error;
    return (
      <ErrorState title={t.compare.broken}>
        <p>{inReadersWords(error.message)}</p>
      </ErrorState>
    );
  }
}

export default guardPage(compareSearch, async ({ input: search }) => {
  const way = wayOf(search);
  const [picker, outcome] = await Promise.all([ComparePicker({ search, way }), outcomeOrWhyNot(search)]);
  return (
    <Page
      crumbs={[{ label: t.compare.title }]}
      title={t.compare.title}
      lead={t.compare.lead}
      actions={
        outcome === null ? null : (
          <LinkButton href={swapped(search)}>
            <ArrowLeftRight aria-hidden />
            {t.compare.swap}
          </LinkButton>
        )
      }
    >
      <div className="grid grid-cols-1 gap-6">
        {picker}
        {outcome}
      </div>
    </Page>
  );
});
