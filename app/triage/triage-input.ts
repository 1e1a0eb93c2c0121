import { z } from "zod";
import { findCheck } from "../../lib/checks/index.ts";
import { fieldNames } from "../../lib/domain/filter-language/index.ts";
import { findingStates } from "../../lib/domain/finding-state.ts";
import { severities } from "../../lib/domain/severity.ts";
import { acceptanceScopes } from "../../lib/domain/triage.ts";
import { vantageKinds } from "../../lib/domain/vantage.ts";
import { verdicts } from "../../lib/domain/verdict.ts";

/** What acts of triage take, from the pages and from the API alike. */
const id = z.string().min(1, "must not be empty").max(100);
const text = (most: number) => z.string().max(most, `is at most ${most} characters long`);
const time = z.iso.datetime({ offset: true, error: "must be a time like 2026-10-03T23:59:59Z." });
const version = z.int("must be the version that was seen").min(0);
/** So many findings are named one by one at most; more are asked for by a filter. */
const mostNamed = 10_000;

const checkId = id.refine((check) => findCheck(check) !== undefined, {
  error: ({ input }) => `there is no check "${input}"; GET /api/v1/checks lists them.`,
});

const acceptance = z.strictObject({
  scope: z.enum(acceptanceScopes).default("findings"),
  reason: text(4_000),
  proof: text(4_000).optional().meta({ description: "What shows that it is none; needed for a false positive." }),
  expiresAt: time
    .nullable()
    .optional()
    .meta({ description: "90 days from now where left out; null, for false positives alone, is no end." }),
  reviewer: text(100).optional(),
  condition: z
    .strictObject({
      openFrom: z.array(z.enum(vantageKinds)).default([]),
      evidenceChanges: z.boolean().default(false),
    })
    .default({ openFrom: [], evidenceChanges: false })
    .meta({ description: "What makes it void before its end." }),
  check: checkId.optional(),
  cluster: id.nullable().optional().meta({ description: "Every cluster where left out." }),
  selector: text(500).optional().meta({ description: "In the filter language: node:worker-* role:worker." }),
});

const act = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({ kind: z.literal("acknowledge") }),
    z.strictObject({ kind: z.literal("reopen") }),
    z.strictObject({ kind: z.literal("assign"), assignee: text(200).nullable() }),
    z.strictObject({ kind: z.literal("due"), at: time.nullable() }),
    z.strictObject({ kind: z.literal("accept"), acceptance }),
    z.strictObject({ kind: z.literal("false-positive"), acceptance }),
  ],
  "must say what is done: acknowledge, reopen, assign, due, accept or false-positive.",
);

const than = z.enum(["<", "<=", ">", ">="]);
const value = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["word", "glob"]), text: text(500) }),
  z.strictObject({ kind: z.literal("special"), name: z.enum(["none", "any", "me", "overdue", "all"]) }),
  z.strictObject({ kind: z.literal("range"), from: z.int(), to: z.int() }),
  z.strictObject({ kind: z.literal("rank"), than, text: text(40) }),
  z.strictObject({ kind: z.literal("span"), than, amount: z.int().min(0), unit: z.enum(["m", "h", "d", "w"]) }),
  z.strictObject({ kind: z.literal("date"), than: z.union([than, z.literal("=")]), text: z.iso.date().or(time) }),
]);
const term = z.strictObject({
  field: z.enum([...fieldNames, "text"]),
  not: z.boolean(),
  values: z.array(value).max(100),
});

const names = z.array(text(200)).max(50).optional();
const query = z.strictObject({
  cluster: id.optional(),
  node: text(300).optional(),
  check: names,
  component: names,
  severity: z.array(z.enum(severities)).optional(),
  state: z.array(z.enum(findingStates)).optional(),
  verdict: z.array(z.enum(verdicts)).optional(),
  port: z.int().min(1).max(65_535).optional(),
  namespace: names,
  nodeRole: names,
  distribution: names,
  at: time.optional(),
  q: text(2_000).optional().meta({ description: "A filter: severity:critical node:worker-* -state:acknowledged." }),
  where: z.array(term).max(100).optional(),
});

const target = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({
      kind: z.literal("findings"),
      items: z
        .array(z.strictObject({ id, version }))
        .max(mostNamed, `name at most ${mostNamed} findings; use a filter for more`)
        .meta({ description: "With triageVersion as it was seen: what changed since is left as it is." }),
    }),
    z.strictObject({
      kind: z.literal("filter"),
      query,
      total: z.int().min(0).meta({ description: "As many as were told to match: nothing is done where others do." }),
    }),
  ],
  'must say of which findings: {"kind": "findings"} or {"kind": "filter"}.',
);

export const triageInput = z.strictObject({ act, target });
export type TriageInput = z.input<typeof triageInput>;

export const undoInput = z.strictObject({ actId: id });
export const newComment = z.strictObject({ findingId: id, body: text(10_000) });
export const commentEdit = z.strictObject({ id, version, body: text(10_000) });
export const commentRemoval = z.strictObject({ id, version });
export const personInput = z.strictObject({ name: text(200) });

export const revocation = z.strictObject({ id, version, reason: text(4_000) });
export const extension = z.strictObject({ id, version, expiresAt: time, reason: text(4_000) });
export const review = z.strictObject({ id, version });

const wholeDays = "must be whole days from 1 to 3650, or null for no date";
const days = z
  .int({ error: ({ input }) => (input === undefined ? "is missing: give whole days, or null for no date" : wholeDays) })
  .min(1)
  .max(3_650)
  .nullable();
export const slaInput = z.strictObject({
  cluster: id.optional().meta({ description: "All clusters without days of their own where left out." }),
  days: z
    .strictObject({ critical: days, high: days, medium: days, low: days, info: days })
    .nullable()
    .meta({ description: "Days to repair by severity; null takes a cluster's own away." }),
});

/** Of the API, whose ids stand in the path. */
export const findingComment = z.strictObject({ id, body: text(10_000) });
export const commentPatch = z.strictObject({ id, comment: id, version, body: text(10_000) });
export const commentDelete = z.strictObject({ id, comment: id, version: z.coerce.number().pipe(version) });
export const actsQuery = z.strictObject({
  finding: id.optional().meta({ description: "Only acts over this finding." }),
  limit: z.coerce.number("must be a number").pipe(z.int().min(1).max(200)).default(50),
  cursor: text(500).optional(),
});
