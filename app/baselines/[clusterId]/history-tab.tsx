import { TextDiff } from "../../../components/compare/text-diff.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { Badge } from "../../../components/ui/badge.tsx";
import { Link } from "../../../components/ui/link.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../../components/ui/table.tsx";
import type { BaselineVersionRow } from "../../../lib/domain/views/baseline-view.ts";
import * as t from "../../../lib/messages/index.ts";
import { getBaseline, listBaselineVersions } from "../../../lib/store/index.ts";
import { restoreBaselineVersion } from "../actions.ts";
import { tabHref } from "../addresses.ts";
import { textDifference } from "../text-difference.ts";
import { RestoreVersion } from "./lazy-controls.tsx";
import type { Standing } from "./read-standing.ts";

const words = t.baselines.history;
const quiet = "border-t border-line py-2 text-sm text-ink-2";

/** Every version, and what one changed of the one before. */
export async function HistoryTab({ standing, version }: { standing: Standing; version: number | undefined }) {
  const { cluster, saved } = standing;
  const versions = await listBaselineVersions(cluster.id);
  if (!saved || versions.length === 0) return <p className={quiet}>{words.none}</p>;
  const shown = version ?? saved.version;
  const heads = [words.version, words.saved, words.by, words.note, words.entries];
  return (
    <div className="grid gap-10">
      <Section id="versions" title={words.title} aside={t.baselines.number(versions.length)}>
        <Table label={words.label}>
          <TableHead>
            {heads.map((head) => (
              <TableHeader key={head} className="text-start">
                {head}
              </TableHeader>
            ))}
            <TableHeader>
              <span className="sr-only">{t.baselineEditor.restore}</span>
            </TableHeader>
          </TableHead>
          <TableBody>
            {versions.map((row) => (
              <VersionRow key={row.version} clusterId={cluster.id} row={row} current={saved.version} shown={shown} />
            ))}
          </TableBody>
        </Table>
      </Section>
      <Difference clusterId={cluster.id} version={shown} />
    </div>
  );
}

interface RowProps {
  clusterId: string;
  row: BaselineVersionRow;
  current: number;
  shown: number;
}

function VersionRow({ clusterId, row, current, shown }: RowProps) {
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap">
        <Link
          href={tabHref(clusterId, "history", { version: row.version })}
          scroll={false}
          aria-current={row.version === shown ? "true" : undefined}
          className="row-link font-medium aria-[current=true]:underline"
        >
          {t.baselines.list.versionOf(row.version)}
        </Link>{" "}
        {row.version === current ? <Badge>{words.current}</Badge> : null}
      </TableCell>
      <TableCell>
        <TimeAgo at={row.createdAt} focusable={false} />
      </TableCell>
      <TableCell>{row.createdBy}</TableCell>
      <TableCell className={row.note ? "" : "text-ink-2"}>{row.note || words.noNote}</TableCell>
      <TableCell className="nums">{t.baselines.number(row.entries)}</TableCell>
      <TableCell className="text-end">
        {row.version === current ? null : (
          <RestoreVersion clusterId={clusterId} from={row.version} version={current} restore={restoreBaselineVersion} />
        )}
      </TableCell>
    </TableRow>
  );
}

async function Difference({ clusterId, version }: { clusterId: string; version: number }) {
  const [after, before] = await Promise.all([
    getBaseline(clusterId, version),
    version > 1 ? getBaseline(clusterId, version - 1) : null,
  ]);
  const lines = after && before ? textDifference(before.yaml, after.yaml) : [];
  return (
    <Section id="difference" title={words.diff} aside={before ? words.against(version - 1, version) : words.first}>
      {before && lines.length === 0 ? <p className={quiet}>{words.same}</p> : null}
      {after ? <TextDiff label={words.diffLabel} lines={before ? lines : textDifference("", after.yaml)} /> : null}
    </Section>
  );
}
