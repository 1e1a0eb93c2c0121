import type { ClusterNode, KubeletConfigAnswer, LostNeed } from "../domain/inventory.ts";
import { type Connection, proxiedAtOnce } from "./connect.ts";
import { explain } from "./errors.ts";
import { pickKubeletConfiguration } from "./kubelet-configuration.ts";
import { type ConfigzAnswer, readConfigzDirect, readConfigzUnverified } from "./kubelet-direct.ts";
import { mapBounded } from "./map-bounded.ts";
import { lostNeed } from "./needs.ts";

const need = "get nodes/configz";
const howToVerify =
  "No credential is sent to a kubelet whose certificate does not verify: have its serving certificate signed by the cluster's CA (serverTLSBootstrap: true, and the request approved), or upload a node report.";

/**
 * Effective configurations by node name: from the kubelet itself, else through the API server, else as the kubelet tells
 * anybody where its certificate does not verify, else unknown and why.
 */
export async function readKubeletConfigs(
  nodes: ClusterNode[],
  connection: Connection,
  onProgress?: (message: string) => void,
): Promise<Record<string, KubeletConfigAnswer>> {
  let done = 0;
  const answers = await mapBounded(nodes, proxiedAtOnce, async (node) => {
    const answer = await readKubeletConfig(node, connection);
    done += 1;
    if (done % 50 === 0) onProgress?.(`Read the kubelet configuration of ${done} of ${nodes.length} nodes`);
    return [node.name, answer] as const;
  });
  return Object.fromEntries(answers);
}

export async function readKubeletConfig(node: ClusterNode, connection: Connection): Promise<KubeletConfigAnswer> {
  connection.signal.throwIfAborted();
  const direct = await readConfigzDirect(node, connection);
  const own = toAnswer(direct, "kubelet-configz", connection);
  if (own) return own;
  const proxied = await readConfigzThroughApi(node, connection);
  const passedOn = toAnswer(proxied, "api-proxy-configz", connection);
  if (passedOn) return passedOn;
  const reasons = [`asked directly: ${whyOf(direct)}`, `through the API server: ${whyOf(proxied)}`];
  if (direct.status === "failed" && direct.certificate) {
    const anybody = await readConfigzUnverified(node, connection);
    const told = toAnswer(anybody, "kubelet-configz", connection);
    if (told?.status === "read") return { ...told, unverified: true };
    reasons.push(`asked without a credential: ${whyOf(anybody)}`);
    // Where the certificate is what stands in the way, no permission helps.
    return { status: "unknown", reason: `${reasons.join("; ")}. ${howToVerify}`, need: null, certificate: true };
  }
  const permission = [direct, proxied].some((answer) => answer.status === "failed" && answer.permission);
  return { status: "unknown", reason: reasons.join("; "), need: permission ? need : null };
}

/**
 * The lost need when no configuration at all could be read. While some were, each node's own answer says what
 * it lacks, and the others' checks are not lost.
 */
export function lostConfigurations(configs: Record<string, KubeletConfigAnswer>): LostNeed[] {
  const unknown = Object.values(configs).filter((answer) => answer.status === "unknown");
  if (unknown.length === 0 || unknown.length < Object.keys(configs).length) return [];
  const telling = unknown.find((answer) => answer.need !== null) ?? unknown[0];
  return telling ? [lostNeed(need, telling.reason, telling.need !== null)] : [];
}

async function readConfigzThroughApi(node: ClusterNode, connection: Connection): Promise<ConfigzAnswer> {
  try {
    const answer: unknown = await connection.core.connectGetNodeProxyWithPath({ name: node.name, path: "configz" });
    return { status: "answered", body: typeof answer === "string" ? answer : JSON.stringify(answer) };
  } catch (error) {
    connection.signal.throwIfAborted();
    const failure = explain(error, connection.target, connection.now());
    // A 401 passed on from a kubelet says that it refuses the API server, not that our credential expired.
    const why = failure.kind === "unauthenticated" ? "the answer was 401 Unauthorized" : failure.sentence;
    return { status: "failed", why, permission: failure.kind === "forbidden", certificate: false };
  }
}

function toAnswer(
  answer: ConfigzAnswer,
  source: "kubelet-configz" | "api-proxy-configz",
  { now }: Connection,
): KubeletConfigAnswer | null {
  const config = answer.status === "answered" ? parseConfiguration(answer.body) : null;
  return config ? { status: "read", source, at: now().toISOString(), config } : null;
}

function parseConfiguration(body: string) {
  try {
    return pickKubeletConfiguration(JSON.parse(body));
  } catch {
    // Not JSON: whyOf says that the answer is no configuration.
    return null;
  }
}

function whyOf(answer: ConfigzAnswer): string {
  return answer.status === "failed" ? answer.why : "the answer is no KubeletConfiguration";
}
