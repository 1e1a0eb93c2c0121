import { href } from "../../../components/href.ts";
import { ChangeCounts, ChangeLine } from "../../../components/scans/change-groups.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { Link } from "../../../components/ui/link.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { AppError } from "../../../lib/domain/errors.ts";
import type { ScanDetail, ScanDiff } from "../../../lib/domain/views/scan-view.ts";
import { inReadersWords } from "../../../lib/messages/in-readers-words.ts";
import * as t from "../../../lib/messages/index.ts";
import { diffScans } from "../../../lib/store/index.ts";

const words = t.scans.section;
const shown = 8;

/** The changes against the scan before; the sentence that says why there is no comparison where there is none. */
async function readChanges(previousScanId: string, scanId: string): Promise<ScanDiff | string> {
  try {
    return await diffScans(previousScanId, scanId, { limit: shown });
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict") return inReadersWords(error.message);
    throw error;
  }
}

function NoChanges({ why }: { why: string }) {
  return (
    <Section id="changes" title={words.changes}>
      <p className="border-t border-line py-2 text-sm text-ink-2">{why}</p>
    </Section>
  );
}

/** What a finished scan changed against the one before, in a few lines, and the way to all of it. */
export async function ScanChanges({ scan }: { scan: ScanDetail }) {
  const { id, previousScanId } = scan;
  if (!previousScanId) return <NoChanges why={words.noPrevious} />;
  const diff = await readChanges(previousScanId, id);
  if (typeof diff === "string") return <NoChanges why={diff} />;
  const lines = diff.changes.filter(({ kind }) => kind === "new" || kind === "fixed");
  const hrefOf = (kind?: string) => href("/compare", { a: previousScanId, b: id, kind });
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
        <Link href={hrefOf()} className="link text-xs">
          {words.compare}
        </Link>
      }
    >
      <ChangeCounts counts={diff.counts} hrefOf={hrefOf} />
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
