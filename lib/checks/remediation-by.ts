import type { Check } from "../domain/check.ts";
import { type Distribution, distributions } from "../domain/distribution.ts";
import type { Remediation, RemediationContext } from "../domain/remediation.ts";

/** What to do, without how to prove it. */
export type Fix = Pick<Remediation, "summary" | "steps" | "undo">;
export type FixFor = (context: RemediationContext) => Fix;

interface Texts {
  own: Partial<Record<Distribution, FixFor>>;
  generic: FixFor;
  verify(context: RemediationContext): Remediation["verify"];
}

/** The remediation part of a check: a distribution's own text, else the generic one. */
export function remediationBy({ own, generic, verify }: Texts): Pick<Check, "distributions" | "remediate"> {
  return {
    distributions: distributions.filter((distribution) => own[distribution] !== undefined),
    remediate(context) {
      const text = own[context.distribution];
      const distribution = text ? context.distribution : "unknown";
      return { distribution, ...(text ?? generic)(context), verify: verify(context) };
    },
  };
}

/** The same text for several distributions. */
export function sameFor(distributionList: readonly Distribution[], fix: FixFor): Partial<Record<Distribution, FixFor>> {
  return Object.fromEntries(distributionList.map((distribution) => [distribution, fix]));
}
