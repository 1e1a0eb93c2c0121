import { Handshake } from "lucide-react";
import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { href } from "../../../components/href.ts";
import { RowKeys } from "../../../components/row-keys.tsx";
import { LinkTabs } from "../../../components/ui/link-tabs.tsx";
import { Pagination } from "../../../components/ui/pagination.tsx";
import { EmptyState } from "../../../components/ui/state.tsx";
import { checks } from "../../../lib/checks/index.ts";
import {
  type AcceptancePage,
  type AcceptanceQuery,
  acceptanceStandings,
} from "../../../lib/domain/views/triage-view.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import { withReadersWords } from "../../../lib/messages/in-readers-words.ts";
import * as t from "../../../lib/messages/index.ts";
import { listAcceptances, requireCluster } from "../../../lib/store/index.ts";
import { given } from "../../api/given.ts";
import { acceptancesQuery } from "../../api/v1/acceptances/acceptances-query.ts";
import { withTitle } from "../../api/v1/acceptances/with-title.ts";
import { AcceptanceTable } from "../acceptance-table.tsx";

const words = t.acceptances;
export const generateMetadata = titled(() => words.title);

const search = z.object(acceptancesQuery.omit({ limit: true }).shape);
type Search = z.output<typeof search>;

function tabsOf(asked: Search, counts: AcceptancePage["counts"]) {
  const all = acceptanceStandings.reduce((sum, standing) => sum + counts[standing], 0);
  const rest = { ...asked, cursor: undefined, standing: undefined };
  const label = (text: string, count: number) => (
    <>
      {text}{" "}
      <span className="nums text-xs text-ink-2" data-count={count}>
        {t.words.number(count)}
      </span>
    </>
  );
  return [
    { href: href("/acceptances", rest), label: label(words.all, all), current: !asked.standing?.length },
    ...acceptanceStandings.map((standing) => ({
      href: href("/acceptances", { ...rest, standing }),
      label: label(words.standing[standing], counts[standing]),
      current: asked.standing?.length === 1 && asked.standing[0] === standing,
    })),
  ];
}

export default guardPage(search, async ({ input }) => {
  await requireCluster(input.cluster);
  const page = withReadersWords(
    await listAcceptances({ ...(given(input) as AcceptanceQuery), knownChecks: checks.map(({ id }) => id) }),
  );
  const tabs = tabsOf(input, page.counts);
  const hasAny = Object.values(page.counts).some((count) => count > 0);
  const first = href("/acceptances", { ...input, cursor: undefined });
  return (
    <Page crumbs={[{ label: words.title }]} title={words.title} lead={words.lead}>
      <LinkTabs label={words.tabs} tabs={tabs} className="mb-3" />
      {page.items.length > 0 ? (
        <>
          <RowKeys>
            <AcceptanceTable rows={page.items.map(withTitle)} />
          </RowKeys>
          <Pagination
            shown={page.items.length}
            total={page.total}
            firstHref={input.cursor ? first : null}
            nextHref={page.nextCursor ? href("/acceptances", { ...input, cursor: page.nextCursor }) : null}
          />
        </>
      ) : (
        <EmptyState icon={Handshake} title={hasAny ? words.empty.standing : words.empty.title} total={0}>
          {hasAny ? words.empty.standingDetail : words.empty.detail}
        </EmptyState>
      )}
    </Page>
  );
});
