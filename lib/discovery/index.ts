export { discover } from "./discover.ts";
export { extendedNeeds, grantFor, type Need, needNames, standardNeeds } from "./needs.ts";
export { type InventoryHost, parseInventory } from "./parse-inventory.ts";
export { cidrLabel } from "./providers/inventory.ts";
export { extendedRoleName, extendedScannerRole, scannerRole, scannerRoleName } from "./scanner-role.ts";
export type { ClusterSource, ConnectionReport, ConnectionStep, DiscoveryOptions } from "./source.ts";
export { testConnection } from "./test-connection.ts";
export { type VettedKubeconfig, vetKubeconfig } from "./vet-kubeconfig.ts";
