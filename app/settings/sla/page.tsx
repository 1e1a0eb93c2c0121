import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../../components/ui/table.tsx";
import { severities } from "../../../lib/domain/severity.ts";
import type { SlaDays } from "../../../lib/domain/triage.ts";
import type { SlaPolicyView } from "../../../lib/domain/views/triage-view.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { listClusters, listSlaPolicies } from "../../../lib/store/index.ts";
import { AddSla, EditSla } from "./edit-sla.tsx";

const words = t.sla;
export const generateMetadata = titled(() => words.title);

const noDays: SlaDays = { critical: null, high: null, medium: null, low: null, info: null };

function Row({ policy }: { policy: SlaPolicyView }) {
  const { clusterId, clusterName, days, updatedAt, updatedBy } = policy;
  const name = clusterId === "" ? words.all : (clusterName ?? clusterId);
  return (
    <TableRow>
      <TableCell>
        <span className="font-medium">{name}</span>
        {clusterId === "" ? <span className="text-ink-2">, {words.allDetail}</span> : null}
      </TableCell>
      {severities.map((severity) => {
        const value = days[severity];
        return (
          <TableCell key={severity} className="nums whitespace-nowrap">
            {value === null ? <span className="text-ink-2">{words.none}</span> : t.time.days(value)}
          </TableCell>
        );
      })}
      <TableCell className="whitespace-nowrap text-ink-2">
        {updatedBy ? (
          <>
            {updatedBy}, <TimeAgo at={updatedAt} focusable={false} />
          </>
        ) : (
          words.never
        )}
      </TableCell>
      <TableCell className="text-end">
        <EditSla clusterId={clusterId} name={name} days={days} />
      </TableCell>
    </TableRow>
  );
}

export default guardPage(z.object({}), async () => {
  const [policies, clusters] = await Promise.all([listSlaPolicies(), listClusters()]);
  const own = new Set(policies.map(({ clusterId }) => clusterId));
  const without = clusters.filter(({ id }) => !own.has(id)).map(({ id, name }) => ({ id, name }));
  const all = policies.find(({ clusterId }) => clusterId === "")?.days ?? noDays;
  return (
    <Page
      crumbs={[{ label: t.settings.title, href: "/settings" }, { label: words.title }]}
      title={words.title}
      lead={words.lead}
      actions={without.length > 0 ? <AddSla clusters={without} days={all} /> : null}
    >
      <Section id="policies" title={words.policies}>
        <Table label={words.policies}>
          <TableHead>
            <TableHeader>{words.columns.cluster}</TableHeader>
            {severities.map((severity) => (
              <TableHeader key={severity}>{t.words.severity[severity]}</TableHeader>
            ))}
            <TableHeader>{words.columns.updated}</TableHeader>
            <TableHeader className="text-end">
              <span className="sr-only">{words.edit}</span>
            </TableHeader>
          </TableHead>
          <TableBody>
            {policies.map((policy) => (
              <Row key={policy.clusterId} policy={policy} />
            ))}
          </TableBody>
        </Table>
      </Section>
    </Page>
  );
});
