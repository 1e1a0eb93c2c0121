import { refuseLine, type Section } from "./kubeconfig-document.ts";
import { isLoopback } from "./loopback.ts";

/** The API server's URL of a cluster entry without a trailing slash. Plain HTTP only to the machine itself. */
export function readServer(body: Section, cluster: string): string {
  const text = body.text("server") ?? refuseLine(body.line, `cluster "${cluster}" has no "server".`);
  const line = body.lineOf("server");
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) {
    refuseLine(line, `the server of cluster "${cluster}" is no https:// address.`);
  }
  if (url.username || url.password) {
    refuseLine(line, `the server of cluster "${cluster}" carries a user name or password in its address.`);
  }
  if (url.search || url.hash) refuseLine(line, `the server of cluster "${cluster}" has a query or fragment.`);
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    const why = "credentials would travel in the clear";
    refuseLine(line, `the server of cluster "${cluster}" uses plain http; ${why}, so only https:// is accepted.`);
  }
  return url.href.replace(/\/+$/, "");
}
