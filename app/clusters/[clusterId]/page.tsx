import { Plus } from "lucide-react";
import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { href } from "../../../components/href.ts";
import { ScanTable } from "../../../components/scans/scan-table.tsx";
import { Badge } from "../../../components/ui/badge.tsx";
import { LinkButton } from "../../../components/ui/button.tsx";
import { CodeBlock } from "../../../components/ui/code-block.tsx";
import { Link } from "../../../components/ui/link.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { extendedScannerRole, scannerRole } from "../../../lib/discovery/scanner-role.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import { withReadersWords } from "../../../lib/messages/in-readers-words.ts";
import * as t from "../../../lib/messages/index.ts";
import { listScans, listSchedules } from "../../../lib/store/index.ts";
import { launchTarget } from "../../scans/launch-budget.ts";
import { LaunchScan } from "../../scans/launch-scan.tsx";
import { ScheduleTable } from "../../schedules/schedule-table.tsx";
import { ClusterFacts } from "./cluster-facts.tsx";
import { ClusterSettings } from "./cluster-settings.tsx";
import { ConnectionPanel } from "./connection-panel.tsx";
import { readCluster } from "./read-cluster.ts";

const words = t.clusters.detail;
const quiet = "border-t border-line py-2 text-sm text-ink-2";

export default guardPage(z.object({ clusterId: z.string().min(1).max(100) }), async ({ input: { clusterId } }) => {
  const [cluster, scans, schedules] = await Promise.all([
    readCluster(clusterId),
    listScans({ clusterId, limit: 10 }).then(withReadersWords),
    listSchedules(clusterId).then(withReadersWords),
  ]);
  return (
    <Page
      crumbs={[{ label: t.clusters.title, href: "/clusters" }, { label: cluster.name }]}
      title={
        <span className="flex flex-wrap items-center gap-2">
          {cluster.name} {cluster.isDemo ? <Badge title={t.frame.demo.meaning}>{t.frame.demo.mark}</Badge> : null}
        </span>
      }
      actions={<LaunchScan targets={[launchTarget(cluster)]} />}
    >
      <div className="grid gap-9">
        <ClusterFacts cluster={cluster} />
        <ConnectionPanel clusterId={cluster.id} />
        <Section
          id="scans"
          title={words.scans}
          aside={scans.total}
          actions={
            <Link href={href("/scans", { cluster: cluster.id })} className="link text-xs">
              {words.allScans}
            </Link>
          }
        >
          {scans.items.length > 0 ? (
            <ScanTable scans={scans.items} showCluster={false} />
          ) : (
            <p className={quiet}>{words.noScans}</p>
          )}
        </Section>
        <Section
          id="schedules"
          title={words.schedules}
          actions={
            <LinkButton href={href("/schedules/new", { cluster: cluster.id })} size="sm">
              <Plus aria-hidden />
              {words.addSchedule}
            </LinkButton>
          }
        >
          {schedules.length > 0 ? (
            <ScheduleTable schedules={schedules} showCluster={false} />
          ) : (
            <p className={quiet}>{words.noSchedules}</p>
          )}
        </Section>
        {cluster.source === "inventory" ? null : (
          <Section id="role" title={words.role}>
            <p className="mb-2 max-w-prose text-sm text-ink-2">{words.roleLead}</p>
            <CodeBlock
              code={scannerRole()}
              label={words.role}
              copyLabel={words.copyRole}
              className="max-w-[900px] [&_pre]:max-h-80 [&_pre]:overflow-y-auto"
            />
            <details className="mt-4">
              <summary className="cursor-pointer text-sm font-medium">{words.extendedRole}</summary>
              <p className="my-2 max-w-prose text-sm text-ink-2">{words.extendedRoleLead}</p>
              <CodeBlock
                code={extendedScannerRole()}
                label={words.extendedRole}
                copyLabel={words.copyExtendedRole}
                className="max-w-[900px]"
              />
            </details>
          </Section>
        )}
        <Section id="settings" title={words.settings}>
          <ClusterSettings key={cluster.name} clusterId={cluster.id} name={cluster.name} />
        </Section>
      </div>
    </Page>
  );
});
