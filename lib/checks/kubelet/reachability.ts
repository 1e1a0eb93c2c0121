import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { Subject } from "../../domain/subject.ts";
import type { VantageKind } from "../../domain/vantage.ts";
import { portItem, tlsItem } from "../evidence-items.ts";
import { portOf, seenAt } from "../port-readings.ts";
import type { Reach } from "../vantage-severity.ts";
import { fail, pass, unknown } from "../verdicts.ts";

export interface ReachRule {
  /** Vantages that decide; every other says nothing here. */
  kinds: readonly VantageKind[];
  /** "a network outside the cluster", "a pod". */
  place: string;
  /** Severity and the widest vantage, of the places where the kubelet was reached. */
  reach(reached: Observation[]): Reach;
  /** Sentence that says how to make the probe that is missing. */
  supply: string;
}

/** A kubelet by its answers, or a TLS server at the kubelet's port, a refused handshake (alert 80) included. */
function isKubelet({ kubelet, service, tls }: Observation): boolean {
  return kubelet?.endpoint === "api" || service === "kubelet" || tls?.handshake === "complete" || tls?.alert === 80;
}

/** Judges whether the kubelet can be reached from certain places: the one question that a filtered port answers. */
export function judgeReach(subject: Subject, evidence: Evidence, rule: ReachRule): Judgement {
  const seen = seenAt(evidence, subject).filter(({ vantage }) => rule.kinds.includes(vantage.kind));
  const items = seen.map((observation) => portItem(observation));
  if (seen.length === 0) return unknown(`No probe was made from ${rule.place}. ${rule.supply}`);

  const open = seen.filter(({ state }) => state === "open");
  const reached = open.filter(isKubelet);
  if (reached.length > 0) {
    const handshakes = reached.flatMap((observation) =>
      observation.tls ? [tlsItem(observation, handshakeOf(observation), false)] : [],
    );
    const reach = rule.reach(reached);
    const reason = `${portOf(subject)} is open from ${reach.vantage?.name ?? rule.place}, and a kubelet answers there.`;
    const ports = seen.map((observation) => portItem(observation, reached.includes(observation)));
    return fail({ reason, evidence: [...ports, ...handshakes], ...reach });
  }
  if (open.length > 0)
    return unknown(
      `${portOf(subject)} is open from ${rule.place}, but what listens was not recognised; scan again.`,
      items,
    );
  const broken = seen.find(({ state }) => state === null);
  if (broken)
    return unknown(`The probe from ${rule.place} broke (${broken.problem ?? "no cause"}); scan again.`, items);

  const doubt = doubtOf(subject, evidence, rule);
  if (doubt) return unknown(doubt, items);
  const states = [...new Set(seen.map(({ state }) => state))].join(" and ");
  return pass(`${portOf(subject)} is ${states} from ${rule.place}, while the node is up.`, items, seen[0]?.vantage);
}

/** A silent port proves a block only when this vantage gets answers at all and the node is alive. */
function doubtOf(subject: Subject, evidence: Evidence, rule: ReachRule): string | null {
  const works = evidence.observations.some(
    ({ vantage, state }) => rule.kinds.includes(vantage.kind) && (state === "open" || state === "closed"),
  );
  if (!works)
    return `Nothing at all answered from ${rule.place}, so a block cannot be told from a dead path; probe something known to be open from there, too.`;
  const isSeenOpen = seenAt(evidence, subject).some(({ state }) => state === "open");
  if (isSeenOpen || evidence.node(subject.name)?.ready === true) return null;
  return `${subject.name} is not known to be up, so a block cannot be told from a dead node; scan again when it is Ready.`;
}

function handshakeOf({ tls }: Observation): string {
  if (!tls) return "no handshake";
  return tls.handshake === "complete" ? `${tls.version} completed` : `refused: ${tls.error ?? `alert ${tls.alert}`}`;
}
