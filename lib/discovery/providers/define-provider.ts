import type { Inventory } from "../../domain/inventory.ts";
import type { ClusterSource, ConnectionReport, DiscoveryOptions } from "../source.ts";

interface ProviderDefinition<S extends ClusterSource> {
  /** kebab-case, equal to the file name. */
  id: string;
  accepts(source: ClusterSource): source is S;
  discover(source: S, options: DiscoveryOptions): Promise<Inventory>;
  test(source: S, options: DiscoveryOptions): Promise<ConnectionReport>;
}

/** A provider as the registry holds it: it answers null to sources that are not its own. */
export interface Provider {
  id: string;
  discover(source: ClusterSource, options: DiscoveryOptions): Promise<Inventory> | null;
  test(source: ClusterSource, options: DiscoveryOptions): Promise<ConnectionReport> | null;
}

export function defineProvider<S extends ClusterSource>(definition: ProviderDefinition<S>): Provider {
  return {
    id: definition.id,
    discover: (source, options) => (definition.accepts(source) ? definition.discover(source, options) : null),
    test: (source, options) => (definition.accepts(source) ? definition.test(source, options) : null),
  };
}
