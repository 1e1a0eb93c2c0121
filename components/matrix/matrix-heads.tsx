import type { MouseEvent } from "react";
import type { ClassSummary } from "../../lib/domain/matrix-filter.ts";
import { type MatrixQuery, writeMatrixQuery } from "../../lib/domain/matrix-query.ts";
import { matrixClasses } from "../../lib/domain/views/matrix-view.ts";
import * as t from "../../lib/messages/index.ts";
import { Link } from "../ui/link.tsx";
import { asColumnHeader, asRow } from "./matrix-roles.ts";
import { LeftOut } from "./matrix-row.tsx";
import type { ChangeQuery } from "./use-matrix-query.ts";

interface Props {
  summary: readonly ClassSummary[];
  query: MatrixQuery;
  change: ChangeQuery;
  from: number;
  to: number;
}

/** A click that the browser would open elsewhere stays the browser's. */
export const isPlainClick = (event: MouseEvent) => !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

function Count({ item, query, change }: { item: ClassSummary } & Pick<Props, "query" | "change">) {
  if (item.nodes === 0)
    return (
      <span className="text-xs font-normal text-ink-3">
        <span className="@max-2xl:sr-only">{t.matrix.notLooked}</span>
        <span aria-hidden className="@2xl:hidden">
          –
        </span>
      </span>
    );
  const { vantage: _from, cell: _cell, ...beside } = query;
  const asked: MatrixQuery = { ...beside, reachable: item.reachable, cell: null };
  return (
    <Link
      href={writeMatrixQuery(asked)}
      data-count={item.open}
      aria-label={t.matrix.columnWords(t.matrix.classes[item.class], item.open, item.nodes)}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        change(() => asked, "step");
      }}
      className="nums rounded-sm py-1 text-xs leading-4 @2xl:px-1 font-normal text-ink-2 hover:text-ink hover:underline"
    >
      <span className={item.open > 0 ? "text-sm font-semibold text-ink" : "text-sm text-ink-3"}>
        <span className="@max-2xl:hidden">{t.matrix.reachable(item.open)}</span>
        <span className="@2xl:hidden">{t.matrix.reachableShort(item.open)}</span>
      </span>{" "}
      <span className="@max-2xl:hidden">{t.matrix.ofNodes(item.nodes)}</span>
    </Link>
  );
}

/** The heads of the columns, each with the number of nodes on which a port of its class is open. */
export function MatrixHeads({ summary, query, change, from, to }: Props) {
  return (
    <tr {...asRow(0)} className="flex w-max min-w-full border-b border-line-strong bg-raised text-sm">
      <th
        {...asColumnHeader(0)}
        scope="col"
        className="sticky start-0 z-10 flex w-(--mx-name) min-w-0 flex-[1_0_var(--mx-name)] items-end bg-raised px-3 py-1.5 font-semibold @max-2xl:ps-1"
      >
        {t.matrix.node}
      </th>
      <LeftOut columns={from} />
      {matrixClasses.slice(from, to + 1).map((name, at) => {
        const item = summary.find((one) => one.class === name);
        return (
          <th
            key={name}
            {...asColumnHeader(from + at + 1)}
            scope="col"
            className="flex w-(--mx-col) shrink-0 flex-col items-center justify-end gap-0.5 py-1.5 text-center font-semibold"
          >
            <span
              title={t.matrix.classMeaning[name]}
              className="max-w-full leading-4 @max-2xl:max-h-24 @max-2xl:rotate-180 @max-2xl:text-xs @max-2xl:[writing-mode:vertical-rl]"
            >
              {t.matrix.classes[name]}
            </span>
            {item ? <Count item={item} query={query} change={change} /> : null}
          </th>
        );
      })}
    </tr>
  );
}
