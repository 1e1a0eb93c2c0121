import { z } from "zod";
import { findCheck } from "../../lib/checks/index.ts";
import { scanStates } from "../../lib/domain/finding-state.ts";
import { importFormats } from "../../lib/domain/imported.ts";
import { portStates, protocols } from "../../lib/domain/port-state.ts";
import { scanProfiles } from "../../lib/domain/scan-report.ts";
import { vantageKinds } from "../../lib/domain/vantage.ts";
import { verdicts } from "../../lib/domain/verdict.ts";
import { nodeTimelineKinds } from "../../lib/domain/views/timeline-view.ts";
import { findingsSearch } from "../findings/search-params.ts";
import { recheckScope } from "../recheck-scope.ts";
import { anyOf, instant } from "../search-fields.ts";

/** What the HTTP API takes: one schema for validation and for the OpenAPI document. */
const text = () =>
  z.string({
    error: ({ input }) => {
      if (Array.isArray(input)) return "may be given only once";
      return input === undefined ? "is missing" : "must be text";
    },
  });
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
export const byTwoIds = z.strictObject({ id, other: id });
export const nodesQuery = z.strictObject({ cluster, q: text().max(200).optional(), limit, cursor });
const unknownChecks = (ids: readonly string[] = []) => ids.filter((check) => !findCheck(check));
export const findingsQuery = z.strictObject({
  ...findingsSearch.omit({ group: true }).shape,
  check: findingsSearch.shape.check.refine((ids) => unknownChecks(ids).length === 0, {
    error: ({ input }) =>
      `there is no check "${unknownChecks(input as string[]).join('", "')}"; GET /api/v1/checks lists them.`,
  }),
  limit,
});
export const resultsQuery = z.strictObject({ id, verdict: z.enum(verdicts).optional(), limit, cursor });
export const portsQuery = z.strictObject({ port: port.optional(), protocol: z.enum(protocols).optional() });
export const exposuresQuery = z.strictObject({
  cluster,
  node: id.optional(),
  port: port.optional(),
  state: z.enum(portStates).optional(),
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
export const trendsQuery = z.strictObject({
  cluster,
  days: whole().min(1, "ask for at least 1 day").max(400, "ask for at most 400 days").default(30),
});

export const newCluster = z.strictObject({
  name: z.string().trim().min(1, "give the cluster a name").max(100),
  source: z.enum(["kubeconfig", "in-cluster", "inventory"]),
  kubeconfig: z.string().max(512_000, "a kubeconfig of over 500 kB is not read").optional(),
  context: z.string().max(200).optional(),
  inventory: z.string().max(512_000, "an inventory of over 500 kB is not read").optional(),
  authorizationProofs: flag.default(false),
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
