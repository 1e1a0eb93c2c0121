import type { IncomingMessage } from "node:http";
import type { User } from "../authentication.ts";

const authenticated = "system:authenticated";
const unauthenticated = "system:unauthenticated";

/** Whom an administrator asks for with --as and --as-group; the caller itself without them, or without the right. */
export function impersonated(request: IncomingMessage, caller: User): User {
  const name = request.headers["impersonate-user"];
  if (typeof name !== "string" || !caller.groups.includes("system:masters")) return caller;
  const named = request.headersDistinct["impersonate-group"] ?? [];
  const [, , namespace, account] = name.split(":");
  const isAccount = name.startsWith("system:serviceaccount:") && account !== undefined;
  const own = isAccount && named.length === 0 ? ["system:serviceaccounts", `system:serviceaccounts:${namespace}`] : [];
  const groups = [...named, ...own];
  if (groups.includes(authenticated) || groups.includes(unauthenticated)) return { name, groups };
  return { name, groups: [...groups, name === "system:anonymous" ? unauthenticated : authenticated] };
}
