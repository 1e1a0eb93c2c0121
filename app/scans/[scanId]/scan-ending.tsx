import { CircleX, Info } from "lucide-react";
import { LinkButton } from "../../../components/ui/button.tsx";
import { Link } from "../../../components/ui/link.tsx";
import { ErrorState, Notice } from "../../../components/ui/state.tsx";
import type { ScanDetail } from "../../../lib/domain/views/scan-view.ts";
import * as t from "../../../lib/messages/index.ts";
import { getCluster, nodesLeft } from "../../../lib/store/index.ts";
import { scanCosts } from "../scan-cost.ts";
import { ResumeScan } from "./resume-scan.tsx";

const words = t.scans;
const resuming = t.scanBudget.resume;

/** The way on from a scan that was stopped; nothing where it came to every node. */
async function Resume({ scan }: { scan: ScanDetail }) {
  const left = nodesLeft(scan.coverage);
  if (left === 0) return null;
  const cluster = await getCluster(scan.clusterId);
  const cost = scanCosts(left ?? cluster.nodes.known)[scan.profile];
  return <ResumeScan scanId={scan.id} left={left} cost={cost} disabled={cluster.runningScan !== null} />;
}

/** How much a scan and those that it resumed looked at together. */
function Together({ coverage }: { coverage: NonNullable<ScanDetail["coverage"]> }) {
  const { nodes, resumed } = coverage;
  if (!resumed) return null;
  const before = resumed.nodes.length - resumed.unreachable.length;
  return (
    <p>
      {resuming.together(nodes.checked + before, nodes.known)}{" "}
      <Link href={`/scans/${resumed.scanId}`} className="link">
        {resuming.resumes} {resuming.scan}
      </Link>
    </p>
  );
}

/** How it ended, where it did not end well, and how it goes on. */
export async function scanEnding(scan: ScanDetail) {
  const { state, message, coverage } = scan;
  if (state === "complete" && message) return <Notice icon={Info}>{message}</Notice>;
  if (state !== "partial" && state !== "cancelled" && state !== "failed") return null;
  const resume = await Resume({ scan });
  if (state === "failed") {
    return (
      <ErrorState
        title={words.failed}
        actions={<LinkButton href={`/clusters/${scan.clusterId}`}>{words.testConnection}</LinkButton>}
      >
        <p>{message}</p>
        <p className="mt-1">{words.failedHint}</p>
        {resume}
      </ErrorState>
    );
  }
  const why = state === "cancelled" ? words.cancelled : coverage?.resumed ? resuming.partial : words.partial;
  return (
    <Notice tone={state === "partial" ? "unknown" : "neutral"} icon={state === "partial" ? Info : CircleX}>
      <p>{why}</p>
      {coverage ? <Together coverage={coverage} /> : null}
      {message ? <p className="text-ink-2">{message}</p> : null}
      {resume}
    </Notice>
  );
}
