import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { readPreferences } from "../../../components/frame/read-preferences.ts";
import { titled } from "../../../components/frame/titled.ts";
import { href } from "../../../components/href.ts";
import { LinkButton } from "../../../components/ui/button.tsx";
import { Notice } from "../../../components/ui/state.tsx";
import { printedRows } from "../../../lib/domain/finding-export.ts";
import { columnsOfPast, findingColumns } from "../../../lib/domain/preferences.ts";
import { severities } from "../../../lib/domain/severity.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { requireCluster } from "../../../lib/store/index.ts";
import { PrintButton, PrintedAddress } from "../../report/print-button.tsx";
import { anyOf } from "../../search-fields.ts";
import { type FindingsSearch, findingsSearch, queryOf, searchFields } from "../search-params.ts";
import { readSearch, withInstant } from "../search-terms.ts";
import { PrintedTable } from "./printed-table.tsx";
import { readPrinted } from "./read-printed.ts";

const words = t.exporting.printed;
export const generateMetadata = titled(() => words.title);

const request = z.object({ ...findingsSearch.shape, columns: anyOf(findingColumns) });

function Asked({ search, total, counts }: { search: FindingsSearch; total: number; counts: Record<string, number> }) {
  const { text } = readSearch(search);
  const each = severities.map((severity) => `${counts[severity] ?? 0} ${t.words.severity[severity]}`);
  return (
    <dl className="mb-4 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm [&_dt]:text-ink-2">
      <dt data-total={total}>{words.total(total)}</dt>
      <dd>{each.join(", ")}</dd>
      <dt>{words.filter}</dt>
      <dd>{text ? <code className="break-words">{text}</code> : words.noFilter}</dd>
      <dt>{words.asOf}</dt>
      <dd>{t.time.instant(search.at ?? new Date().toISOString())}</dd>
    </dl>
  );
}

/** All rows of a list on one page that is made for paper: no drawer, no menus, nothing that scrolls in itself. */
export default guardPage(request, async ({ input: { columns: asked, ...input }, identity }) => {
  const search = withInstant({ ...input, group: "finding", cursor: undefined });
  await requireCluster(search.cluster);
  const own = asked ?? (await readPreferences()).columns;
  const columns = search.at ? columnsOfPast(own) : own;
  const { rows, total, bySeverity } = await readPrinted(queryOf(search, identity.name));
  const list = href("/findings", searchFields({ ...search, view: undefined }));
  return (
    <Page
      crumbs={[{ label: t.findings.title, href: list }, { label: t.exporting.print.name }]}
      title={words.title}
      actions={
        <span className="flex gap-2 print:hidden">
          <LinkButton href={list}>{words.back}</LinkButton>
          <PrintButton />
        </span>
      }
    >
      <Asked search={search} total={total} counts={bySeverity} />
      {total > rows.length ? <Notice className="mb-4">{words.cut(printedRows, total)}</Notice> : null}
      {rows.length === 0 ? <p className="text-sm text-ink-2">{words.none}</p> : null}
      {rows.length > 0 ? <PrintedTable rows={rows} columns={columns} label={words.table} /> : null}
      <PrintedAddress />
    </Page>
  );
});
