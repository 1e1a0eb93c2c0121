import { defineProbe } from "./define-probe.ts";
import { blankEtcd, namesEtcd, readEtcdVersion, refusedWithoutCertificate } from "./etcd-answers.ts";
import { counted } from "./pod-list.ts";
import { Questions, schemeOf, shutByTls } from "./questions.ts";

export const etcdPeer = defineProbe({
  id: "etcd-peer",
  title: "etcd peer port",
  describes: "GET /version and /members without a client certificate.",
  matches: (target) => target.hint === "etcd-peer" || target.port === 2380,
  async run(target, context, seen) {
    const questions = new Questions(target, context, schemeOf(seen));
    if (shutByTls(seen)) {
      const known = target.hint === "etcd-peer" || namesEtcd(seen);
      if (seen.tls?.clientCertificate !== "required" || !known) return {};
      const facts = await refusedWithoutCertificate("peer", questions);
      return { service: "etcd-peer", etcd: facts, exchanges: questions.exchanges };
    }
    const version = readEtcdVersion(await questions.get("/version"));
    if (version === null) return { exchanges: questions.exchanges };
    const answer = await questions.get("/members");
    const members = answer.exchange.status === 200 ? countMembers(answer.body) : null;
    if (members !== null) answer.exchange.summary = counted(members, "member");
    const refused = answer.exchange.status === 401 || answer.exchange.status === 403;
    return {
      service: "etcd-peer",
      etcd: {
        ...blankEtcd("peer", questions.scheme),
        access: members !== null ? "open" : refused ? "refused" : "unknown",
        version,
        members,
      },
      exchanges: questions.exchanges,
    };
  },
});

/** The peer API answers with a bare array. */
function countMembers(body: string): number | null {
  try {
    const list: unknown = JSON.parse(body);
    return Array.isArray(list) ? list.length : null;
  } catch {
    // Not JSON: nobody listed members here.
    return null;
  }
}
