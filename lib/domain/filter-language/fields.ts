import { components } from "../check.ts";
import { distributions } from "../distribution.ts";
import { findingStates, resolutions } from "../finding-state.ts";
import { protocols } from "../port-state.ts";
import { severities } from "../severity.ts";
import { vantageKinds } from "../vantage.ts";
import { verdicts } from "../verdict.ts";
import type { Special } from "./terms.ts";

/**
 * How a field's values are written: "choice" is one of a few words, "name" any name, with `*`; "age" is a time that
 * passed since, "moment" that or a day, "due" a day to come.
 */
export type FieldKind = "choice" | "name" | "port" | "age" | "moment" | "due" | "instant" | "text";

interface FieldDefinition {
  kind: FieldKind;
  /** Of a choice: its words. */
  values?: readonly string[];
  specials?: readonly Special[];
  /** The order of the words is one of rank, the first the highest. */
  ranked?: true;
  aliases?: readonly string[];
  /** What people see in the reference, and what completion offers of ages and days. */
  examples: readonly string[];
}

const definitions = {
  severity: {
    kind: "choice",
    values: severities,
    ranked: true,
    aliases: ["sev"],
    examples: ["severity:critical,high", "severity>=high"],
  },
  state: { kind: "choice", values: findingStates, specials: ["all"], examples: ["state:accepted", "state:all"] },
  verdict: { kind: "choice", values: verdicts, aliases: ["result"], examples: ["verdict:unknown"] },
  check: { kind: "name", examples: ["check:kubelet-anonymous-auth", "check:kubelet-*"] },
  component: { kind: "choice", values: components, examples: ["component:etcd"] },
  cluster: { kind: "name", examples: ["cluster:production", "cluster:prod-*"] },
  node: { kind: "name", specials: ["none"], examples: ["node:worker-*", "node:none"] },
  role: {
    kind: "choice",
    values: ["control-plane", "worker"],
    specials: ["none"],
    examples: ["role:control-plane"],
  },
  distribution: {
    kind: "choice",
    values: distributions,
    specials: ["none"],
    aliases: ["distro"],
    examples: ["distribution:k3s"],
  },
  zone: { kind: "name", specials: ["none"], examples: ["zone:eu-west-1a"] },
  namespace: { kind: "name", specials: ["none"], aliases: ["ns"], examples: ["namespace:kube-system"] },
  port: { kind: "port", specials: ["none"], examples: ["port:10250", "port:30000-32767", "port:2379,2380"] },
  protocol: { kind: "choice", values: protocols, specials: ["none"], examples: ["protocol:UDP"] },
  vantage: { kind: "choice", values: vantageKinds, aliases: ["from"], examples: ["vantage:internet"] },
  resolution: {
    kind: "choice",
    values: resolutions,
    specials: ["none"],
    examples: ["state:resolved resolution:fixed"],
  },
  assignee: {
    kind: "name",
    specials: ["me", "none"],
    aliases: ["owner"],
    examples: ["assignee:me", "assignee:none"],
  },
  due: { kind: "due", specials: ["overdue", "none"], examples: ["due:overdue", "due<7d", "due<=2026-12-31"] },
  age: { kind: "age", examples: ["age>30d", "age<1d"] },
  seen: { kind: "moment", aliases: ["first-seen"], examples: ["seen<7d", "seen>=2026-10-01"] },
  checked: { kind: "moment", aliases: ["last-checked"], examples: ["checked>2d", "checked<1h"] },
  acceptance: { kind: "name", specials: ["any", "none"], examples: ["acceptance:any"] },
  has: { kind: "choice", values: ["comment", "acceptance", "assignee", "due", "recheck"], examples: ["has:comment"] },
  is: { kind: "choice", values: ["new", "overdue"], examples: ["is:new"] },
  at: { kind: "instant", examples: ["at:2026-10-03"] },
  text: { kind: "text", examples: ['kubelet "two words"'] },
} as const satisfies Record<string, FieldDefinition>;

export type FilterField = keyof typeof definitions;

/** Every field with what may be said of it; "text" is a word without a field. */
export const filterFields: Readonly<Record<FilterField, FieldDefinition>> = definitions;

/** Fields that can be named, in the order of the reference. */
export const fieldNames = (Object.keys(definitions) as FilterField[]).filter((name) => name !== "text");

/** The field of a name or another name of it, in any case. */
export function findField(name: string): FilterField | undefined {
  const wanted = name.toLowerCase();
  return fieldNames.find((field) => field === wanted || filterFields[field].aliases?.includes(wanted));
}

/** Of today, whatever day is asked for: nobody kept who had it on a past day. */
export const fieldsOfToday: readonly FilterField[] = ["assignee", "acceptance", "has", "checked", "zone"];
