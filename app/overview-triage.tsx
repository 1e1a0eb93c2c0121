import { CountLink } from "../components/count-link.tsx";
import { href } from "../components/href.ts";
import type { FilterTerm } from "../lib/domain/filter-language/index.ts";
import * as t from "../lib/messages/index.ts";
import { countFindings, listAcceptances } from "../lib/store/index.ts";

const overdue: FilterTerm[] = [{ field: "due", not: false, values: [{ kind: "special", name: "overdue" }] }];

/** What presses: findings past their date, and acceptances that soon end; both lead to their lists. */
export async function OverviewTriage({ cluster }: { cluster: string | undefined }) {
  const of = cluster ? { cluster } : {};
  const [late, { total: ending }] = await Promise.all([
    countFindings({ ...of, where: overdue }),
    listAcceptances({ ...of, standing: ["expiring"], limit: 1 }),
  ]);
  const total = Object.values(late).reduce((sum, count) => sum + count, 0);
  const words = t.acceptances.overview;
  return (
    <section aria-label={words.label} className="text-sm text-ink-2">
      <CountLink
        href={href("/findings", { cluster, q: "due:overdue" })}
        count={total}
        className="link nums inline-block min-h-6"
      >
        {words.overdue(total)}
      </CountLink>
      {" · "}
      <CountLink
        href={href("/acceptances", { cluster, standing: "expiring" })}
        count={ending}
        className="link nums inline-block min-h-6"
      >
        {words.ending(ending)}
      </CountLink>
    </section>
  );
}
