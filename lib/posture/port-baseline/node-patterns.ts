import type { BaselineNodes } from "../../domain/port-baseline.ts";
import type { KnownNode } from "./parse-baseline.ts";

/** From how many names on a pattern is easier to read than the names. */
const fewestForPattern = 3;

/**
 * The fewest selectors that are about exactly these nodes and no other of the cluster: all, a role, a distribution, both,
 * else names and patterns of names.
 */
export function selectorsOf(names: ReadonlySet<string>, all: readonly KnownNode[]): BaselineNodes[] {
  const rest = new Set(all.filter(({ node }) => names.has(node)).map(({ node }) => node));
  if (rest.size === all.length) return [{}];
  const selectors: BaselineNodes[] = [];
  for (const group of groupsOf(all)) {
    const members = group.members.filter((name) => names.has(name));
    if (members.length !== group.members.length || !members.some((name) => rest.has(name))) continue;
    // One node is named, so that a second one of its kind is not expected with it.
    if (members.length < 2 && !("role" in group.nodes)) continue;
    selectors.push(group.nodes);
    for (const name of members) rest.delete(name);
  }
  const others = all.map(({ node }) => node).filter((name) => !names.has(name));
  return [...selectors, ...patternsOf([...rest].sort(), others, 0).map((name) => ({ name }))];
}

function groupsOf(all: readonly KnownNode[]): { nodes: BaselineNodes; members: string[] }[] {
  const shapes: ((node: KnownNode) => BaselineNodes)[] = [
    ({ role }) => ({ role }),
    ({ distribution }) => ({ distribution }),
    ({ role, distribution }) => ({ role, distribution }),
  ];
  return shapes.flatMap((shape) =>
    [...Map.groupBy(all, (node) => JSON.stringify(shape(node)))].map(([key, members]) => ({
      nodes: JSON.parse(key) as BaselineNodes,
      members: members.map(({ node }) => node),
    })),
  );
}

/** Names that share a beginning which none of the others has become one pattern. */
function patternsOf(names: readonly string[], others: readonly string[], length: number): string[] {
  if (names.length < fewestForPattern) return [...names];
  const prefix = commonPrefix(names);
  if (prefix.length > 0 && prefix.length >= length && !others.some((name) => name.startsWith(prefix)))
    return [`${prefix}*`];
  const groups = Map.groupBy(names, (name) => name.slice(0, prefix.length + 1));
  return [...groups.values()].flatMap((group) =>
    group.length === names.length ? group : patternsOf(group, others, prefix.length + 1),
  );
}

function commonPrefix([first = "", ...rest]: readonly string[]): string {
  let prefix = first;
  for (const name of rest) while (!name.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return prefix;
}
