"use client";

import { Printer } from "lucide-react";
import type { ReactNode } from "react";
import { type FindingExportFormat, findingExportFormats, formatsWithColumns } from "../../lib/domain/finding-export.ts";
import { columnsOfPast, type FindingColumn } from "../../lib/domain/preferences.ts";
import { shellQuote } from "../../lib/domain/shell-quote.ts";
import * as t from "../../lib/messages/index.ts";
import { columnLabels } from "../findings/column-labels.ts";
import { ownPreferences } from "../frame/preferences.ts";
import { href, type SearchValue } from "../href.ts";
import { CodeBlock } from "../ui/code-block.tsx";

const words = t.exporting;

interface Props {
  search: Record<string, SearchValue>;
  total: number;
}

/** The columns that the list shows now: they may have been changed since the page was made. */
function shownColumns(search: Props["search"]): readonly FindingColumn[] {
  const { columns } = ownPreferences();
  return search.at ? columnsOfPast(columns) : columns;
}

function Way({ address, name, use, save }: { address: string; name: ReactNode; use: string; save: string | null }) {
  return (
    <li>
      <a
        href={address}
        {...(save === null ? {} : { download: "", title: save })}
        className="flex min-h-8 items-baseline gap-3 rounded-sm px-2 py-1.5 hover:bg-sunken"
      >
        <span className="w-28 shrink-0 font-medium">{name}</span>
        <span className="text-ink-2">{use}</span>
      </a>
    </li>
  );
}

/** The formats, each with what it is for, and the command that does the same. */
export function ExportPanel({ search, total }: Props) {
  const columns = shownColumns(search);
  const labels = columnLabels();
  const addressOf = (format: FindingExportFormat) =>
    href("/api/v1/findings/export", {
      format,
      ...search,
      columns: formatsWithColumns.includes(format) ? columns.join(",") : undefined,
    });
  const way = (format: FindingExportFormat) => {
    const { name, use } = words.formats[format];
    return <Way key={format} address={addressOf(format)} name={name} use={use} save={words.save(name, total)} />;
  };
  const command = `curl -fOJ ${shellQuote(`${location.origin}${addressOf("csv")}`)}`;
  const part = "mt-3 mb-0.5 px-2 text-xs font-semibold text-ink-2";
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] whitespace-normal" data-export={total}>
      <p className="px-2 pt-1 text-ink-2">{words.all(total)}</p>
      <h2 className={part}>{words.withColumns}</h2>
      <p className="px-2 text-xs text-ink-3">{columns.map((column) => labels[column]).join(", ")}</p>
      <ul>
        {formatsWithColumns.map(way)}
        <Way
          address={href("/findings/print", { ...search, columns: columns.join(",") })}
          name={
            <span className="inline-flex items-center gap-1.5">
              <Printer aria-hidden className="size-3.5" />
              {words.print.name}
            </span>
          }
          use={words.print.use}
          save={null}
        />
      </ul>
      <h2 className={part}>{words.whole}</h2>
      <ul>{findingExportFormats.filter((format) => !formatsWithColumns.includes(format)).map(way)}</ul>
      <h2 className={part}>{words.command}</h2>
      <CodeBlock code={command} label={words.command} className="mx-2 mt-1 mb-1" />
    </div>
  );
}
