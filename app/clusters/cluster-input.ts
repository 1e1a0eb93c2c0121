import { z } from "zod";
import { parseInventory } from "../../lib/discovery/parse-inventory.ts";
import { vetKubeconfig } from "../../lib/discovery/vet-kubeconfig.ts";
import { AppError } from "../../lib/domain/errors.ts";
import type { NewCluster } from "../../lib/domain/views/cluster-view.ts";
import { InvalidInput } from "../../lib/guard/parse-input.ts";
import * as t from "../../lib/messages/index.ts";
import { timing } from "../schedules/schedule-input.ts";
import { readServerKubeconfig } from "./server-kubeconfig.ts";

const words = t.clusters.form;
const text = z.string().max(512_000, { error: () => words.tooLarge });

/** How a cluster is to be reached, as the form sends it. */
export const connectionInput = z.object({
  source: z.enum(["kubeconfig", "in-cluster", "inventory"]),
  origin: z.enum(["upload", "file"]),
  kubeconfig: text,
  context: z.string().max(253),
  inventory: text,
  authorizationProofs: z.boolean(),
});
export type ConnectionInput = z.output<typeof connectionInput>;

export const clusterInput = connectionInput.extend({
  name: z
    .string()
    .trim()
    .min(1, { error: () => words.nameMissing })
    .max(100),
  scanNow: z.boolean(),
  schedule: timing.nullable(),
});

/** What a kubeconfig or inventory offers, before it is added. */
export interface VettedConnection {
  contexts: { name: string; server: string }[];
  /** The one that is used when none is chosen. */
  context: string | null;
  warnings: string[];
  suggestedName: string;
  addresses: number | null;
}

/** Ties the sentence of an AppError to the field that it is about. */
async function forField<Value>(field: string, read: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError) throw new InvalidInput({ [field]: error.message });
    throw error;
  }
}

async function readKubeconfig({ origin, kubeconfig }: ConnectionInput) {
  const content = origin === "file" ? await forField("origin", readServerKubeconfig) : kubeconfig;
  const field = origin === "file" ? "origin" : "kubeconfig";
  const vetted = await forField(field, () => vetKubeconfig(content, origin));
  const only = vetted.contexts.length === 1 ? vetted.contexts[0]?.name : undefined;
  return { content, ...vetted, standard: vetted.currentContext ?? only ?? null };
}

/** Says what fits and what does not, without the network. InvalidInput names the field. */
export async function vetConnection(input: ConnectionInput): Promise<VettedConnection> {
  const nothing = { contexts: [], context: null, warnings: [], suggestedName: "", addresses: null };
  if (input.source === "in-cluster") return nothing;
  if (input.source === "inventory") {
    const hosts = await forField("inventory", () => parseInventory(input.inventory));
    return { ...nothing, addresses: hosts.length };
  }
  const { contexts, standard, warnings } = await readKubeconfig(input);
  const wanted = contexts.find(({ name }) => name === (input.context || standard));
  return {
    contexts: contexts.map(({ name, server }) => ({ name, server })),
    context: standard,
    warnings,
    suggestedName: wanted?.cluster ?? "",
    addresses: null,
  };
}

/** The cluster as the store keeps it. InvalidInput names the field that does not fit. */
export async function clusterOf(input: ConnectionInput, name: string): Promise<NewCluster> {
  const { source, authorizationProofs } = input;
  const base = { name, source, authorizationProofs, context: null, origin: "upload" as const };
  if (source === "in-cluster") return { ...base, secret: null, target: t.clusters.inCluster };
  if (source === "inventory") {
    const hosts = await forField("inventory", () => parseInventory(input.inventory));
    return { ...base, secret: input.inventory, target: t.clusters.addresses(hosts.length) };
  }
  const { content, contexts, standard } = await readKubeconfig(input);
  const context = contexts.find((one) => one.name === (input.context || standard));
  if (!context) throw new InvalidInput({ context: words.contextMissing });
  return { ...base, origin: input.origin, secret: content, context: context.name, target: context.server };
}
