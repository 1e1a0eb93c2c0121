/** Above the range that Linux takes outgoing ports from; nothing of Kubernetes listens there. */
const [first, last] = [61_000, 65_535];
const count = 3;

/**
 * Ports on which no host has a reason to listen: one that answers on all of them answers on every port. Drawn anew for
 * each host, so that nothing can learn them. `random` gives numbers from 0 to below 1; `avoid` are ports that may be in
 * use, `rather` ports that are better left alone, which a scan of every port has to ignore.
 */
export function canaryPorts(avoid: Iterable<number>, rather: Iterable<number>, random: () => number): number[] {
  const [inUse, looked] = [new Set(avoid), new Set(rather)];
  const possible = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(
    (port) => !inUse.has(port),
  );
  const unlooked = possible.filter((port) => !looked.has(port));
  const from = unlooked.length >= count ? unlooked : possible;
  const drawn: number[] = [];
  while (drawn.length < count && from.length > 0)
    drawn.push(...from.splice(Math.floor(random() * from.length) % from.length, 1));
  return drawn.sort((a, b) => a - b);
}
