import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";

export interface User {
  name: string;
  groups: string[];
}

export const anonymousUser: User = { name: "system:anonymous", groups: ["system:unauthenticated"] };

/** Who sent a request: a user, nobody, or somebody whose credentials are no good. */
export type Caller = User | "nobody" | "rejected";

export interface TokenIdentity {
  user: User;
  expired: boolean;
}

/** Bearer tokens of one cluster; only digests are kept beside the files that carry them. */
export class Tokens {
  readonly #byDigest = new Map<string, TokenIdentity>();

  /** Makes a token in the shape of a service account's. */
  issue(namespace: string, account: string, expiresAt: Date, expired = false): string {
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = {
      aud: ["https://kubernetes.default.svc.cluster.local"],
      exp: Math.floor(expiresAt.getTime() / 1000),
      iss: "https://kubernetes.default.svc.cluster.local",
      sub: `system:serviceaccount:${namespace}:${account}`,
    };
    const token = `${encode({ alg: "RS256", kid: "fleet" })}.${encode(claims)}.${randomBytes(64).toString("base64url")}`;
    const groups = ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"];
    this.#byDigest.set(digest(token), { user: { name: claims.sub, groups }, expired });
    return token;
  }

  find(token: string): User | undefined {
    const identity = this.#byDigest.get(digest(token));
    return identity && !identity.expired ? identity.user : undefined;
  }
}

function digest(token: string): string {
  return createHash("sha256").update(token).digest("base64");
}

/** Reads client certificate and bearer token, whichever the server looks at; basic credentials mean nothing to it. */
export function callerOf(request: IncomingMessage, tokens: Tokens | null, certificates: boolean): Caller {
  if (certificates) {
    const caller = certificateCaller(request);
    if (caller !== "nobody") return caller;
  }
  const header = request.headers.authorization ?? "";
  if (tokens && /^bearer\s/i.test(header)) return tokens.find(header.slice(7).trim()) ?? "rejected";
  return "nobody";
}

function certificateCaller(request: IncomingMessage): Caller {
  const { socket } = request;
  if (!(socket instanceof TLSSocket)) return "nobody";
  const peer = socket.getPeerCertificate();
  if (!peer?.subject) return "nobody";
  if (!socket.authorized) return "rejected";
  const { CN, O } = peer.subject as { CN?: string | string[]; O?: string | string[] };
  const name = Array.isArray(CN) ? CN[0] : CN;
  if (!name) return "rejected";
  return { name, groups: [...(O === undefined ? [] : [O].flat()), "system:authenticated"] };
}
