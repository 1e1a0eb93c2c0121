import type { Connection } from "./connect.ts";
import type { ApiResource } from "./list-objects.ts";

/** What the API server serves beside its own. */
export interface ApiGroups {
  /** Names of all groups; null when the server keeps them to itself. */
  names: ReadonlySet<string> | null;
  /** False only where the server says that it has no such resource. */
  mayServe(resource: ApiResource): boolean;
}

/** Asks once, and only when a list depends on it. */
export type AskGroups = () => Promise<ApiGroups>;

/** Groups that discovery reads from where they are installed. */
const optional = [
  "cilium.io",
  "crd.projectcalico.org",
  "projectcalico.org",
  "policy.networking.k8s.io",
  "monitoring.coreos.com",
];

/**
 * Asks which groups and resources there are: a list that is not served would be refused (403) to whoever may not read
 * it, as if it were there. Without an answer every resource counts as served.
 */
export async function readApiGroups(connection: Connection): Promise<ApiGroups> {
  const versions = await readGroups(connection);
  if (!versions) return { names: null, mayServe: () => true };
  const wanted = optional.flatMap((group) => (versions.get(group) ?? []).map((version) => ({ group, version })));
  const served = new Map(
    await Promise.all(
      wanted.map(
        async (one): Promise<[string, Set<string> | null]> => [
          `${one.group}/${one.version}`,
          await readPlurals(connection, one),
        ],
      ),
    ),
  );
  return {
    names: new Set(versions.keys()),
    mayServe: ({ group, version, plural }) => {
      const key = `${group}/${version}`;
      if (!served.has(key)) return false;
      return served.get(key)?.has(plural) ?? true;
    },
  };
}

async function readGroups(connection: Connection): Promise<Map<string, string[]> | null> {
  try {
    const { groups } = await connection.apis.getAPIVersions();
    if (!Array.isArray(groups)) return null;
    return new Map(groups.map(({ name, versions }) => [name, (versions ?? []).map(({ version }) => version)]));
  } catch {
    // A short cut only: without it each list is asked for, and answers for itself.
    connection.signal.throwIfAborted();
    return null;
  }
}

async function readPlurals(
  connection: Connection,
  group: { group: string; version: string },
): Promise<Set<string> | null> {
  try {
    const { resources } = await connection.custom.getAPIResources(group);
    return Array.isArray(resources) ? new Set(resources.map(({ name }) => name)) : null;
  } catch {
    // The group's backend is away: its lists are asked for and say so.
    connection.signal.throwIfAborted();
    return null;
  }
}
