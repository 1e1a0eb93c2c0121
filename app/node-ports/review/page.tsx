import { CircleCheck } from "lucide-react";
import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { PortName } from "../../../components/port-name.tsx";
import { EmptyState } from "../../../components/ui/state.tsx";
import type { NodePortRow } from "../../../lib/domain/views/port-view.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { getNodePortRegister, listClusters, requireCluster } from "../../../lib/store/index.ts";
import { text } from "../../search-fields.ts";
import { AgeCell, FindingsCell, ObjectCell, OpenCell, RecordCell, Signs } from "../node-port-cells.tsx";
import { NodePortTabs } from "../node-port-tabs.tsx";
import { queueItem } from "../queue-item.ts";
import { type QueueGroup, ReviewQueue } from "../review-queue.tsx";

export const generateMetadata = titled(() => t.nodePorts.tabs.review);
const words = t.nodePorts;
const { columns } = words;

function Head() {
  const cell = "h-8 whitespace-nowrap px-2 text-start text-xs font-medium text-ink-2 first:ps-0";
  return (
    <thead>
      <tr className="border-b border-line-strong">
        <td className={cell} />
        <th scope="col" className={`${cell} max-sm:hidden`}>
          {columns.port}
        </th>
        <th scope="col" className={cell}>
          {columns.why}
        </th>
        <th scope="col" className={`${cell} max-md:hidden`}>
          {columns.open}
        </th>
        <th scope="col" className={`${cell} max-lg:hidden`}>
          {columns.age}
        </th>
        <th scope="col" className={`${cell} max-lg:hidden`}>
          {columns.findings}
        </th>
        <th scope="col" className={`${cell} max-sm:hidden`}>
          {columns.record}
        </th>
        <td className={cell} />
      </tr>
    </thead>
  );
}

function Cells({ row, cluster }: { row: NodePortRow; cluster: boolean }) {
  return (
    <>
      <td className="max-sm:hidden">
        <PortName port={row.port} protocol={row.protocol} className="font-medium" />
      </td>
      <td className="sm:min-w-44">
        <PortName port={row.port} protocol={row.protocol} className="font-medium sm:hidden" />
        <ObjectCell row={row} cluster={cluster} />
        <Signs row={row} />
        <span className="block sm:hidden">
          <RecordCell row={row} />
        </span>
      </td>
      <td className="max-md:hidden">
        <OpenCell row={row} />
      </td>
      <td className="whitespace-nowrap text-ink-2 max-lg:hidden">
        <AgeCell row={row} />
      </td>
      <td className="max-lg:hidden">
        <FindingsCell row={row} />
      </td>
      <td className="max-sm:hidden">
        <RecordCell row={row} />
      </td>
    </>
  );
}

const isDecided = ({ review }: NodePortRow) => review !== null && review.state !== "asked";

/** By who should know; what nobody is known to own comes last, what is decided after what is not. */
function groupsOf(
  rows: readonly NodePortRow[],
  contexts: ReadonlyMap<string, string | null>,
  cluster: boolean,
): QueueGroup[] {
  const byOwner = [...Map.groupBy(rows, ({ owner }) => owner?.name ?? "")];
  byOwner.sort(([a], [b]) => Number(a === "") - Number(b === "") || a.localeCompare(b, "en"));
  return byOwner.map(([owner, own]) => ({
    owner: owner || words.review.nobody,
    rows: [...own]
      .sort((a, b) => Number(isDecided(a)) - Number(isDecided(b)))
      .map((row) => ({
        item: queueItem(row, contexts.get(row.clusterId) ?? null),
        cells: <Cells row={row} cluster={cluster} />,
      })),
  }));
}

export default guardPage(z.object({ cluster: text }), async ({ input: { cluster } }) => {
  await requireCluster(cluster);
  const [clusters, register] = await Promise.all([
    listClusters(),
    getNodePortRegister({ ...(cluster ? { cluster } : {}), forgotten: true }),
  ]);
  const contexts = new Map(clusters.map(({ id, context }) => [id, context]));
  return (
    <Page
      crumbs={[{ label: words.title, href: "/node-ports" }, { label: words.tabs.review }]}
      title={words.tabs.review}
      lead={words.review.lead}
    >
      <NodePortTabs current="review" cluster={cluster} forgotten={register.forgotten} />
      {register.rows.length === 0 ? (
        <EmptyState icon={CircleCheck} title={words.review.done} total={0}>
          {words.review.doneDetail}
        </EmptyState>
      ) : (
        <div data-total={register.total}>
          <ReviewQueue groups={groupsOf(register.rows, contexts, clusters.length > 1)} head={<Head />} />
        </div>
      )}
    </Page>
  );
});
