import { FilterForm } from "../../components/filter-form.tsx";
import { href } from "../../components/href.ts";
import { Button } from "../../components/ui/button.tsx";
import { Field, Input, Select } from "../../components/ui/field.tsx";
import { LinkSwitch } from "../../components/ui/link-tabs.tsx";
import type { ScanSummary } from "../../lib/domain/views/scan-view.ts";
import * as t from "../../lib/messages/index.ts";
import { getScan, listClusters, listNodes, listScans } from "../../lib/store/index.ts";
import { given } from "../api/given.ts";
import { type CompareSearch, type Way, ways } from "./compare-search.ts";

const words = t.compare.pick;
const mostScans = 200;
const mostNodes = 500;

interface Named {
  id: string;
  name: string;
}

function ClusterChoice({ clusters, chosen, every }: { clusters: Named[]; chosen: string | undefined; every: boolean }) {
  return (
    <Field id="compare-cluster" label={words.cluster} className="min-w-40">
      <Select key={chosen} id="compare-cluster" name="cluster" defaultValue={chosen ?? ""}>
        {every ? <option value="">{words.everyCluster}</option> : null}
        {clusters.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function ScanChoice({
  name,
  label,
  scans,
  chosen,
}: {
  name: "a" | "b";
  label: string;
  scans: ScanSummary[];
  chosen: string | undefined;
}) {
  const text = (scan: ScanSummary) =>
    words.scan(
      t.time.instant(scan.finishedAt ?? scan.requestedAt),
      t.words.profile[scan.profile],
      t.words.scanState[scan.state],
    );
  return (
    <Field id={`compare-${name}`} label={label} className="w-full sm:w-80">
      <Select key={chosen} id={`compare-${name}`} name={name} defaultValue={chosen ?? ""}>
        <option value="">{words.choose}</option>
        {scans.map((scan) => (
          <option key={scan.id} value={scan.id}>
            {text(scan)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

async function knownScan(id: string | undefined): Promise<ScanSummary[]> {
  if (!id) return [];
  const scan = await getScan(id).catch(() => null); // an unknown id is said below the pickers, where it is compared
  return scan ? [scan] : [];
}

async function ScanPickers({ search, clusters }: { search: CompareSearch; clusters: Named[] }) {
  const chosen = (await Promise.all([knownScan(search.a), knownScan(search.b)])).flat();
  const cluster = chosen[0]?.clusterId ?? search.cluster ?? clusters[0]?.id;
  const lists = await Promise.all(
    (["complete", "partial"] as const).map((state) =>
      listScans(given({ clusterId: cluster, state, limit: mostScans })),
    ),
  );
  const all = new Map([...lists.flatMap(({ items }) => items), ...chosen].map((scan) => [scan.id, scan]));
  const at = ({ finishedAt, requestedAt }: ScanSummary) => Date.parse(finishedAt ?? requestedAt);
  const scans = [...all.values()].sort((x, y) => at(y) - at(x));
  return (
    <>
      {clusters.length > 1 && !search.a && !search.b ? (
        <ClusterChoice clusters={clusters} chosen={cluster} every={false} />
      ) : null}
      <ScanChoice name="a" label={words.first} scans={scans} chosen={search.a} />
      <ScanChoice name="b" label={words.second} scans={scans} chosen={search.b} />
    </>
  );
}

function DateChoice({ name, label, chosen }: { name: "from" | "to"; label: string; chosen: string | undefined }) {
  const isDay = !chosen || /^\d{4}-\d{2}-\d{2}$/.test(chosen);
  return (
    <Field id={`compare-${name}`} label={label} className="min-w-40">
      <Input
        key={chosen}
        id={`compare-${name}`}
        name={name}
        type={isDay ? "date" : "text"}
        defaultValue={chosen}
        title={words.dateHint}
      />
    </Field>
  );
}

async function NodePickers({ search }: { search: CompareSearch }) {
  const { items } = await listNodes({ limit: mostNodes });
  const nameOf = (text: string | undefined) => {
    const node = items.find(({ id }) => id === text);
    return node ? `${node.clusterName}/${node.name}` : text;
  };
  const names = [...new Set(items.map(({ clusterName, name }) => `${clusterName}/${name}`))];
  return (
    <>
      {(["nodeA", "nodeB"] as const).map((name) => (
        <Field key={name} id={`compare-${name}`} label={words[name]} className="w-full sm:w-80">
          <Input
            key={search[name]}
            id={`compare-${name}`}
            name={name}
            list="compare-nodes"
            placeholder={words.nodeHint}
            defaultValue={nameOf(search[name])}
          />
        </Field>
      ))}
      <datalist id="compare-nodes">
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

/** What is compared, as fields of the address; what was chosen stays, whatever came of it. */
export async function ComparePicker({ search, way }: { search: CompareSearch; way: Way }) {
  const clusters = await listClusters();
  return (
    <div className="grid gap-3">
      <LinkSwitch
        label={t.compare.by.label}
        className="justify-self-start"
        tabs={ways.map((each) => ({
          href: href("/compare", { by: each, cluster: search.cluster }),
          label: t.compare.by[each],
          current: each === way,
        }))}
      />
      <FilterForm action="/compare" label={words.label} className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="by" value={way} />
        {way === "scans" ? await ScanPickers({ search, clusters }) : null}
        {way === "dates" ? (
          <>
            <ClusterChoice clusters={clusters} chosen={search.cluster} every />
            <DateChoice name="from" label={words.from} chosen={search.from} />
            <DateChoice name="to" label={words.to} chosen={search.to} />
          </>
        ) : null}
        {way === "nodes" ? await NodePickers({ search }) : null}
        <Button type="submit">{words.compare}</Button>
      </FilterForm>
    </div>
  );
}
