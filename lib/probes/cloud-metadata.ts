import type { ProductFacts } from "../domain/observation.ts";
import { cleanText } from "./clean-text.ts";
import { defineProbe } from "./define-probe.ts";
import { objectOf, parseJsonObject } from "./json-shape.ts";
import { counted } from "./pod-list.ts";
import { Questions } from "./questions.ts";
import { recognised } from "./recognised.ts";

const listBytes = 16_384;
const roles = "/latest/meta-data/iam/security-credentials/";
const attributes = "/computeMetadata/v1/instance/attributes/";
const instance = "/metadata/instance?api-version=2021-02-01";

export const cloudMetadata = defineProbe({
  id: "cloud-metadata",
  title: "Cloud metadata service",
  describes:
    "Only where the scan names its address: AWS PUT of a session token, then the list of paths and of role names; GCP names " +
    "of attributes; Azure names of an instance's fields. No credential is asked for and no value kept.",
  matches: (target, seen) => !seen.product && target.hint === "cloud-metadata",
  async run(target, context) {
    const questions = new Questions(target, context, "http");
    const product = (await askGoogle(questions)) ?? (await askAmazon(questions)) ?? (await askAzure(questions));
    return product
      ? { service: "cloud-metadata", product, exchanges: questions.exchanges }
      : { exchanges: questions.exchanges };
  },
});

async function askGoogle(questions: Questions): Promise<ProductFacts | null> {
  const answer = await questions.get(attributes, { headers: { "Metadata-Flavor": "Google" }, maxBytes: listBytes });
  const { exchange } = answer;
  if (exchange.headers["metadata-flavor"] !== "Google") return null;
  const names = exchange.status === 200 ? namesIn(answer.body) : [];
  exchange.summary = exchange.status === 200 ? `names of attributes: ${names.join(", ") || "none"}` : exchange.summary;
  const isGke = /GKE Metadata Server/i.test(exchange.headers.server ?? "");
  const hasNodeKeys = names.includes("kube-env") || names.includes("kubelet-config");
  return recognised("cloud-metadata", hasNodeKeys ? "open" : "refused", {
    answered: exchange.status === 200 ? [attributes] : [],
    details: [
      isGke ? "GKE metadata server" : "Google Compute Engine",
      ...(hasNodeKeys ? ["credentials: kube-env is listed"] : []),
    ],
  });
}

async function askAmazon(questions: Questions): Promise<ProductFacts | null> {
  const plain = await questions.get("/latest/meta-data/", { maxBytes: listBytes });
  const session = await questions.put("/latest/api/token", {
    headers: { "X-aws-ec2-metadata-token-ttl-seconds": "60" },
    maxBytes: 1024,
  });
  session.exchange.summary = session.exchange.status === 200 ? "a session token (not kept)" : session.exchange.summary;
  const isToken = session.exchange.status === 200 && /^[\w+/=-]{20,200}$/.test(session.body.trim());
  const isOld = plain.exchange.status === 200 && namesIn(plain.body).includes("instance-id");
  if (!isToken && !isOld)
    return isRefusal(plain.exchange) ? recognised("cloud-metadata", "refused", { details: ["Amazon EC2"] }) : null;
  const headers = isToken ? { "X-aws-ec2-metadata-token": session.body.trim() } : {};
  const list = isOld ? plain : await questions.get("/latest/meta-data/", { headers, maxBytes: listBytes });
  if (!namesIn(list.body).includes("instance-id")) return null;
  list.exchange.summary = counted(namesIn(list.body).length, "name");
  const role = await questions.get(roles, { headers, maxBytes: 1024 });
  const name = role.exchange.status === 200 ? namesIn(role.body)[0] : undefined;
  if (name) role.exchange.summary = `role ${name}; its credentials were not asked for`;
  return recognised("cloud-metadata", name ? "open" : "refused", {
    version: isOld ? "IMDSv1" : "IMDSv2",
    answered: ["/latest/meta-data/", ...(name ? [roles] : [])],
    details: ["Amazon EC2", ...(name ? [`credentials: role ${name} is listed`] : [])],
  });
}

/** EC2's refusal of a request without a session token. */
function isRefusal({ status, headers }: { status: number | null; headers: Record<string, string> }): boolean {
  return status === 401 && headers.server === "EC2ws";
}

async function askAzure(questions: Questions): Promise<ProductFacts | null> {
  const { exchange, body } = await questions.get(instance, { headers: { Metadata: "true" }, maxBytes: 262_144 });
  const compute = exchange.status === 200 ? objectOf(parseJsonObject(body)?.compute) : null;
  if (!compute || !("azEnvironment" in compute || "vmId" in compute)) return null;
  exchange.summary = `instance with ${counted(Object.keys(compute).length, "field")}`;
  // Identity tokens come from the same listener under the same header.
  const details = ["Microsoft Azure", "credentials: the identity endpoint is the same service"];
  return recognised("cloud-metadata", "open", { answered: ["/metadata/instance"], details });
}

function namesIn(body: string): string[] {
  const lines = body.split("\n").map((line) => line.trim().replace(/\/$/, ""));
  return lines
    .filter((line) => /^[\w+=,.@-]{1,128}$/.test(line))
    .map((line) => cleanText(line, 128))
    .slice(0, 100);
}
