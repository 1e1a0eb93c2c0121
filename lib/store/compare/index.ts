/** Two scans, two dates or two nodes beside each other. */
export { type ClusterBetweenDates, compareDates, scansAtDates } from "./compare-dates.ts";
export { compareNodes } from "./compare-nodes.ts";
export { comparePorts } from "./compare-ports.ts";
export { compareScans } from "./compare-scans.ts";
export { openPort } from "./open-port.ts";
export { openResult } from "./open-result.ts";
export { loadScanPair } from "./scan-pair.ts";
export type { ResultsAsked } from "./scan-results.ts";
