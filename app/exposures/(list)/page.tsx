import { Clock, EthernetPort, SearchX } from "lucide-react";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { href } from "../../../components/href.ts";
import { LinkButton } from "../../../components/ui/button.tsx";
import { Pagination } from "../../../components/ui/pagination.tsx";
import { EmptyState, Notice } from "../../../components/ui/state.tsx";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { listClusters, listExposures, requireCluster } from "../../../lib/store/index.ts";
import { given } from "../../api/given.ts";
import { nothingKnownThen } from "../../nothing-known-then.tsx";
import { ExposureFilter } from "../exposure-filter.tsx";
import { ExposureTable } from "../exposure-table.tsx";
import { exposureFields, exposuresSearch, isFiltered } from "../exposures-search.ts";

const words = t.timeline.exposures;

export const generateMetadata = titled(() => words.title);

/** Rows of one page. */
const pageRows = 100;

export default guardPage(exposuresSearch, async ({ input: search }) => {
  await requireCluster(search.cluster);
  const [clusters, page] = await Promise.all([listClusters(), listExposures({ ...given(search), limit: pageRows })]);
  const unknownThen = page.items.length === 0 ? await nothingKnownThen(search) : null;
  const { at, state } = search;
  const stateWord = state === "any" ? null : t.words.portState[state];
  const fields = exposureFields(search);
  const lead = at ? words.leadAt(page.total, stateWord, t.time.instant(at)) : words.lead(page.total, stateWord);
  return (
    <Page
      crumbs={[{ label: t.ports.title, href: "/ports" }, { label: words.title }]}
      title={state === "open" ? words.title : words.titleAny}
      lead={`${lead}. ${words.meaning}`}
    >
      {at ? (
        <Notice icon={Clock} className="mb-4">
          {words.leadAt(page.total, stateWord, t.time.instant(at))}{" "}
          <LinkButton href={href("/exposures", { ...fields, at: undefined })} variant="quiet" size="sm">
            {words.now}
          </LinkButton>
        </Notice>
      ) : null}
      <ExposureFilter search={search} clusters={clusters} />
      {page.items.length === 0 ? (
        (unknownThen ?? (
          <EmptyState
            icon={isFiltered(search) ? SearchX : EthernetPort}
            title={isFiltered(search) ? words.nothing : words.none}
            total={0}
          >
            {isFiltered(search) ? words.nothingDetail : words.noneDetail}
          </EmptyState>
        ))
      ) : (
        <>
          <ExposureTable
            rows={page.items}
            clusters={clusters.length > 1 ? new Map(clusters.map(({ id, name }) => [id, name])) : null}
          />
          <Pagination
            shown={page.items.length}
            total={page.total}
            firstHref={search.cursor ? href("/exposures", fields) : null}
            nextHref={page.nextCursor ? href("/exposures", { ...fields, cursor: page.nextCursor }) : null}
          />
        </>
      )}
    </Page>
  );
});
