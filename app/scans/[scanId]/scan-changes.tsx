import { ChangeCounts, ChangeLine } from "../../../components/scans/change-groups.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { Link } from "../../../components/ui/link.tsx";
import { Section } from "../../../components/ui/section.tsx";
import type { ScanDetail } from "../../../lib/domain/views/scan-view.ts";
import { t } from "../../../lib/messages/index.ts";
import { diffScans } from "../../../lib/store/index.ts";

const words = t.scans.section;
const shown = 8;

/** What a finished scan changed against the one before, in a few lines, and the way to all of it. */
export async function ScanChanges({ scan }: { scan: ScanDetail }) {
  if (!scan.previousScanId) {
    return (
      <Section id="changes" title={words.changes}>
        <p className="border-t border-line py-2 text-sm text-ink-2">{words.noPrevious}</p>
      </Section>
    );
  }
  const diff = await diffScans(scan.previousScanId, scan.id);
  const lines = diff.changes.filter(({ kind }) => kind === "new" || kind === "fixed").slice(0, shown);
  return (
    <Section
      id="changes"
      title={words.changes}
      aside={
        <>
          {words.since}
          <TimeAgo at={diff.a.requestedAt} />
        </>
      }
      actions={
        <Link href={`/scans/${scan.previousScanId}/diff/${scan.id}`} className="link text-xs">
          {words.compare}
        </Link>
      }
    >
      <ChangeCounts counts={diff.counts} linked={false} />
      {lines.length === 0 ? (
        <p className="mt-2 text-sm text-ink-2">{words.nothing}</p>
      ) : (
        <ul className="mt-3">
          {lines.map((change) => (
            <ChangeLine key={`${change.fingerprint}-${change.kind}`} change={change} mark />
          ))}
        </ul>
      )}
    </Section>
  );
}
