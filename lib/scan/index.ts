import { checks } from "../checks/index.ts";

/** THE ORDER: discovery → probes → checks. A scan is a function from options to a report; it stores nothing. */
export { parseEndpoint } from "../probes/index.ts";
export { judgeRaw } from "./judge-raw.ts";
export { ruleSet } from "./rule-set.ts";
export { runScan, type ScanOptions } from "./run-scan.ts";
export { filledUp, type Seen, scanAgain } from "./scan-again.ts";

/** Ids of the checks that this version applies: findings of any other are of a retired check. */
export const knownChecks: readonly string[] = checks.map((check) => check.id);
