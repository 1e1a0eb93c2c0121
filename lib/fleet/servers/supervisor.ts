import type { RequestListener } from "node:http";
import { notFound, plainText, reply, targetOf } from "../reply.ts";

/** RKE2's supervisor to a caller without the join token: it pings and shows its authority, and knows nobody. */
export function supervisorRoutes(authority: string): RequestListener {
  return (request, response) => {
    const { pathname: path } = targetOf(request);
    if (path === "/ping") return reply(response, 200, plainText, "pong");
    if (path === "/cacerts") return reply(response, 200, plainText, authority);
    if (path.startsWith("/v1-rke2/")) return reply(response, 401, plainText, "Unauthorized\n");
    notFound(response);
  };
}

/** k3s serves its supervisor on the API server's port. */
export function besideSupervisor(api: RequestListener, authority: string): RequestListener {
  const supervisor = supervisorRoutes(authority);
  return (request, response) => {
    const { pathname: path } = targetOf(request);
    if (path === "/ping" || path === "/cacerts") return supervisor(request, response);
    api(request, response);
  };
}
