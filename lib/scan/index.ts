/** THE ORDER: discovery → probes → checks. A scan is a function from options to a report; it stores nothing. */
export { runScan, type ScanOptions } from "./run-scan.ts";
