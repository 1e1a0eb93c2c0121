import { AppError } from "../domain/errors.ts";
import { urlHost } from "../domain/shell-quote.ts";
import { type Identity, identify, type Permission } from "./identity.ts";
import { answerInReadersLanguage } from "./request-reader.ts";

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * Lets a request in, or throws AppError "forbidden". On a loopback binding only loopback names are served, so that a
 * web page elsewhere cannot reach the scanner by pointing its own name at 127.0.0.1 (DNS rebinding).
 */
export async function admit(headers: Headers, permission: Permission): Promise<Identity> {
  answerInReadersLanguage();
  const host = headers.get("host") ?? "";
  if (isBoundToLoopback(process.env.HOST) && !loopback.test(host)) {
    throw new AppError(
      "forbidden",
      `This server answers only on loopback names; it was asked as "${host.slice(0, 100)}".`,
    );
  }
  const identity = await identify(headers);
  if (!identity.permissions.includes(permission)) {
    throw new AppError("forbidden", `${identity.name} may not do this: the permission "${permission}" is missing.`);
  }
  return identity;
}

/** Every way HOST may be written; unset and empty mean 127.0.0.1, as they do where the server is started. */
function isBoundToLoopback(host = ""): boolean {
  const address = `http://${urlHost(host.trim() || "127.0.0.1")}`;
  return URL.canParse(address) && loopback.test(new URL(address).hostname);
}

/**
 * Throws AppError "forbidden" for a change that a page of another origin asks for. Browsers name the origin with every
 * POST, PATCH and DELETE, and a page cannot set x-forwarded-host without asking first; other programs name none.
 */
export function refuseForeignOrigin(headers: Headers): void {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site") ?? "same-origin";
  const own = [headers.get("x-forwarded-host"), headers.get("host")];
  const isOwn = origin === null || (URL.canParse(origin) && own.includes(new URL(origin).host));
  if (isOwn && (site === "same-origin" || site === "none")) return;
  throw new AppError("forbidden", "A page of another origin may change nothing here.");
}
