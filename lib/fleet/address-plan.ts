/** An address that no socket can reach: the broadcast address of 127.0.0.0/8, connect answers "network unreachable". */
export const unreachableAddress = "127.255.255.255";

/** Which third octet a cluster's machines have. */
const clusterOctet: Record<string, number> = {
  lagoon: 101,
  skiff: 102,
  dinghy: 103,
  sloop: 104,
  ketch: 105,
  galleon: 106,
  tender: 107,
};
const nodesPerOctet = 200;

/** Addresses of a fleet: every one in 127.0.0.0/8, two octets given by the base. */
export class AddressPlan {
  readonly base: string;
  readonly #loopbackBase: string;

  /** @throws RangeError when the base is not "127.N" with N from 1 to 254. */
  constructor(base: string) {
    const match = /^127\.(\d{1,3})$/.exec(base);
    const second = Number(match?.[1] ?? Number.NaN);
    if (!(second >= 1 && second <= 254)) {
      throw new RangeError(`"${base}" is no base for a fleet: write 127.N with N from 1 to 254, for example 127.30.`);
    }
    this.base = base;
    // A node's own loopback cannot be shared by many nodes of one machine: each has a twin a hundred networks away.
    this.#loopbackBase = `127.${second <= 154 ? second + 100 : second - 100}`;
  }

  controlPlane(cluster: string, index: number): string {
    const octet = clusterOctet[cluster];
    return octet === undefined ? `${this.base}.0.${11 + index}` : `${this.base}.${octet}.${11 + index}`;
  }

  worker(cluster: string, index: number): string {
    const octet = clusterOctet[cluster];
    if (octet !== undefined) return `${this.base}.${octet}.${101 + index}`;
    return `${this.base}.${1 + Math.floor(index / nodesPerOctet)}.${1 + (index % nodesPerOctet)}`;
  }

  /** Endpoint of a control plane that has no node; `other` is where it moves when it is made private. */
  endpoint(cluster: string, other = false): string {
    return `${this.base}.${clusterOctet[cluster] ?? 100}.${other ? 251 : 250}`;
  }

  /** Second address of a machine that stands in another network as well. */
  external(address: string): string {
    return address.replace(/\.(\d+)\.(\d+)$/, (_all, third: string, last: string) => `.${Number(third) + 200}.${last}`);
  }

  /** Stands for 127.0.0.1 on the node that has this address. */
  loopbackOf(address: string): string {
    return address.replace(this.base, this.#loopbackBase);
  }
}
