import { type ClusterContext, wantedServers } from "./node-servers.ts";
import type { NodeState } from "./state.ts";

const openAtOnce = 64;

interface OpenServer {
  key: string;
  listener: { close(): Promise<void> };
}

/** Keeps the open ports of one cluster equal to what its settings want. */
export class ClusterServers {
  readonly #context: ClusterContext;
  /** By "address:port/protocol". */
  readonly #open = new Map<string, OpenServer>();

  constructor(context: ClusterContext) {
    this.#context = context;
  }

  get count(): number {
    return this.#open.size;
  }

  /**
   * Closes what is no longer wanted or wanted otherwise, then opens the rest.
   * @returns the places of both, "address:port/protocol". @throws Error naming a port in use.
   */
  async reconcile(nodes: NodeState[]): Promise<string[]> {
    const wanted = nodes.flatMap((node) => wantedServers(this.#context, node));
    const byPlace = new Map(wanted.map((server) => [`${server.address}:${server.port}/${server.protocol}`, server]));
    const addresses = new Set(
      nodes.flatMap((node) => [
        node.home,
        node.loopback,
        node.external,
        this.#context.cluster.plan.endpoint(node.cluster, true),
      ]),
    );
    const stale = [...this.#open].filter(
      ([place, server]) =>
        addresses.has(place.slice(0, place.lastIndexOf(":"))) && byPlace.get(place)?.key !== server.key,
    );
    await Promise.all(
      stale.map(([place, server]) => {
        this.#open.delete(place);
        return server.listener.close();
      }),
    );
    const missing = [...byPlace].filter(([place]) => !this.#open.has(place));
    for (let start = 0; start < missing.length; start += openAtOnce) {
      await Promise.all(
        missing.slice(start, start + openAtOnce).map(async ([place, server]) => {
          this.#open.set(place, { key: server.key, listener: await server.open() });
        }),
      );
    }
    return [...new Set([...stale, ...missing].map(([place]) => place))];
  }

  async close(): Promise<void> {
    const all = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(all.map((server) => server.listener.close()));
  }
}
