import type { ServerResponse } from "node:http";
import type { ApiContext } from "../api/api-routes.ts";
import { sendJson } from "../api/api-status.ts";
import { kubeTime } from "../objects/kube-object.ts";

const hourMs = 3_600_000;

/** `kubectl create token`: a token of an hour for a service account, which the kubelets of the cluster know too. */
export function answerTokenRequest(
  { cluster, tokens }: Pick<ApiContext, "cluster" | "tokens">,
  namespace: string,
  name: string,
  response: ServerResponse,
): void {
  const expiresAt = new Date(cluster.now().getTime() + hourMs);
  const token = tokens.issue(namespace, name, expiresAt);
  sendJson(
    response,
    {
      kind: "TokenRequest",
      apiVersion: "authentication.k8s.io/v1",
      metadata: { name, namespace, creationTimestamp: kubeTime(cluster.now()) },
      spec: { audiences: ["https://kubernetes.default.svc.cluster.local"], expirationSeconds: hourMs / 1000 },
      status: { token, expirationTimestamp: kubeTime(expiresAt) },
    },
    201,
  );
}
