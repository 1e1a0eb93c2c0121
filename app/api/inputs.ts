import { z } from "zod";
import { findCheck } from "../../lib/checks/index.ts";
import { findingExportFormats } from "../../lib/domain/finding-export.ts";
import { changeKinds, scanStates } from "../../lib/domain/finding-state.ts";
import { glossaryTerms } from "../../lib/domain/glossary/index.ts";
import { importFormats } from "../../lib/domain/imported.ts";
import { matrixRoles, matrixSorts, noValue, reachableChoices } from "../../lib/domain/matrix-query.ts";
import { portStates, protocols } from "../../lib/domain/port-state.ts";
import { findingColumns } from "../../lib/domain/preferences.ts";
import { scanProfiles } from "../../lib/domain/scan-report.ts";
import { severities } from "../../lib/domain/severity.ts";
import { vantageKinds } from "../../lib/domain/vantage.ts";
import { verdicts } from "../../lib/domain/verdict.ts";
import { matrixClasses } from "../../lib/domain/views/matrix-view.ts";
import { nodeTimelineKinds } from "../../lib/domain/views/timeline-view.ts";
import { trendDimensions } from "../../lib/domain/views/trends-view.ts";
import { portSections } from "../../lib/domain/well-known-ports.ts";
import { daysProblem } from "../../lib/posture/index.ts";
import { countedFields } from "../../lib/store/index.ts";
import { changesSearch } from "../changes/search-params.ts";
import { findingsSearch } from "../findings/search-params.ts";
import { problemSentence, readText } from "../findings/search-terms.ts";
import { nodePortsSearch } from "../node-ports/node-ports-search.ts";
import { portReviewInput } from "../node-ports/port-review-input.ts";
import { trendLengths } from "../overview-links.ts";
import { fleetPortsSearch } from "../ports/fleet-ports-search.ts";
import { recheckScope } from "../recheck-scope.ts";
import { anyOf, endOfDayOrInstant, instant } from "../search-fields.ts";

/** What the HTTP API takes: one schema for validation and for the OpenAPI document. */
const text = () => z.string();
const whole = () => z.coerce.number("must be a number, given once").int("must be a whole number");
const id = text().min(1, "must not be empty").max(100).meta({ description: "Identifier, as a list gave it." });
const limit = whole().min(1, "ask for at least 1").max(200, "ask for at most 200").default(50);
const cursor = text().max(500).optional().meta({ description: "nextCursor of the page before." });
const cluster = id.optional().meta({ description: "Only this cluster." });
const port = whole().min(1, "ports start at 1").max(65_535, "ports end at 65535");
const flag = z.boolean("must be true or false");

/** Strict throughout: a name that is misspelt is said, and not left out of what was asked. */
export const noInput = z.strictObject({});
export const byId = z.strictObject({ id });
export const diffQuery = z.strictObject({
  id,
  other: id,
  kind: z.enum(changeKinds).optional(),
  limit: whole().min(1, "ask for at least 1").max(500, "ask for at most 500").default(500),
  cursor: text().max(1000).optional().meta({ description: "nextCursor of the page before." }),
});
const date = text().max(40).meta({ description: "A day (2026-11-01, its end in UTC) or an instant in RFC 3339." });
const node = text().max(400).meta({ description: "A node by its id, or as cluster/name." });
export const compareQuery = z.strictObject({
  a: id.optional().meta({ description: "The first scan; with b." }),
  b: id.optional().meta({ description: "The second scan." }),
  cluster: id
    .optional()
    .meta({ description: "With from and to: its last scans by then. Every cluster where left out." }),
  from: date.optional(),
  to: date.optional(),
  nodeA: node.optional(),
  nodeB: node.optional(),
  part: z.enum(["results", "ports"]).default("results").meta({ description: "Of scans: verdicts, or ports." }),
  kind: z.enum(changeKinds).optional(),
  limit,
  cursor: text().max(1000).optional().meta({ description: "nextCursor of the page before." }),
});
const trendDays = `must be one of ${trendLengths.join(", ")}`;
export const overviewQuery = z.strictObject({
  cluster,
  days: whole()
    .pipe(z.literal(trendLengths, trendDays))
    .default(30)
    .meta({ description: "Length of the trend, today included." }),
});
export const nodesQuery = z.strictObject({
  cluster,
  q: text().max(200).optional(),
  reachable: z.enum(portSections).optional(),
  limit,
  cursor,
});
/** The filter language; what cannot be read in it is said with its place. */
const filterText = findingsSearch.shape.q
  .superRefine((written, context) => {
    for (const problem of readText(written).problems) {
      const params = { position: { start: problem.start, end: problem.end } };
      context.addIssue({ code: "custom", message: problemSentence(problem), params });
    }
  })
  .meta({ description: "The filter language, docs/filter-language.md: severity:critical port:10250 node:worker-*" });
