import { Page } from "../../../components/frame/page.tsx";
import { Link } from "../../../components/ui/link.tsx";
import { Facts, Section } from "../../../components/ui/section.tsx";
import type { Check } from "../../../lib/domain/check.ts";
import { AppError } from "../../../lib/domain/errors.ts";
import { type ReferencePort, referenceOf } from "../../../lib/domain/port-reference/index.ts";
import { formatPort, protocols } from "../../../lib/domain/port-state.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { countFindings, listClusters, listExposures } from "../../../lib/store/index.ts";
import { checksByRow } from "../checks-of-row.ts";
import { openOn } from "../open-on.ts";
import { reachWords } from "../reference-table.tsx";
import { portNumbers } from "../search-ports.ts";
import { OpenNow } from "./open-now.tsx";
import { portRequest, readPort } from "./read-port.ts";

const words = t.ports;
const counted = 1000;

function Checks({ listed }: { listed: readonly Check[] }) {
  if (listed.length === 0) return words.noChecks;
  return (
    <ul>
      {listed.map(({ id, title }) => (
        <li key={id}>
          <Link href={`/checks/${id}`} className="link">
            {title}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** One entry of the reference with all that it says. */
function Entry({ row, index, checks }: { row: ReferencePort; index: number; checks: readonly Check[] }) {
  return (
    <Section
      id={`entry-${index}`}
      level={3}
      title={row.component}
      aside={`${portNumbers(row)}/${row.protocol}, ${row.product}`}
    >
      <Facts
        items={[
          { term: words.columns.reach, value: <span className="font-medium">{reachWords(row)}</span> },
          { term: words.columns.authentication, value: row.authentication },
          { term: words.columns.risk, value: row.risk },
          { term: words.purpose, value: row.purpose },
          { term: words.bind, value: row.bind },
          { term: words.checks, value: <Checks listed={checks} /> },
          { term: words.confidence.title, value: words.confidence[row.confidence] },
        ]}
      />
    </Section>
  );
}

export default guardPage(portRequest, async ({ input }) => {
  const port = readPort(input.port);
  if (port === null) throw new AppError("not-found", words.noPort);
  const [clusters, exposures, open] = await Promise.all([
    listClusters(),
    listExposures({ port, limit: counted }),
    countFindings({ port }),
  ]);
  const rows = protocols.flatMap((protocol) => referenceOf(port, protocol));
  const { byRow, others } = checksByRow(port, rows);
  const shown = protocols.filter((protocol) => rows.some((row) => row.protocol === protocol));
  return (
    <Page
      crumbs={[{ label: words.title, href: "/ports" }, { label: String(port) }]}
      title={
        <span className="font-mono">
          {(shown.length > 0 ? shown : protocols.slice(0, 1)).map((protocol) => formatPort(port, protocol)).join(", ")}
        </span>
      }
      lead={rows.length > 0 ? words.caution : null}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-9">
        <OpenNow
          port={port}
          clusters={openOn(clusters, exposures.items)}
          findings={Object.values(open).reduce((sum, count) => sum + count, 0)}
          cut={exposures.nextCursor !== null}
        />
        <Section id="entries" title={rows.length > 0 ? words.entries : words.notKnown}>
          {rows.length > 0 ? (
            <div className="grid gap-6">
              {rows.map((row, index) => (
                <Entry
                  key={`${portNumbers(row)} ${row.protocol} ${row.component} ${row.product}`}
                  row={row}
                  index={index}
                  checks={byRow.get(row) ?? []}
                />
              ))}
            </div>
          ) : (
            <p className="max-w-prose text-sm text-ink-2">{words.notKnownDetail}</p>
          )}
        </Section>
        {others.length > 0 ? (
          <Section id="other-checks" title={words.otherChecks}>
            <div className="text-sm">
              <Checks listed={others} />
            </div>
          </Section>
        ) : null}
      </div>
    </Page>
  );
});
