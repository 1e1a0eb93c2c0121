import type { IncomingMessage, ServerResponse } from "node:http";
import { plainText, reply, targetOf } from "../reply.ts";
import { type KubeletContext, runs } from "./kubelet-context.ts";
import { commandLine } from "./kubelet-texts.ts";

const pageNotFound = "404: Page Not Found";
const notAllowed = "405: Method Not Allowed";

/** Paths that act on pods in a real kubelet. Here they answer as recorded and nothing is ever run. */
export function answerDebugPath(context: KubeletContext, request: IncomingMessage, response: ServerResponse) {
  const { pathname: path } = targetOf(request);
  const text = (status: number, body: string) => reply(response, status, plainText, body);
  const disabled = context.node.settings.debugHandlers ? undefined : disabledBy(path);
  if (disabled) return text(405, `${disabled} endpoint is disabled.\n`);
  if (path === "/debug/pprof/cmdline") return text(200, commandLine(context.node));
  if (path === "/debug/flags/v") return reply(response, 406, "text/plain", "unsupported http method\n");
  if (path === "/logs/") return logs(response);
  const [, action = "", namespace = "", pod = "", container = ""] = path.split("/");
  const wanted = action === "portForward" ? namespace && pod : namespace && pod && container;
  if (!wanted || !actions.has(action)) return text(404, pageNotFound);
  if (action === "containerLogs") {
    return runs(context, namespace, pod)
      ? reply(response, 200, null, `${container} ready\n`)
      : text(404, `pod "${pod}" not found\n`);
  }
  const postOnly = action === "run" || action === "checkpoint";
  if (request.method === "GET" && action === "exec")
    return text(400, "you must specify at least 1 of stdin, stdout, stderr");
  if (request.method !== "POST" && (postOnly || request.method !== "GET")) return text(405, notAllowed);
  if (!runs(context, namespace, pod)) return text(404, "pod does not exist");
  if (action === "run") return text(500, `Internal Error: container "${container}" of the demo fleet runs nothing`);
  if (action === "checkpoint") {
    return text(
      500,
      `checkpointing of ${namespace}/${pod}/${container} failed (rpc error: code = Unimplemented desc = method CheckpointContainer not implemented)`,
    );
  }
  return text(500, "Upgrade request required\n");
}

/** The words of a handler that the configuration switched off. */
function disabledBy(path: string): string | undefined {
  if (path.startsWith("/debug/pprof/")) return "profiling";
  if (path.startsWith("/debug/flags/")) return "flags";
  return path.startsWith("/logs/") ? "logs" : undefined;
}

const actions = new Set(["run", "exec", "attach", "portForward", "containerLogs", "checkpoint"]);

function logs(response: ServerResponse): void {
  const body =
    '<!doctype html>\n<meta name="viewport" content="width=device-width">\n<pre>\n<a href="containers/">containers/</a>\n<a href="pods/">pods/</a>\n</pre>\n';
  reply(response, 200, "text/html; charset=utf-8", body);
}
