/** What is kept: the only door to the database, one file an aggregate. */

export type { KnownChecks } from "./acceptances/acceptance-condition.ts";
export { type EndedAcceptance, endAcceptances } from "./acceptances/end-acceptances.ts";
export { listEverCovered } from "./acceptances/ever-covered.ts";
export { getAcceptance, listAcceptances } from "./acceptances/list-acceptances.ts";
export { type WarnedAcceptance, warnAcceptances } from "./acceptances/warn-acceptances.ts";
export { applyRetention, type RetentionOptions, type RetentionOutcome } from "./apply-retention.ts";
export { endsSoonDays, listBaselines } from "./baseline-rows.ts";
export * from "./change-feed.ts";
export type { ChangeFilter } from "./change-filter.ts";
export * from "./claim-schedules.ts";
export { closeDatabase, databaseUrl, getDatabase } from "./client.ts";
export * from "./clusters.ts";
export * from "./compare/index.ts";
export * from "./connection-tests.ts";
export { getDatabaseSize } from "./database-size.ts";
export { askForDemoFleet, forgetDemoFleet, readDemoWish, reportDemoFleet } from "./demo-fleet-wish.ts";
export { type DemoState, forgetDemoRemoval, markDemoPast, readDemoState } from "./demo-state.ts";
export { diffScans } from "./diff-scans.ts";
export * from "./exposures.ts";
export {
  countFindings,
  type FilterNumbers,
  type FindingCount,
  facetFindings,
  numbersBesideFilter,
} from "./find-facets.ts";
export { getFinding } from "./finding-detail.ts";
export { type FindingFilter, noNode, openStates } from "./finding-filter.ts";
export { type FindingTimelineQuery, getFindingTimeline } from "./finding-timeline.ts";
export * from "./findings.ts";
export { listFleetPorts } from "./fleet-ports.ts";
export * from "./health.ts";
export { type ImportOutcome, importFile } from "./import-rechecks.ts";
export { type ImportedForScan, readImported } from "./imported-evidence.ts";
export * from "./imports.ts";
export type { JobPayloads } from "./jobs.ts";
export { readHiddenAt, readJudgedThen, readOpenBefore } from "./judged-then.ts";
export { type CountedField, countedFields, listValues } from "./list-values.ts";
export { getMatrix, getMatrixCell } from "./matrix.ts";
export * from "./migrate.ts";
export { listNodeAddresses } from "./node-addresses.ts";
export { getNodePortRegister } from "./node-port-register.ts";
export { listNodeTimeline } from "./node-timeline.ts";
export { findNodeByName, getNode, hasZones, listNodes, type NodeQuery, requireNode } from "./nodes.ts";
export { baselineCheck, type OpenPorts, readOpenPorts } from "./open-ports.ts";
export { getOverview } from "./overview.ts";
export { enterPastScan, type PastScan } from "./past-scans.ts";
export * from "./port-baselines.ts";
export { listReviews, type NewReview, recordReviews, undoReview } from "./port-reviews.ts";
export { getPortTimeline, type PortTimelineQuery } from "./port-timeline.ts";
export { readPreviousScan } from "./previous-scan.ts";
export {
  type KeptScan,
  listRawScans,
  noteScanProblem,
  readRawEvidence,
  storeRawEvidence,
} from "./raw-evidence.ts";
export * from "./recheck-groups.ts";
export * from "./rechecks.ts";
export { removeDemoData } from "./remove-demo-data.ts";
export { type ReplayedDay, storeReplayedTrend } from "./replayed-trend.ts";
export { requestScan, type ScanRequest } from "./request-scan.ts";
export { nodesLeft, readResumed, resumeScan } from "./resume-scan.ts";
export { checkEdit, daysKept, getPolicies, setPolicy } from "./retention-policies.ts";
export { previewPolicy } from "./retention-preview.ts";
export { listRetentionRuns, runRetention } from "./retention-runs.ts";
export { keepRuleSet, readRuleSet, rulesBefore } from "./rule-sets.ts";
export {
  failScan,
  handBackScan,
  maxScanAttempts,
  recordProgress,
  releaseScansOfDeadWorkers,
  type ScanOrder,
  startScan,
} from "./run-scan-state.ts";
export {
  createView,
  deleteView,
  getView,
  listViews,
  type NewView,
  updateView,
  type ViewPatch,
  type ViewPerson,
} from "./saved-views.ts";
export { listScanResults, type ScanResultQuery } from "./scan-results.ts";
export * from "./scans.ts";
export * from "./schedules.ts";
export { type Found, type SearchQuery, searchStore } from "./search.ts";
export { parseSecretKey } from "./secret-key.ts";
export { getLinkSettings, setLinkSettings } from "./settings.ts";
export { type StoreScanOptions, storeScan } from "./store-scan.ts";
export { type FindingStream, type StreamOptions, streamFindings } from "./stream-findings.ts";
export { getTrends, listTrend, type TrendQuery } from "./trends.ts";
export * from "./triage/index.ts";
export { beat, leave, workerSilenceMs } from "./workers.ts";
