import type { EvidenceItem, Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Right, RightHolder } from "../../domain/rbac.ts";
import type { Severity } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { counted } from "../counted.ts";
import { inventoryItem } from "../evidence-items.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";

/** Permissions without which nobody's rights are known. */
export const rbacNeeds = ["list clusterroles", "list clusterrolebindings", "list roles", "list rolebindings"];

/** The cluster itself, for the answer where no binding is to be judged. */
export function clusterSubject(evidence: Evidence): Subject {
  const { uid, name } = evidence.inventory.cluster;
  return { kind: "Cluster", uid: uid ?? name, name };
}

interface Question {
  rights: readonly Right[];
  /** Which holders are a finding. */
  isWrong(holder: RightHolder, evidence: Evidence): boolean;
}

function wrongHolders(evidence: Evidence, { rights, isWrong }: Question): RightHolder[] | null {
  const answers = rights.map((right) => evidence.holders(right));
  if (answers.some((answer) => answer === null)) return null;
  return answers.flatMap((answer) => answer ?? []).filter((holder) => isWrong(holder, evidence));
}

/** One subject a binding that gives the right to somebody it should not; the cluster where there is none. */
export function bindingSubjects(evidence: Evidence, question: Question): Subject[] {
  const wrong = wrongHolders(evidence, question);
  const uids = new Set(wrong?.map(({ bindingUid }) => bindingUid));
  const subjects = (evidence.inventory.rbac?.bindings ?? [])
    .filter(({ uid }) => uids.has(uid))
    .map(
      ({ kind, uid, name, namespace }): Subject => ({ kind, uid, name, ...(namespace === null ? {} : { namespace }) }),
    );
  return subjects.length > 0 ? subjects : [clusterSubject(evidence)];
}

interface Wording extends Question {
  /** "may open nodes/proxy", said of those who hold it. */
  can: string;
  /** Severity of one binding's holders. */
  severity(holders: RightHolder[], evidence: Evidence): Severity;
  values?(holders: RightHolder[]): Record<string, string>;
}

/** Judges one binding, or the cluster as a whole. */
export function judgeBinding(subject: Subject, evidence: Evidence, wording: Wording): Judgement {
  const wrong = wrongHolders(evidence, wording);
  if (wrong === null) return unknown(rbacMissing(evidence));
  const here = wrong.filter(({ bindingUid }) => bindingUid === subject.uid);
  if (subject.kind === "Cluster") {
    if (wrong.length > 0) return notApplicable("Each binding that grants it is judged by itself.");
    return pass(`Nobody but the platform itself ${wording.can}.`, [summary(evidence, wording.rights)]);
  }
  if (here.length === 0)
    return pass(`${subject.name} no longer gives this right to anybody who should not have it.`, [
      summary(evidence, wording.rights),
    ]);
  const values = wording.values?.(here);
  return fail({
    reason: `${inWords(here)} ${wording.can}.`,
    evidence: here.map((holder) => holderItem(holder, evidence)),
    severity: wording.severity(here, evidence),
    values: { ...holderValues(here), ...values },
  });
}

/** "ServiceAccount monitoring/prometheus and 2 more". */
function inWords(holders: readonly RightHolder[]): string {
  const names = [...new Set(holders.map(holderName))];
  const [first = "somebody"] = names;
  return names.length === 1 ? first : `${first} and ${names.length - 1} more`;
}

export function holderName({ subject }: RightHolder): string {
  return subject.namespace === null
    ? `${subject.kind} ${subject.name}`
    : `${subject.kind} ${subject.namespace}/${subject.name}`;
}

function holderItem(holder: RightHolder, evidence: Evidence): EvidenceItem {
  const where = holder.namespace === null ? "in the whole cluster" : `in namespace ${holder.namespace}`;
  const item = inventoryItem(
    `${holder.through}`,
    `${holderName(holder)}: ${holder.right} ${where}`,
    evidence.inventory.at,
  );
  return holder.usedBy.length > 0 ? { ...item, detail: holder.usedBy.map((user) => `used by ${user}`) } : item;
}

function summary({ inventory }: Evidence, rights: readonly Right[]): EvidenceItem {
  const { roles = [], bindings = [] } = inventory.rbac ?? {};
  const asked = [...new Set(rights.map(({ resource }) => resource))].join(", ");
  return inventoryItem(
    `Roles and bindings for ${asked}`,
    `${counted(roles.length, "role")} and ${counted(bindings.length, "binding")} read`,
    inventory.at,
  );
}

function rbacMissing({ inventory }: Evidence): string {
  const lost = inventory.lost.filter(({ need }) => rbacNeeds.includes(need)).map(({ need }) => `"${need}"`);
  return `Roles and bindings could not be read: ${lost.length > 0 ? `grant ${lost.join(" and ")}` : "discovery did not list them"}.`;
}

/** The first holder as kubectl's --as takes it; all of them, each once, for a binding of their own. */
function holderValues(holders: readonly RightHolder[]): Record<string, string> {
  const [holder] = holders;
  if (!holder) return {};
  const subjects = [...new Map(holders.map((one) => [holderName(one), one.subject])).values()];
  const { kind, name, namespace } = holder.subject;
  const as =
    kind === "ServiceAccount" ? `system:serviceaccount:${namespace}:${name}` : kind === "User" ? name : "somebody";
  return {
    holder: holderName(holder),
    as,
    ...(kind === "Group" ? { asGroup: name } : {}),
    through: holder.through,
    subjects: JSON.stringify(subjects),
  };
}
