import { AppError } from "../domain/errors.ts";
import type { Inventory } from "../domain/inventory.ts";
import { providers } from "./providers/index.ts";
import type { ClusterSource, DiscoveryOptions } from "./source.ts";

/**
 * Says what exists. What may not be seen is null in the inventory and named in its `lost`.
 * Throws AppError ("invalid", "unavailable" or "forbidden") only when nothing at all can be learnt.
 */
export async function discover(source: ClusterSource, options: DiscoveryOptions): Promise<Inventory> {
  options.signal.throwIfAborted();
  for (const provider of providers) {
    const inventory = await provider.discover(source, options);
    if (inventory) return inventory;
  }
  throw new AppError("invalid", "No provider knows this kind of source.");
}
