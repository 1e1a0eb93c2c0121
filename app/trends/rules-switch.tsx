import { LinkSwitch } from "../../components/ui/link-tabs.tsx";
import * as t from "../../lib/messages/index.ts";
import type { TrendsSearch } from "./search-trends.ts";
import { trendsHref } from "./trend-links.ts";

const words = t.trendChoices.rules;

/** As judged then, or as today's rules judge what was kept; offered only where something was judged again. */
export function RulesSwitch({ search, replayedFrom }: { search: TrendsSearch; replayedFrom: string | null }) {
  if (replayedFrom === null && search.rules === "then") {
    return (
      <p className="text-xs text-ink-2">
        {words.never} <code>{words.command}</code>
      </p>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <LinkSwitch
        label={words.label}
        tabs={[
          { href: trendsHref({ ...search, rules: "then" }), label: words.asThen, current: search.rules === "then" },
          { href: trendsHref({ ...search, rules: "now" }), label: words.asNow, current: search.rules === "now" },
        ]}
      />
      <p className="text-xs text-ink-2">
        {replayedFrom === null ? (
          <>
            {words.never} <code>{words.command}</code>
          </>
        ) : (
          words.since(replayedFrom)
        )}
      </p>
    </div>
  );
}
