import type { Severity } from "../domain/severity.ts";
import { query } from "./client.ts";
import { Prisma } from "./generated/client.ts";

const { sql } = Prisma;

/** Of each kind at most. */
const shown = 8;
/** Findings that are put in order; a word that stands in more of them is better asked of the list. */
const considered = 400;
/** Three letters are the least that the index of words can find. */
const indexedLetters = 3;

export interface FoundNode {
  id: string;
  name: string;
  clusterName: string;
  roles: string[];
}
export interface FoundService {
  clusterId: string;
  clusterName: string;
  namespace: string | null;
  name: string;
  ports: number[];
}
export interface FoundFinding {
  id: string;
  headline: string;
  severity: Severity;
  clusterName: string;
  nodeName: string | null;
}
export interface Found {
  clusters: { id: string; name: string; target: string }[];
  nodes: FoundNode[];
  services: FoundService[];
  views: { id: string; name: string; shared: boolean }[];
  findings: FoundFinding[];
}

export interface SearchQuery {
  text: string;
  /** Only this cluster's nodes, Services and findings. */
  clusterId?: string | undefined;
  /** Whose own views are found beside the shared ones. */
  personId: string;
}

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, "\\$&");

interface Wanted {
  exact: string;
  prefix: string;
  inside: string;
  /** Each word has to be there, wherever. */
  words: string[];
}

function wantedOf(text: string): Wanted {
  const exact = text.trim().toLowerCase();
  const words = exact.split(/\s+/).filter(Boolean).slice(0, 6);
  return {
    exact,
    prefix: `${escaped(exact)}%`,
    inside: `%${escaped(exact)}%`,
    words: words.map((word) => `%${escaped(word)}%`),
  };
}

/** The same name first, then those that begin so. */
const bestFirst = (name: Prisma.Sql, { exact, prefix }: Wanted) =>
  sql`${name} = ${exact} desc, ${name} like ${prefix} desc, ${name}`;

const everyWord = (text: Prisma.Sql, { words }: Wanted) =>
  Prisma.join(
    words.map((word) => sql`${text} like ${word}`),
    " and ",
  );

function findClusters(wanted: Wanted): Promise<Found["clusters"]> {
  const name = sql`lower(c."name")`;
  return query(
    (database) => database.$queryRaw<Found["clusters"]>`
      select c."id", c."name", c."target" from "Cluster" c where ${name} like ${wanted.inside}
      order by ${bestFirst(name, wanted)} limit ${shown}`,
  );
}

function findNodes(wanted: Wanted, clusterId: string | undefined): Promise<FoundNode[]> {
  const name = sql`lower(n."name")`;
  const own = clusterId ? sql`and n."clusterId" = ${clusterId}` : Prisma.empty;
  return query(
    (database) => database.$queryRaw<FoundNode[]>`
      select n."id", n."name", c."name" as "clusterName", n."roles" from "Node" n
        join "Cluster" c on c."id" = n."clusterId"
      where n."present" and (${name} like ${wanted.inside} or ${wanted.exact} = any(n."addresses")) ${own}
      order by ${bestFirst(name, wanted)}, n."id" limit ${shown}`,
  );
}

/** Services that declare a port on every node. */
function findServices(wanted: Wanted, clusterId: string | undefined): Promise<FoundService[]> {
  const name = sql`lower(s."name")`;
  const clusters = clusterId ? sql`array[${clusterId}]` : sql`array(select "id" from "Cluster")`;
  return query(
    (database) => database.$queryRaw<FoundService[]>`
      select s.*, c."name" as "clusterName" from (
        select p."clusterId", p."facts"->>'namespace' as "namespace", p."facts"->>'name' as "name",
          array_agg(distinct p."port") as "ports"
        from "PortOwner" p
        where p."clusterId" = any(${clusters}) and p."nodeName" is null and p."facts"->>'kind' = 'Service'
        group by 1, 2, 3) s
        join "Cluster" c on c."id" = s."clusterId"
      where ${everyWord(sql`lower(coalesce(s."namespace", '') || '/' || s."name")`, wanted)}
        or ${wanted.exact} = any(s."ports"::text[])
      order by ${bestFirst(name, wanted)}, s."namespace", c."name" limit ${shown}`,
  );
}

function findViews({ inside }: Wanted, personId: string): Promise<Found["views"]> {
  return query(
    (database) => database.$queryRaw<Found["views"]>`
      select "id", "name", "ownerId" is null as "shared" from "SavedView"
      where lower("name") like ${inside} and ("ownerId" is null or "ownerId" = ${personId})
      order by lower("name"), "id" limit ${shown}`,
  );
}

/** Open findings in which every word stands, the worst first. */
function findFindings(wanted: Wanted, clusterId: string | undefined): Promise<FoundFinding[]> {
  if (!wanted.words.some((word) => word.length - 2 >= indexedLetters)) return Promise.resolve([]);
  const own = clusterId ? sql`and f."clusterId" = ${clusterId}` : Prisma.empty;
  return query(
    (database) => database.$queryRaw<FoundFinding[]>`
      select f."id", f."headline", f."severity", f."nodeName", c."name" as "clusterName" from (
        select f."id", f."headline", f."severity", f."severityRank", f."nodeName", f."clusterId" from "Finding" f
        where f."state" in ('open', 'acknowledged') and ${everyWord(sql`f."searchText"`, wanted)} ${own}
        limit ${considered}) f
        join "Cluster" c on c."id" = f."clusterId"
      order by f."id" = ${wanted.exact} desc, f."severityRank", f."headline", f."id" limit ${shown}`,
  );
}

/** What the database has of a name: clusters, nodes, Services, views and open findings, at most eight of each. */
export async function searchStore({ text, clusterId, personId }: SearchQuery): Promise<Found> {
  const wanted = wantedOf(text);
  if (wanted.exact === "") return { clusters: [], nodes: [], services: [], views: [], findings: [] };
  const [clusters, nodes, services, views, findings] = await Promise.all([
    findClusters(wanted),
    findNodes(wanted, clusterId),
    findServices(wanted, clusterId),
    findViews(wanted, personId),
    findFindings(wanted, clusterId),
  ]);
  return { clusters, nodes, services, views, findings };
}
