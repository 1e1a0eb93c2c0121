import { Fragment } from "react";
import type { Overview } from "../lib/domain/views/overview-view.ts";
import * as t from "../lib/messages/index.ts";
import { TimeAgo } from "./time-ago.tsx";

/** "12 of 12 nodes checked 4 min ago from node network; 2 critical findings are open." */
export function FirstSentence({ overview }: { overview: Pick<Overview, "nodes" | "stalest" | "vantages" | "open"> }) {
  const { nodes, stalest, vantages, open } = overview;
  return (
    <>
      {t.overview.nodesChecked(nodes.checked, nodes.known)}
      {stalest ? (
        <>
          {" "}
          <TimeAgo at={stalest} className="decoration-dotted underline decoration-1 underline-offset-4" />
        </>
      ) : null}
      {vantages.length > 0 ? ` ${t.overview.from} ` : null}
      {vantages.map((vantage, index) => (
        <Fragment key={vantage}>
          {index > 0 ? ` ${t.overview.and} ` : null}
          <span title={vantage}>{t.overview.place(vantage)}</span>
        </Fragment>
      ))}
      {"; "}
      {t.overview.openWorst(open.critical, open.high)}
    </>
  );
}
