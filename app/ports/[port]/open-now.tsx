import { CsvLink } from "../../../components/export/csv-link.tsx";
import { href } from "../../../components/href.ts";
import { Link } from "../../../components/ui/link.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../../components/ui/table.tsx";
import { VantageBadge } from "../../../components/vantage-badge.tsx";
import * as t from "../../../lib/messages/index.ts";
import type { OpenOn } from "../open-on.ts";

const words = t.ports.open;
/** So many nodes are named in a row; the rest is counted. */
const named = 6;

function Nodes({ port, nodes, elsewhere }: Pick<OpenOn, "nodes" | "elsewhere"> & { port: number }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      {nodes.slice(0, named).map(({ id, name }) =>
        id ? (
          <Link
            key={name}
            href={`/nodes/${id}/ports/${port}`}
            title={t.timeline.port.linkOf(String(port))}
            className="link inline-block min-h-6 leading-6"
          >
            {name}
          </Link>
        ) : (
          <span key={name}>{name}</span>
        ),
      )}
      {nodes.length > named ? <span className="text-ink-2">{words.more(nodes.length - named)}</span> : null}
      {elsewhere.length > 0 ? <span className="text-ink-2">{words.elsewhere(elsewhere.length)}</span> : null}
    </span>
  );
}

function Row({ port, open }: { port: number; open: OpenOn }) {
  const { cluster, checked, nodes, elsewhere, vantages, services } = open;
  const isOpen = nodes.length + elsewhere.length > 0;
  return (
    <TableRow>
      <TableCell className="align-top">
        <Link href={`/clusters/${cluster.id}`} className="link inline-block min-h-6 leading-6">
          {cluster.name}
        </Link>
        <span className={isOpen ? "nums block font-medium" : "nums block text-ink-2"}>
          {words.ofNodes(nodes.length, checked)}
        </span>
      </TableCell>
      <TableCell className="min-w-40 align-top">
        <Nodes port={port} nodes={nodes} elsewhere={elsewhere} />
      </TableCell>
      <TableCell className="align-top max-sm:hidden">
        <span className="flex flex-wrap gap-1">
          {vantages.map(({ name, kind }) => (
            <VantageBadge key={name} kind={kind} name={name} />
          ))}
        </span>
      </TableCell>
      <TableCell className="align-top max-md:hidden">
        {services.join(", ") || (isOpen ? <span className="text-ink-2">{words.notRecognised}</span> : null)}
      </TableCell>
    </TableRow>
  );
}

interface Props {
  port: number;
  clusters: readonly OpenOn[];
  findings: number;
  cut: boolean;
}

/** Where the port is open now, with how many nodes that is of those that were checked. */
export function OpenNow({ port, clusters, findings, cut }: Props) {
  const checked = clusters.reduce((sum, cluster) => sum + cluster.checked, 0);
  const open = clusters.reduce((sum, cluster) => sum + cluster.nodes.length, 0);
  const anywhere = clusters.some(({ nodes, elsewhere }) => nodes.length + elsewhere.length > 0);
  return (
    <Section id="open" title={words.title} aside={checked > 0 ? words.onNodes(open, checked) : words.aside}>
      {checked === 0 ? (
        <p className="text-sm text-ink-2">{words.noScan}</p>
      ) : anywhere ? (
        <Table label={words.title}>
          <TableHead>
            <TableHeader>{words.cluster}</TableHeader>
            <TableHeader>{words.nodes}</TableHeader>
            <TableHeader className="max-sm:hidden">{words.from}</TableHeader>
            <TableHeader className="max-md:hidden">{words.answers}</TableHeader>
          </TableHead>
          <TableBody>
            {clusters.map((cluster) => (
              <Row key={cluster.cluster.id} port={port} open={cluster} />
            ))}
          </TableBody>
        </Table>
      ) : (
        <p className="text-sm text-ink-2">{words.nowhere(checked)}</p>
      )}
      <p className="mt-2 flex flex-wrap gap-x-2 text-sm">
        <span className="text-ink-2">{words.findings}</span>
        {findings > 0 ? (
          <Link
            href={href("/findings", { port })}
            data-count={findings}
            className="link inline-block min-h-6 leading-6"
          >
            {t.words.finding(findings)}
          </Link>
        ) : (
          words.noFindings
        )}
        <CsvLink search={{ port }} total={findings} />
        <Link href={href("/exposures", { port })} className="link inline-block min-h-6 leading-6">
          {t.timeline.exposures.listOf}
        </Link>
        {cut ? <span className="text-ink-2">{words.cut}</span> : null}
      </p>
    </Section>
  );
}
