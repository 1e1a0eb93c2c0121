import type { ImportedOpinion } from "./imported.ts";
import type { PortOwner } from "./port-owner.ts";
import type { RightHolder } from "./rbac.ts";
import type { EffectiveSetting } from "./setting.ts";
import type { Consumer } from "./workload.ts";

/** What uses the door that a fix closes, and what cannot be seen. */
export interface Impact {
  users: Consumer[];
  /** How many there are; more than are listed where the list was cut. */
  total: number;
  /** Sentences: what can use it without a trace in the cluster. */
  unseen: string[];
  /** By program or door: what to use instead, ready to paste. */
  replacements: { for: string; text: string; code?: string }[];
}

/** What stands beside a verdict on its page; each part only where it says something about this subject. */
export interface Beside {
  settings?: EffectiveSetting[];
  owner?: PortOwner;
  impact?: Impact;
  holders?: RightHolder[];
  opinions?: ImportedOpinion[];
}
