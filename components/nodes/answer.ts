import type { Observation } from "../../lib/domain/observation.ts";
import * as t from "../../lib/messages/index.ts";

const words = t.nodes.answers;
const listed = (parts: (string | null | undefined | false)[]) => parts.filter(Boolean).join(", ");

function ofKubelet({ kubelet }: Observation): string | null {
  if (!kubelet) return null;
  return listed([
    kubelet.endpoint === "healthz" ? null : words.kubelet[kubelet.access],
    kubelet.podCount === null ? null : words.pods(kubelet.podCount),
    kubelet.openPaths.length > 0 && words.paths(kubelet.openPaths),
  ]);
}

function ofEtcd({ etcd }: Observation): string | null {
  if (!etcd) return null;
  return listed([
    etcd.endpoint === "client" ? words.etcd[etcd.access] : null,
    etcd.registryKeys === null ? null : words.keys(etcd.registryKeys),
    etcd.version && words.version(etcd.version),
  ]);
}

function ofApiServer({ apiServer }: Observation): string | null {
  if (!apiServer) return null;
  return listed([
    words.api[apiServer.anonymous],
    apiServer.version && words.version(apiServer.version),
    apiServer.readable.length > 0 && words.readable(apiServer.readable),
  ]);
}

function ofHttp({ http }: Observation): string | null {
  if (!http) return null;
  const { status, server, title, authentication } = http;
  const login = authentication === "required" ? words.login : authentication === "none" ? words.noLogin : null;
  return listed([[status, server].filter(Boolean).join(" "), title && `"${title}"`, login]);
}

function ofExchange({ exchanges }: Observation): string | null {
  const first = exchanges?.find((exchange) => exchange.status !== null);
  return first ? listed([`${first.status} ${first.summary}`.trim()]) : null;
}

/** What a port answered, in one line; empty facts fall through to what the connection itself showed. */
export function answerOf(seen: Observation): string {
  if (seen.problem) return words.broke(seen.problem);
  if (seen.state !== "open") return seen.reason ?? "";
  const component = seen.component && seen.component.openPaths.length > 0 && words.paths(seen.component.openPaths);
  return (
    ofKubelet(seen) ||
    ofEtcd(seen) ||
    ofApiServer(seen) ||
    component ||
    ofHttp(seen) ||
    ofExchange(seen) ||
    (seen.banner ? words.banner(seen.banner) : words.silent)
  );
}
