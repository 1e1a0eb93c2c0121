import type { RequestListener } from "node:http";
import { type ConnectionHandler, httpsWith, plainHttp } from "../listener.ts";
import type { Pki } from "../pki.ts";
import { notFound, reply, targetOf } from "../reply.ts";
import type { ServiceState } from "../service-state.ts";
import { redisServer } from "./raw-protocols.ts";

const html = "text/html; charset=utf-8";

/** What answers behind a NodePort, the same on every node. */
export function backendOf(service: ServiceState, pki: Pki): ConnectionHandler {
  switch (service.backend) {
    case "page":
      return plainHttp(page(service));
    case "page-over-tls":
      return httpsWith(() => pki.web(`${service.name}.${service.namespace}.example`), page(service));
    case "login":
      return plainHttp(login(service));
    case "redirect-to-https":
      return plainHttp(redirect(service));
    case "smtp":
      return smtp(service);
    case "redis":
      return redisServer;
    case "dashboard":
      return httpsWith(() => pki.web(`${service.name}.${service.namespace}.example`), dashboard);
    case "dns":
    case "none":
      throw new Error(`${service.namespace}/${service.name} answers over no TCP port.`);
  }
}

function page(service: ServiceState): RequestListener {
  return (request, response) => {
    if (request.method === "GET" && request.url === "/favicon.ico") return reply(response, 404, html, "");
    const body = `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${service.title}</title></head>\n<body><h1>${service.title}</h1><p>${service.namespace}/${service.name}</p></body>\n</html>\n`;
    reply(response, 200, html, body, { Server: "nginx/1.28.0" });
  };
}

/** Kubernetes Dashboard 2.x, started with --enable-skip-login. */
const dashboard: RequestListener = (request, response) => {
  const { pathname: path } = targetOf(request);
  if (path === "/api/v1/login/status")
    return reply(response, 200, "application/json", '{"tokenPresent":false,"headerPresent":false,"httpsMode":true}');
  if (path === "/api/v1/login/skippable") return reply(response, 200, "application/json", '{"skippable":true}');
  if (path !== "/") return notFound(response);
  const body =
    '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Kubernetes Dashboard</title></head>\n<body><kd-root></kd-root></body>\n</html>\n';
  reply(response, 200, html, body);
};

function login(service: ServiceState): RequestListener {
  return (_request, response) => {
    reply(response, 401, html, "<!doctype html>\n<title>Sign in</title>\n", {
      Server: "nginx/1.28.0",
      "WWW-Authenticate": `Basic realm="${service.title}"`,
    });
  };
}

function redirect(service: ServiceState): RequestListener {
  return (request, response) => {
    const to = `https://${service.name.replace("-redirect", "")}.harbor.example${request.url ?? "/"}`;
    reply(response, 301, html, "", { Location: to, Server: "nginx/1.28.0" });
  };
}

/** Says hello, knows QUIT and nothing else. */
function smtp(service: ServiceState): ConnectionHandler {
  return (socket) => {
    socket.setEncoding("utf8");
    socket.setTimeout(60_000, () => socket.destroy());
    socket.write(`220 ${service.title} ESMTP ready\r\n`);
    socket.on("data", (line: string) => {
      if (/^quit/i.test(line)) socket.end("221 2.0.0 Bye\r\n");
      else socket.write("502 5.5.2 Command not recognized\r\n");
    });
  };
}

/** The process that nobody declared: a file server somebody started. */
export const strayProcess: ConnectionHandler = (socket) => {
  socket.setTimeout(60_000, () => socket.destroy());
  socket.write("220 ProFTPD Server (transfer) ready.\r\n");
  socket.on("data", () => socket.write("530 Please login with USER and PASS\r\n"));
};

/** What a tenant's program says on its host port to who asks for a page. */
export const hostPortRoutes: RequestListener = (_request, response) => notFound(response);
