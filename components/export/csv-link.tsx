import { Download } from "lucide-react";
import * as t from "../../lib/messages/index.ts";
import { href, type SearchValue } from "../href.ts";

interface Props {
  /** Parameters of the list of findings. */
  search: Record<string, SearchValue>;
  total: number;
}

/** The findings that a page shows as a file, where a menu would be too much. */
export function CsvLink({ search, total }: Props) {
  if (total === 0) return null;
  return (
    <a
      href={href("/api/v1/findings/export", { format: "csv", ...search })}
      download=""
      className="link inline-flex min-h-6 items-center gap-1 text-xs print:hidden"
    >
      <Download aria-hidden className="size-3.5" />
      {t.exporting.csvOf(total)}
    </a>
  );
}