export const matrixQuery = z.strictObject({
  cluster,
  q: text()
    .max(200)
    .optional()
    .meta({ description: "Words of a name, a whole address or role; worker-* as a pattern." }),
  role: z.enum(matrixRoles).optional(),
  distribution: text().max(50).optional(),
  zone: text().max(100).optional().meta({ description: '"-" for nodes without one.' }),
  reachable: z
    .enum(reachableChoices)
    .optional()
    .meta({ description: "Checked nodes on which a port of the class is open; kubelet includes read-only." }),
  vantage: z.enum(vantageKinds).optional().meta({ description: "Reachable from here." }),
  worst: z
    .enum([...severities, noValue])
    .optional()
    .meta({ description: 'Worst open finding; "-" for none.' }),
  sort: z.enum(matrixSorts).default("name"),
});
export const matrixCellQuery = z.strictObject({ node: id, class: z.enum(matrixClasses) });
const unknownChecks = (ids: readonly string[] = []) => ids.filter((check) => !findCheck(check));
export const findingsQuery = z.strictObject({
  ...findingsSearch.omit({ group: true, view: true }).shape,
  q: filterText,
  check: findingsSearch.shape.check.refine((ids) => unknownChecks(ids).length === 0, {
    error: ({ input }) =>
      `there is no check "${unknownChecks(input as string[]).join('", "')}"; GET /api/v1/checks lists them.`,
  }),
  limit,
});
export const findingFacets = findingsQuery.omit({ limit: true, cursor: true, sort: true });
export const findingValues = findingFacets.extend({
  field: z.enum(countedFields).meta({ description: "A field of the filter language." }),
  prefix: text().max(200).optional().meta({ description: "Only values in which this stands." }),
  limit: whole().min(1, "ask for at least 1").max(100, "ask for at most 100").default(20),
});
export const findingsExport = findingsQuery.omit({ limit: true, cursor: true }).extend({
  format: z.enum(findingExportFormats).default("csv"),
  columns: anyOf(findingColumns).meta({
    description: "Columns of CSV and Markdown, in this order; all there are, and the usual ones, where left out.",
  }),
});
export const findingMarkdown = z.strictObject({
  id,
  kind: z.enum(["note", "issue"]).default("note").meta({ description: "An issue has a checklist and labels." }),
});
export const changesQuery = z.strictObject({ ...changesSearch.shape, limit });
export const resultsQuery = z.strictObject({ id, verdict: z.enum(verdicts).optional(), limit, cursor });
export const portsQuery = z.strictObject({ port: port.optional(), protocol: z.enum(protocols).optional() });
export const glossaryQuery = z.strictObject({
  term: z.enum(glossaryTerms, "is no term of the glossary").optional().meta({ description: "Only this term." }),
});
export const fleetPortsQuery = z.strictObject({ ...fleetPortsSearch.shape, limit });
export const nodePortsQuery = z.strictObject(nodePortsSearch.shape);
export const portReviewsQuery = z.strictObject({ cluster });
export const newPortReview = z.strictObject(portReviewInput.shape);
export const portReviewUndo = z.strictObject({ id, version: whole().min(1, "versions start at 1") });
export const exposuresQuery = z.strictObject({
  cluster,
  node: id.optional(),
  port: port.optional(),
  protocol: z.enum(protocols).optional(),
  section: z.enum(portSections).optional(),
  vantage: z.enum(vantageKinds).optional(),
  state: z
    .enum([...portStates, "any"])
    .optional()
    .meta({ description: "Open ports where left out." }),
  at: endOfDayOrInstant.meta({ description: "As they stood at this instant, or at the end of this UTC day." }),
  limit,
  cursor,
});
const range = {
  from: instant.meta({ description: "Begin of the range; from the first look where left out." }),
  to: instant.meta({ description: "End of the range; now where left out." }),
};
export const portTimelineQuery = z.strictObject({ id, port, protocol: z.enum(protocols).default("TCP"), ...range });
export const findingTimelineQuery = z.strictObject({ id, ...range });
export const nodeTimelineQuery = z.strictObject({
  id,
  kind: anyOf(nodeTimelineKinds),
  limit,
  cursor,
});
export const scansQuery = z.strictObject({ cluster, state: z.enum(scanStates).optional(), limit, cursor });
const day = text().max(10, "must be a day like 2026-10-03").optional();
const trendsFields = z.strictObject({
  cluster,
  days: whole()
    .min(1, "ask for at least 1 day")
    .max(3660, "ask for at most 3660 days")
    .optional()
    .meta({ description: "Length of the range up to its last day, 30 where left out; not together with from." }),
  from: day.meta({ description: "First UTC day. With any parameter from here on, weeks, repair and marks come too." }),
  to: day.meta({ description: "Last UTC day; today where left out." }),
  dimension: z
    .enum(trendDimensions)
    .optional()
    .meta({ description: "A part of it: by role, namespace or distribution." }),
  value: text().max(300).optional().meta({ description: "Value of the dimension; empty where findings have none." }),
  rules: z.enum(["then", "now"]).optional().meta({ description: "As judged then, or replayed with later rules." }),
});
export const trendsQuery = trendsFields.refine(({ days, from }) => days === undefined || from === undefined, {
  path: ["days"],
  error: "from says where the range begins; give days or from.",
});

