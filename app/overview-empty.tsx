import { Radar } from "lucide-react";
import { Page } from "../components/frame/page.tsx";
import { ScanNow } from "../components/scan-now.tsx";
import { LinkButton } from "../components/ui/button.tsx";
import { EmptyState, Notice } from "../components/ui/state.tsx";
import type { ClusterRow } from "../lib/domain/views/cluster-view.ts";
import * as t from "../lib/messages/index.ts";
import { scanNow } from "./scan-actions.ts";
import { scanCosts } from "./scans/scan-cost.ts";

const crumbs = () => [{ label: t.overview.title }];

/** Clusters are known, none was looked at. */
export function NoScan({ clusters }: { clusters: ClusterRow[] }) {
  const running = clusters.find((cluster) => cluster.runningScan);
  const failed = clusters.find((cluster) => cluster.lastAttempt?.state === "failed");
  const only = clusters.length === 1 ? clusters[0] : undefined;
  return (
    <Page crumbs={crumbs()} title={t.overview.unscanned.title}>
      {failed ? (
        <Notice tone="critical" className="mb-4">
          {t.overview.failed(failed.name)} {failed.lastAttempt?.message}
        </Notice>
      ) : null}
      <EmptyState
        icon={Radar}
        title={running ? t.overview.unscanned.running : t.overview.unscanned.known(clusters.length)}
        actions={
          <>
            {only && !running ? (
              <ScanNow clusterId={only.id} request={scanNow} cost={scanCosts(only.nodes.known).standard} />
            ) : null}
            <LinkButton href="/scans">{t.overview.unscanned.scans}</LinkButton>
          </>
        }
      >
        <p>{t.overview.unscanned.detail}</p>
      </EmptyState>
    </Page>
  );
}
