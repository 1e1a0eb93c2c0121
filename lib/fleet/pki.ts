import type { ServerOptions } from "node:https";
import {
  type Authority,
  type Certificate,
  issue,
  type Key,
  type Leaf,
  newAuthority,
  newKey,
  servingRequest,
} from "./certificates.ts";
import type { RequestMaterial } from "./objects/signing-requests.ts";
import { forgedMaterial, forgedParties, requestingNodes } from "./objects/signing-requests.ts";
import { apiAddress, type ClusterState, type NodeState } from "./state.ts";

const dayMs = 86_400_000;
const modernSuites = [
  "TLS_AES_128_GCM_SHA256",
  "TLS_AES_256_GCM_SHA384",
  "TLS_CHACHA20_POLY1305_SHA256",
  "ECDHE-ECDSA-AES128-GCM-SHA256",
  "ECDHE-ECDSA-AES256-GCM-SHA384",
  "ECDHE-ECDSA-CHACHA20-POLY1305",
  "ECDHE-RSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES256-GCM-SHA384",
  "ECDHE-RSA-CHACHA20-POLY1305",
];

/** TLS 1.2 and 1.3 with forward secrecy and AEAD only. */
export const modernTls: ServerOptions = { minVersion: "TLSv1.2", ciphers: modernSuites.join(":") };

/** TLS 1.0 on, with every suite that this machine's OpenSSL still has. */
export const weakTls: ServerOptions = {
  minVersion: "TLSv1",
  ciphers: `${modernSuites.slice(0, 3).join(":")}:DEFAULT:@SECLEVEL=0`,
};

/** Authorities, keys and certificates of one cluster. */
export class Pki {
  readonly authority: Authority;
  readonly etcdAuthority: Authority;
  readonly admin: Certificate;
  readonly kubeletClient: Certificate;
  readonly requests = new Map<string, RequestMaterial>();
  readonly #cluster: ClusterState;
  readonly #key: Key;
  readonly #rsa: () => Promise<Key>;
  #talosAuthority: Promise<Authority> | undefined;
  /** Every validity counts from the start, so that a certificate made again is the same but for its number. */
  readonly #started: number;

  private constructor(cluster: ClusterState, made: Awaited<ReturnType<typeof materials>>, rsa: () => Promise<Key>) {
    this.#cluster = cluster;
    this.#started = cluster.now().getTime();
    this.authority = made.authority;
    this.etcdAuthority = made.etcdAuthority;
    this.admin = made.admin;
    this.kubeletClient = made.kubeletClient;
    this.#key = made.key;
    this.#rsa = rsa;
  }

