import type { ServerResponse } from "node:http";
import { request as httpsRequest } from "node:https";
import { messageOf } from "../../domain/errors.ts";
import type { Pki } from "../pki.ts";
import { addressOf, type ClusterState, type NodeState, visibleNodes } from "../state.ts";
import { apiHeaders, objectNotFound, sendFailure } from "./api-status.ts";

const proxyTimeoutMs = 5_000;

/** GET of a kubelet's path, asked from the control plane with the API server's own client certificate. */
export function proxyToKubelet(
  cluster: ClusterState,
  pki: Pki,
  server: NodeState,
  nodeName: string,
  path: string,
  response: ServerResponse,
) {
  const node = visibleNodes(cluster).find((one) => one.name === nodeName);
  if (!node) return objectNotFound(response, "", "nodes", nodeName);
  const { kubeletClientCertificate, kubeletAuthority } = server.settings;
  const { cert, key } = pki.kubeletClient;
  const asked = httpsRequest({
    host: node.settings.kubeletFirewalled ? node.loopback : addressOf(node),
    port: node.settings.kubeletPort,
    path,
    method: "GET",
    ...(kubeletClientCertificate ? { cert, key } : {}),
    agent: false,
    // Without --kubelet-certificate-authority the API server takes any kubelet certificate.
    rejectUnauthorized: kubeletAuthority,
    ca: [pki.authority.cert],
    timeout: proxyTimeoutMs,
  });
  asked.on("timeout", () => asked.destroy(new Error("i/o timeout")));
  asked.on("response", (answer) => {
    const type = answer.headers["content-type"];
    response.writeHead(answer.statusCode ?? 502, { ...apiHeaders(), ...(type ? { "Content-Type": type } : {}) });
    answer.pipe(response);
  });
  asked.on("error", (error: NodeJS.ErrnoException) => {
    if (response.headersSent) return void response.destroy();
    sendFailure(response, 503, "ServiceUnavailable", `error trying to reach service: ${inGoWords(error)}`, {
      details: { causes: [{ reason: "UnexpectedServerResponse", message: messageOf(error) }] },
    });
  });
  asked.end();
}

function inGoWords(error: NodeJS.ErrnoException): string {
  const target = `dial tcp ${(error as { address?: string }).address ?? ""}:10250: connect: `;
  if (error.code === "ECONNREFUSED") return `${target}connection refused`;
  if (error.code === "ENETUNREACH" || error.code === "EHOSTUNREACH") return `${target}network is unreachable`;
  return error.code === "ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR" || /alert internal error/i.test(error.message)
    ? "remote error: tls: internal error"
    : error.message;
}
