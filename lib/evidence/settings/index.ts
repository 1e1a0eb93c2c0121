import type { Evidence } from "../../domain/evidence.ts";
import type { EffectiveSetting } from "../../domain/setting.ts";

type Known = Pick<Evidence, "inventory" | "at" | "kubeletConfig">;

/** The effective value of a setting, worked out from every source there is. */
export function settingsOf(_known: Known): Evidence["setting"] {
  return (component, node, name): EffectiveSetting => ({
    component,
    node,
    name,
    value: null,
    decidedBy: null,
    why: "No source was read.",
    readings: [],
    contradiction: null,
  });
}
