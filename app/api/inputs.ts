import { z } from "zod";
import { scanStates } from "../../lib/domain/finding-state.ts";
import { portStates } from "../../lib/domain/port-state.ts";
import { scanProfiles } from "../../lib/domain/scan-report.ts";

/** What the HTTP API takes: one schema for validation and for the OpenAPI document. */
const id = z.string().min(1).max(100).meta({ description: "Identifier, as a list gave it." });
const limit = z.coerce.number().int().min(1, "ask for at least 1").max(200, "ask for at most 200").default(50);
const cursor = z.string().max(500).optional().meta({ description: "nextCursor of the page before." });
const cluster = id.optional().meta({ description: "Only this cluster." });
const port = z.coerce.number("must be a number").int().min(1, "ports start at 1").max(65_535, "ports end at 65535");
const flag = z.boolean("must be true or false");

export const noInput = z.object({});
export const byId = z.object({ id });
export const byTwoIds = z.object({ id, other: id });
export const page = z.object({ limit, cursor });
export const nodesQuery = z.object({ cluster, q: z.string().max(200).optional(), limit, cursor });
export const exposuresQuery = z.object({
  cluster,
  node: id.optional(),
  port: port.optional(),
  state: z.enum(portStates).optional(),
  limit,
  cursor,
});
export const scansQuery = z.object({ cluster, state: z.enum(scanStates).optional(), limit, cursor });
export const trendsQuery = z.object({
  cluster,
  days: z.coerce.number().int().min(1).max(400, "ask for at most 400 days").default(30),
});

export const newCluster = z.object({
  name: z.string().trim().min(1, "give the cluster a name").max(100),
  source: z.enum(["kubeconfig", "in-cluster", "inventory"]),
  kubeconfig: z.string().max(512_000, "a kubeconfig of over 500 kB is not read").optional(),
  context: z.string().max(200).optional(),
  inventory: z.string().max(512_000, "an inventory of over 500 kB is not read").optional(),
  authorizationProofs: flag.default(false),
});
export const newScan = z.object({ cluster: id, profile: z.enum(scanProfiles).default("standard") });

const schedule = { cron: z.string().max(200), timeZone: z.string().max(100), profile: z.enum(scanProfiles) };
export const newSchedule = z.object({ cluster: id, ...schedule, profile: schedule.profile.default("standard") });
export const schedulePatch = z.object({
  id,
  cron: schedule.cron.optional(),
  timeZone: schedule.timeZone.optional(),
  profile: schedule.profile.optional(),
  paused: flag.optional(),
});
