import type { z } from "zod";
import { expectedPortOfPath } from "../baselines/baseline-input.ts";
import { linksInput } from "../settings/links/links-input.ts";
import * as triage from "../triage/triage-input.ts";
import * as inputs from "./inputs.ts";
import { acceptancesQuery } from "./v1/acceptances/acceptances-query.ts";
import * as viewInputs from "./view-inputs.ts";

export interface Operation {
  method: "get" | "post" | "put" | "patch" | "delete";
  path: string;
  summary: string;
  input: z.ZodObject;
  status: number;
}

function operation(
  method: Operation["method"],
  path: string,
  summary: string,
  input: z.ZodObject,
  status = 200,
): Operation {
  return { method, path, summary, input, status };
}

const { byId, noInput } = inputs;

/** Every operation of the API, as the OpenAPI document lists them; a test compares them with the routes. */
export const operations: readonly Operation[] = [
  operation("get", "/api/health", "Whether the server, the database, the worker and the migrations are well", noInput),
  operation("get", "/api/openapi.json", "This document", noInput),
  operation("get", "/api/v1/clusters", "Clusters with coverage, counts and score", noInput),
  operation("post", "/api/v1/clusters", "Add a cluster by kubeconfig, in-cluster or inventory", inputs.newCluster, 201),
  operation("get", "/api/v1/clusters/{id}", "One cluster", byId),
  operation("get", "/api/v1/clusters/{id}/baseline", "The cluster's expected ports as YAML", inputs.baselineQuery),
  operation(
    "put",
    "/api/v1/clusters/{id}/baseline",
    "Save the expected ports as a new version; as JSON, or the YAML itself",
    inputs.baselineEdit,
  ),
  operation(
    "post",
    "/api/v1/clusters/{id}/baseline/proposal",
    "What would be expected by what is open and explained now; nothing is saved",
    byId,
  ),
  operation(
    "post",
    "/api/v1/clusters/{id}/baseline/expected",
    "Add one port to the expected ones: this is expected, because",
    expectedPortOfPath,
    201,
  ),
  operation(
    "get",
    "/api/v1/clusters/{id}/scan-budget",
    "What a scan of each profile would cost: connections, how many at a time, how long",
    byId,
  ),
  operation("get", "/api/v1/demo", "Whether the demo fleet can be started here, and how far it is", noInput),
  operation("post", "/api/v1/demo", "Start the demo fleet and scan it", noInput, 202),
  operation(
    "get",
    "/api/v1/search",
    "Anything by its name: clusters, nodes, checks, ports, Services, views, terms, open findings",
    inputs.searchQuery,
  ),
  operation(
    "get",
    "/api/v1/overview",
    "What the first page says: open findings, score, open ports, trend, newest changes",
    inputs.overviewQuery,
  ),
  operation("get", "/api/v1/nodes", "Nodes with their most open ports", inputs.nodesQuery),
  operation("get", "/api/v1/nodes/{id}", "One node with ports, sweeps and effective kubelet configuration", byId),
  operation(
    "get",
    "/api/v1/nodes/{id}/timeline",
    "What happened on a node, newest first: its coming and going, settings, ports, findings, reach",
    inputs.nodeTimelineQuery,
  ),
  operation(
    "get",
    "/api/v1/nodes/{id}/ports/{port}/timeline",
    "A port of a node through time, a strip for each vantage, with what can explain each change",
    inputs.portTimelineQuery,
  ),
  operation(
    "get",
    "/api/v1/matrix",
    "Nodes by classes of ports: the most open state from each vantage and the worst open finding",
    inputs.matrixQuery,
  ),
  operation("get", "/api/v1/matrix/cell", "Open findings of one node and class of ports", inputs.matrixCellQuery),
  operation("get", "/api/v1/exposures", "Ports as last seen", inputs.exposuresQuery),
  operation(
    "get",
    "/api/v1/fleet-ports",
    "The fleet by port: who answers, on how many nodes, whose it is, whether it is expected, and what is wrong",
    inputs.fleetPortsQuery,
  ),
  operation(
    "get",
    "/api/v1/node-ports",
    "Every NodePort, host port and health-check port with owner, approval, age and what answers",
    inputs.nodePortsQuery,
  ),
  operation("get", "/api/v1/port-reviews", "What is recorded of node ports, newest first", inputs.portReviewsQuery),
  operation(
    "post",
    "/api/v1/port-reviews",
    "Record that owners were asked, or that node ports are kept or removed; nothing on a cluster changes",
    inputs.newPortReview,
  ),
  operation("post", "/api/v1/port-reviews/{id}/undo", "Take a record back", inputs.portReviewUndo),
  operation(
    "get",
    "/api/v1/findings",
    "Findings; open and acknowledged ones unless asked otherwise",
    inputs.findingsQuery,
  ),
  operation(
    "get",
    "/api/v1/findings/facets",
    "How many findings each value of each filter would leave, beside the filters asked for",
    inputs.findingFacets,
  ),
  operation(
    "get",
    "/api/v1/findings/values",
    "The values of one field of the filter language, with how many findings each would leave",
    inputs.findingValues,
  ),
  operation(
    "get",
    "/api/v1/findings/export",
    "The same findings in the same order, all of them, in seven formats; x-total-count says how many",
    inputs.findingsExport,
  ),
  operation(
    "get",
    "/api/v1/changes",
    "What changed, newest first: findings that came and went, ports, nodes, settings, Services",
    inputs.changesQuery,
  ),
  operation("get", "/api/v1/findings/{id}", "One finding with proof, remediation and timeline", byId),
  operation(
    "get",
    "/api/v1/findings/{id}/markdown",
    "One finding as a note or as an issue, in Markdown, to be pasted elsewhere",
    inputs.findingMarkdown,
  ),
  operation(
    "get",
    "/api/v1/findings/{id}/timeline",
    "A finding through time: its states, what was judged, the proof on both sides of each turn",
    inputs.findingTimelineQuery,
  ),
  operation("post", "/api/v1/findings/{id}/recheck", "Probe that one subject again", byId, 202),
  operation(
    "get",
    "/api/v1/views",
    "Views of a list: those always there, shared ones, your own",
    viewInputs.viewsQuery,
  ),
  operation("post", "/api/v1/views", "Keep a view", viewInputs.newView, 201),
  operation("patch", "/api/v1/views/{id}", "Rename, share or re-aim a view", viewInputs.viewPatch),
  operation("delete", "/api/v1/views/{id}", "Delete a view", viewInputs.viewRemoval, 204),
  operation("get", "/api/v1/rechecks/{id}", "State and answer of a re-check", byId),
  operation(
    "post",
    "/api/v1/recheck-groups",
    "Probe the open findings of a node or a check again, or those that are named",
    inputs.newRecheckGroup,
    202,
  ),
  operation("get", "/api/v1/recheck-groups/{id}", "How far a re-check of many findings is", byId),
  operation("get", "/api/v1/scans", "Scans, newest first", inputs.scansQuery),
  operation("post", "/api/v1/scans", "Scan a cluster now", inputs.newScan, 202),
  operation("get", "/api/v1/scans/{id}", "One scan with progress, coverage and problems", byId),
  operation("get", "/api/v1/scans/{id}/results", "What the checks of a scan answered, by verdict", inputs.resultsQuery),
  operation("post", "/api/v1/scans/{id}/cancel", "Stop a scan; finished nodes are kept", byId, 202),
  operation("post", "/api/v1/scans/{id}/resume", "Look at the nodes that a stopped scan did not come to", byId, 202),
  operation("get", "/api/v1/scans/{id}/diff/{other}", "What changed between two scans", inputs.diffQuery),
  operation(
    "get",
    "/api/v1/compare",
    "Two scans, two dates of a cluster or of all, or two nodes: new, fixed, changed, not comparable, gone",
    inputs.compareQuery,
  ),
  operation("get", "/api/v1/schedules", "Schedules", noInput),
  operation("post", "/api/v1/schedules", "Add a schedule: cron with an IANA time zone", inputs.newSchedule, 201),
  operation("patch", "/api/v1/schedules/{id}", "Change or pause a schedule", inputs.schedulePatch),
  operation("delete", "/api/v1/schedules/{id}", "Remove a schedule", byId, 204),
  operation("get", "/api/v1/imports", "Imported files of other tools, newest first", inputs.importsQuery),
  operation("post", "/api/v1/imports", "Take in a file of another tool as evidence", inputs.newImport, 201),
  operation("get", "/api/v1/imports/{id}", "One imported file, with what it left out", byId),
  operation("delete", "/api/v1/imports/{id}", "Take an imported file back, with all that came of it", byId, 204),
  operation("get", "/api/v1/checks", "Every check with its text, references and counterparts in other tools", noInput),
  operation(
    "get",
    "/api/v1/ports",
    "The port reference: what a number usually is and who should reach it",
    inputs.portsQuery,
  ),
  operation("get", "/api/v1/glossary", "What the words mean, in the language that is asked for", inputs.glossaryQuery),
  operation(
    "get",
    "/api/v1/trends",
    "Findings, exposures and score, a point for each day with a scan; what came and went by week, and time to repair",
    inputs.trendsQuery,
  ),
  operation("get", "/api/v1/retention", "How long what is kept, what was removed, and the database's size", noInput),
  operation(
    "put",
    "/api/v1/retention",
    "Set how long a cluster's memory is kept, or that of all",
    inputs.retentionEdit,
  ),
  operation(
    "post",
    "/api/v1/retention/preview",
    "Exactly what such a policy would delete; nothing is changed",
    inputs.retentionEdit,
  ),
  operation(
    "get",
    "/api/v1/triage",
    "Acts of people, newest first: who decided what of how many findings",
    triage.actsQuery,
  ),
  operation(
    "post",
    "/api/v1/triage",
    "Acknowledge, reopen, assign, date or accept findings, chosen ones or all that a filter matches",
    triage.triageInput,
  ),
  operation("post", "/api/v1/triage/{id}/undo", "Take an act back; what others changed since is reported", byId),
  operation("get", "/api/v1/triage/people", "Names to give findings to, and the name that you go by", noInput),
  operation("get", "/api/v1/findings/{id}/triage", "What people decided of a finding, with its comments", byId),
  operation("get", "/api/v1/findings/{id}/comments", "Comments of a finding, oldest first", byId),
  operation("post", "/api/v1/findings/{id}/comments", "Comment on a finding, in Markdown", triage.findingComment, 201),
  operation("patch", "/api/v1/findings/{id}/comments/{comment}", "Edit a comment of your own", triage.commentPatch),
  operation(
    "delete",
    "/api/v1/findings/{id}/comments/{comment}",
    "Remove a comment of your own",
    triage.commentDelete,
    204,
  ),
  operation(
    "get",
    "/api/v1/acceptances",
    "Acceptances and false positives with how they stand and what they cover",
    acceptancesQuery,
  ),
  operation("get", "/api/v1/acceptances/{id}", "One acceptance; its findings are those of q=acceptance:ID", byId),
  operation(
    "post",
    "/api/v1/acceptances/{id}/revoke",
    "End an acceptance; what it covers is open again",
    triage.revocation,
  ),
  operation(
    "post",
    "/api/v1/acceptances/{id}/extend",
    "Give an acceptance another day, with the reason",
    triage.extension,
  ),
  operation("post", "/api/v1/acceptances/{id}/review", "Say that a second person looked at it", triage.review),
  operation(
    "get",
    "/api/v1/settings/sla",
    "Days to repair by severity, of all clusters and of those with their own",
    noInput,
  ),
  operation("put", "/api/v1/settings/sla", "Set the days to repair; open findings are dated anew", triage.slaInput),
  operation("get", "/api/v1/settings/links", "Where links to Headlamp and to your documentation lead", noInput),
  operation("put", "/api/v1/settings/links", "Set where those links lead; names what was seen", linksInput),
  operation("get", "/api/v1/connection-tests/{id}", "State and steps of a connection test", byId),
];