  /** `rsa` gives the key of self-signed certificates; it is made once for all clusters, because it is slow. */
  static async create(cluster: ClusterState, rsa: () => Promise<Key>): Promise<Pki> {
    const pki = new Pki(cluster, await materials(cluster), rsa);
    for (const node of requestingNodes(cluster)) {
      const request = await servingRequest(node.name, node.home, pki.#key);
      pki.requests.set(node.name, { request, certificate: (await pki.#serving(node)).cert });
    }
    const forged = forgedParties(cluster);
    if (forged) {
      const [, victim] = forged;
      const request = await servingRequest(victim.name, victim.home, pki.#key);
      pki.requests.set(forgedMaterial, { request, certificate: "" });
    }
    return pki;
  }

  /** TLS of one kubelet by its settings; never asked while its request is pending. */
  async kubelet(node: NodeState): Promise<ServerOptions> {
    const { settings } = node;
    const certificate =
      settings.servingCertificate === "self-signed" ? await this.#selfSigned(node.name) : await this.#serving(node);
    return {
      ...certificate,
      ...(settings.tls === "weak" ? weakTls : modernTls),
      ...(settings.clientCa ? { requestCert: true, rejectUnauthorized: false, ca: [this.authority.cert] } : {}),
    };
  }

  async apiServer(node: NodeState): Promise<ServerOptions> {
    const tls = node.settings.apiTls === "weak" ? weakTls : modernTls;
    const k3s = this.#cluster.distribution === "k3s";
    const certificate = await this.#server(k3s ? "O=k3s, CN=k3s" : "CN=kube-apiserver", {
      dns: [
        "kubernetes",
        "kubernetes.default",
        "kubernetes.default.svc",
        "kubernetes.default.svc.cluster.local",
        node.name,
        "localhost",
      ],
      ip: [
        `${this.#cluster.serviceCIDR.split(".").slice(0, 2).join(".")}.0.1`,
        node.home,
        node.loopback,
        ...(node.external === null ? [] : [node.external]),
        apiAddress(this.#cluster, node),
        "127.0.0.1",
      ],
    });
    return { ...certificate, ...tls, requestCert: true, rejectUnauthorized: false, ca: [this.authority.cert] };
  }

  /** Controller-manager and scheduler sign for themselves, as they do when nobody gives them a certificate. */
  async controller(): Promise<ServerOptions> {
    return { ...(await this.#selfSigned("localhost")), ...modernTls };
  }

  async etcd(node: NodeState, clientCertificate: boolean): Promise<ServerOptions> {
    if (node.settings.etcdAutoTls) return this.#etcdOwn(clientCertificate);
    const authority = node.settings.etcdSharedAuthority ? this.authority : this.etcdAuthority;
    const certificate = await issue(
      authority,
      {
        ...(node.settings.etcdCertificateExpiring ? this.#expiring() : this.#year()),
        subject: `CN=${node.name}`,
        dns: [node.name, "localhost"],
        ip: [node.home, ...(node.external === null ? [] : [node.external]), "127.0.0.1"],
        usages: ["server", "client"],
      },
      this.#key,
    );
    const tls = { ...certificate, ...modernTls };
    return clientCertificate
      ? { ...tls, requestCert: true, rejectUnauthorized: true, ca: [authority.cert] }
      : { ...tls, requestCert: false };
  }

  /** apid: of Talos' own authority, and only for callers that bring a certificate of it. */
  async talos(node: NodeState): Promise<ServerOptions> {
    this.#talosAuthority ??= newAuthority("O=talos", new Date(this.#started));
    const authority = await this.#talosAuthority;
    const leaf: Leaf = { ...this.#year(), subject: "", dns: [node.name], ip: [node.home], usages: ["server"] };
    const certificate = await issue(authority, leaf, this.#key);
    return { ...certificate, ...modernTls, requestCert: true, rejectUnauthorized: true, ca: [authority.cert] };
  }

  /** What etcd makes for itself with --auto-tls: organisation "etcd", signed by its own key. */
  async #etcdOwn(clientCertificate: boolean): Promise<ServerOptions> {
    const own = await newAuthority("O=etcd", new Date(this.#started), this.#key);
    const tls = { cert: own.cert, key: own.key, ...modernTls };
    return clientCertificate
      ? { ...tls, requestCert: true, rejectUnauthorized: true, ca: [this.etcdAuthority.cert] }
      : { ...tls, requestCert: false };
  }

  /** Of a web server behind a NodePort. */
  async web(name: string): Promise<ServerOptions> {
    return { ...(await this.#server(`CN=${name}`, { dns: [name], ip: [] })), ...modernTls };
  }

  /** Counts the renewals of the cluster's certificates: 0 before the last one, some 60 days before the start, else 1. */
  get generation(): number {
    // Half a day later than they are valid from, so that no clock near it finds them not valid yet.
    return this.#cluster.now().getTime() < this.#started - 59.5 * dayMs ? 0 : 1;
  }

  #year(): Pick<Leaf, "notBefore" | "notAfter"> {
    const now = this.#started;
    // Still valid by the clock of whoever asks the fleet about its past.
    if (this.generation === 0) return { notBefore: new Date(now - 355 * dayMs), notAfter: new Date(now + 10 * dayMs) };
    return { notBefore: new Date(now - 60 * dayMs), notAfter: new Date(now + 305 * dayMs) };
  }

  /** Made a year ago less twelve days. */
  #expiring(): Pick<Leaf, "notBefore" | "notAfter"> {
    const now = this.#started;
    return { notBefore: new Date(now - 353 * dayMs), notAfter: new Date(now + 12 * dayMs) };
  }

  #server(subject: string, names: { dns: string[]; ip: string[] }): Promise<Certificate> {
    const leaf: Leaf = { ...this.#year(), subject, dns: names.dns, ip: [...new Set(names.ip)], usages: ["server"] };
    return issue(this.authority, leaf, this.#key);
  }

  async #serving(node: NodeState): Promise<Certificate> {
    const now = this.#started;
    const k3sLike = this.#cluster.distribution === "k3s" || this.#cluster.distribution === "rke2";
    const expired = node.settings.servingCertificate === "expired";
    return issue(
      this.authority,
      {
        subject: k3sLike ? `CN=${node.name}` : `O=system:nodes, CN=system:node:${node.name}`,
        dns: [node.name],
        ip: [node.home, ...(node.external === null ? [] : [node.external])],
        usages: ["server"],
        ...(expired ? { notBefore: new Date(now - 396 * dayMs), notAfter: new Date(now - 31 * dayMs) } : this.#year()),
      },
      this.#key,
    );
  }

  /** `CN=NAME@EPOCH` under `NAME-ca@EPOCH`, with a DNS name and no address. */
  async #selfSigned(name: string): Promise<Certificate> {
    const rsa = await this.#rsa();
    const epoch = Math.floor(this.#year().notBefore.getTime() / 1000);
    const authority = await newAuthority(`CN=${name}-ca@${epoch}`, new Date(this.#started), rsa);
    const leaf: Leaf = { ...this.#year(), subject: `CN=${name}@${epoch}`, dns: [name], usages: ["server"] };
    const certificate = await issue(authority, leaf, rsa);
    return { cert: certificate.cert + authority.cert, key: certificate.key };
  }
}

async function materials(cluster: ClusterState) {
  const now = cluster.now();
  const epoch = Math.floor(cluster.createdAt.getTime() / 1000);
  const caNames: Partial<Record<ClusterState["distribution"], string>> = {
    k3s: `CN=k3s-server-ca@${epoch}`,
    rke2: `CN=rke2-server-ca@${epoch}`,
  };
  const key = await newKey();
  const authority = await newAuthority(caNames[cluster.distribution] ?? "CN=kubernetes", now);
  const year = { notBefore: new Date(now.getTime() - 60 * dayMs), notAfter: new Date(now.getTime() + 305 * dayMs) };
  const client = (subject: string) => issue(authority, { ...year, subject, usages: ["client"] }, key);
  return {
    key,
    authority,
    etcdAuthority: await newAuthority("CN=etcd-ca", now),
    admin: await client("O=system:masters, CN=kubernetes-admin"),
    kubeletClient: await client("CN=kube-apiserver-kubelet-client"),
  };
}

/** One lazily made key for everyone who asks. */
export function sharedRsaKey(): () => Promise<Key> {
  let made: Promise<Key> | undefined;
  return () => {
    made ??= newKey("rsa");
    return made;
  };
}
