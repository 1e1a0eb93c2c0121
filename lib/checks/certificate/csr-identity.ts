import type { CertificateSigningRequest, ClusterNode } from "../../domain/inventory.ts";

/** Signers of kube-controller-manager, for which Kubernetes says what a request has to look like. */
export const judgedSigners: readonly string[] = [
  "kubernetes.io/kubelet-serving",
  "kubernetes.io/kube-apiserver-client-kubelet",
  "kubernetes.io/kube-apiserver-client",
  "kubernetes.io/legacy-unknown",
];

const nodePrefix = "system:node:";
const nodesGroup = "system:nodes";
/** Groups that are cluster-admin by themselves: the first past every authoriser, the second by kubeadm's binding. */
const powerGroups: readonly string[] = ["system:masters", "kubeadm:cluster-admins"];
const yearSeconds = 366 * 86_400;
const servingUsages: readonly string[] = ["key encipherment", "digital signature", "server auth"];

type Asked = NonNullable<CertificateSigningRequest["request"]>;
type Opinion = { wrong: string[] } | { missing: string };

/** What a request asks for that its signer's rules or its requester do not bear out; sentences without full stop. */
export function judgeIdentity(
  request: CertificateSigningRequest,
  nodeNamed: (name: string) => ClusterNode | undefined,
): Opinion {
  if (request.signerName === "kubernetes.io/legacy-unknown")
    return { wrong: ["it asks the signer legacy-unknown, which is bound to no rule and that v1 of the API refuses"] };
  const asked = request.request;
  if (!asked) return { missing: `the request inside csr/${request.name} could not be read` };
  const wrong = request.expirationSeconds !== null && request.expirationSeconds > yearSeconds ? [tooLong(request)] : [];
  if (request.signerName === "kubernetes.io/kubelet-serving") return judgeServing(request, asked, wrong, nodeNamed);
  if (request.signerName === "kubernetes.io/kube-apiserver-client-kubelet")
    return { wrong: [...wrong, ...kubeletClient(request, asked)] };
  return { wrong: [...wrong, ...client(request, asked)] };
}

function tooLong({ expirationSeconds }: CertificateSigningRequest): string {
  return `it asks to be valid for ${Math.round((expirationSeconds ?? 0) / 86_400)} days, more than a year`;
}

function judgeServing(
  request: CertificateSigningRequest,
  asked: Asked,
  wrong: string[],
  nodeNamed: (name: string) => ClusterNode | undefined,
): Opinion {
  const found = [...wrong, ...nodeIdentity(request, asked, true)];
  const usages = request.usages.filter((usage) => !servingUsages.includes(usage));
  if (usages.length > 0) found.push(`it asks for the usage ${usages.join(", ")}, which a serving certificate has not`);
  const name = asked.commonName?.startsWith(nodePrefix) ? asked.commonName.slice(nodePrefix.length) : null;
  const node = name === null ? undefined : nodeNamed(name);
  if (node) found.push(...foreignNames(node, asked));
  else if (name !== null && found.length === 0)
    return { missing: `${name} is no node of this cluster, so the names in csr/${request.name} cannot be compared` };
  return { wrong: found };
}

/** Names and addresses that the Node does not have. */
function foreignNames(node: ClusterNode, { dnsNames, ipAddresses }: Asked): string[] {
  const own = new Set([node.name, ...node.addresses.map(({ address }) => address)].map(plain));
  const foreign = [...dnsNames, ...ipAddresses].filter((name) => !own.has(plain(name)));
  return foreign.length > 0 ? [`it asks for ${foreign.join(", ")}, which ${node.name} does not have`] : [];
}

/** Hosts compare without case, IPv6 addresses in their one canonical spelling. */
function plain(name: string): string {
  const host = URL.parse(name.includes(":") ? `http://[${name}]/` : "")?.hostname;
  return (host ?? name).toLowerCase();
}

function nodeIdentity({ username }: CertificateSigningRequest, asked: Asked, byItself: boolean): string[] {
  const wrong: string[] = [];
  const { commonName, organizations } = asked;
  if (!commonName?.startsWith(nodePrefix)) wrong.push(`its subject is ${nameOf(commonName)}, not ${nodePrefix}NAME`);
  else if (commonName !== username && (byItself || username.startsWith(nodePrefix)))
    wrong.push(`${username || "nobody"} asks for a certificate of ${commonName}`);
  if (organizations.length !== 1 || organizations[0] !== nodesGroup)
    wrong.push(`its organisations are ${organizations.join(", ") || "none"}, not ${nodesGroup} alone`);
  return wrong;
}

/** A kubelet's first client certificate is asked for by a bootstrap token or an installer, later ones by itself. */
function kubeletClient(request: CertificateSigningRequest, asked: Asked): string[] {
  const names = [...asked.dnsNames, ...asked.ipAddresses];
  const wrong = nodeIdentity(request, asked, false);
  return names.length > 0
    ? [...wrong, `a client certificate has no host names, it asks for ${names.join(", ")}`]
    : wrong;
}

/** Asking for a plain user is the documented way of handing out access; asking for a part of Kubernetes is not. */
function client({ username }: CertificateSigningRequest, { commonName, organizations }: Asked): string[] {
  const wrong: string[] = [];
  const power = organizations.filter((group) => powerGroups.includes(group));
  if (power.length > 0)
    wrong.push(`it asks for the group ${power.join(", ")}, which is cluster-admin and cannot be revoked`);
  const system = organizations.filter((group) => group.startsWith("system:") && !powerGroups.includes(group));
  if (system.length > 0) wrong.push(`it asks for the group ${system.join(", ")} of Kubernetes itself`);
  if (commonName?.startsWith("system:") && commonName !== username)
    wrong.push(`${username || "nobody"} asks for a certificate of ${commonName}`);
  return wrong;
}

const nameOf = (commonName: string | null) => commonName ?? "empty";
