import type { V1CertificateSigningRequest } from "@kubernetes/client-node";
import type { CertificateSigningRequest } from "../domain/inventory.ts";
import { cleanText } from "./clean-text.ts";
import type { Connection } from "./connect.ts";
import { readAll } from "./paging.ts";
import { readSigningRequest } from "./signing-request.ts";

export function readCertificateSigningRequests(connection: Connection): Promise<CertificateSigningRequest[]> {
  return readAll(
    (page) => connection.certificates.listCertificateSigningRequest(page),
    (request) => [toRequest(request)],
    connection.signal,
  );
}

export function toRequest({ metadata, spec, status }: V1CertificateSigningRequest): CertificateSigningRequest {
  const username = cleanText(spec.username ?? "");
  const has = (type: string) => status?.conditions?.some((one) => one.type === type && one.status !== "False");
  return {
    uid: metadata?.uid ?? "",
    name: metadata?.name ?? "",
    signerName: spec.signerName,
    username,
    node: /^system:node:(.+)$/.exec(username)?.[1] ?? null,
    state: has("Denied") ? "Denied" : has("Failed") ? "Failed" : has("Approved") ? "Approved" : "Pending",
    decidedAt: decidedAt(status),
    request: readSigningRequest(spec.request),
    usages: (spec.usages ?? []).map((usage) => cleanText(usage)),
    expirationSeconds: spec.expirationSeconds ?? null,
    issued: Boolean(status?.certificate),
    createdAt: metadata?.creationTimestamp?.toISOString() ?? "",
  };
}

function decidedAt(status: V1CertificateSigningRequest["status"]): string | null {
  const decision = status?.conditions?.find(({ type }) => type === "Denied" || type === "Approved");
  return (decision?.lastUpdateTime ?? decision?.lastTransitionTime)?.toISOString() ?? null;
}