export const newCluster = z.strictObject({
  name: z.string().trim().min(1, "give the cluster a name").max(100),
  source: z.enum(["kubeconfig", "in-cluster", "inventory"]),
  kubeconfig: z.string().max(512_000, "a kubeconfig of over 500 kB is not read").optional(),
  context: z.string().max(200).optional(),
  inventory: z.string().max(512_000, "an inventory of over 500 kB is not read").optional(),
  authorizationProofs: flag.default(false),
});
export const searchQuery = z.strictObject({
  q: text().max(200).meta({ description: "A name, a number, an address or words." }),
  cluster,
});
export const newRecheckGroup = z.strictObject({ scope: recheckScope });
export const newScan = z.strictObject({ cluster: id, profile: z.enum(scanProfiles).default("standard") });

const schedule = { cron: z.string().max(200), timeZone: z.string().max(100), profile: z.enum(scanProfiles) };
export const newSchedule = z.strictObject({ cluster: id, ...schedule, profile: schedule.profile.default("standard") });
export const schedulePatch = z.strictObject({
  id,
  cron: schedule.cron.optional(),
  timeZone: schedule.timeZone.optional(),
  profile: schedule.profile.optional(),
  paused: flag.optional(),
});

export const importsQuery = z.strictObject({ cluster, limit, cursor });
const empty = (value: unknown) => (value === "" ? undefined : value);
export const newImport = z.strictObject({
  cluster: id,
  fileName: text().trim().max(255).optional(),
  format: z.preprocess(empty, z.enum(importFormats).optional()).meta({ description: "Recognised where left out." }),
  node: z
    .preprocess(empty, text().max(253).optional())
    .meta({ description: "The node that kube-bench ran on, by name or address." }),
  vantage: z.preprocess(empty, z.enum(vantageKinds).optional()).meta({ description: "Where nmap or naabu stood." }),
  at: z
    .preprocess(empty, z.iso.datetime({ offset: true }).optional())
    .meta({ description: "When the tool looked, where the file does not say; now where left out." }),
  content: text().optional().meta({ description: "The file as text." }),
  file: z
    .instanceof(File)
    .optional()
    .meta({ description: "The file itself, in multipart/form-data, instead of content.", format: "binary" }),
});

const keptDays = z
  .union([z.number(), z.null(), z.literal("default")], { error: ({ input }) => daysProblem(input) ?? undefined })
  .refine((days) => days === "default" || daysProblem(days) === null, {
    error: ({ input }) => daysProblem(input) ?? "",
  })
  .default("default")
  .meta({ description: 'Days from 1 to 3650, null for ever, "default" for what holds otherwise.' });
export const retentionEdit = z.strictObject({
  cluster: id.optional().meta({ description: "All clusters without days of their own where left out." }),
  intervals: keptDays,
  findings: keptDays,
  evidence: keptDays,
  rollups: keptDays,
});

export const baselineQuery = z.strictObject({
  id,
  version: whole().min(1, "versions start at 1").optional().meta({ description: "The newest where left out." }),
});
const seenVersion = z.union([z.literal("latest"), whole().min(0, "0 stands for none")], {
  error: 'must be the version that was edited, 0 for none, or "latest" to overwrite whichever counts.',
});
export const baselineEdit = z.strictObject({
  id,
  yaml: text().min(1, "must not be empty").max(512_000, "over 500 kB are not read").meta({
    description: "The list itself; or send it as the body with content-type: application/yaml.",
  }),
  note: text().max(500, "must be shorter than 500 characters").default(""),
  version: seenVersion.meta({
    description: 'The version that was edited, 0 for none: another one meanwhile is a conflict. "latest" overwrites.',
  }),
});
