import { AppError } from "../domain/errors.ts";
import { type Identity, identify, type Permission } from "./identity.ts";

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * Lets a request in, or throws AppError "forbidden". On a loopback binding only loopback names are served, so that a
 * web page elsewhere cannot reach the scanner by pointing its own name at 127.0.0.1 (DNS rebinding).
 */
export async function admit(headers: Headers, permission: Permission): Promise<Identity> {
  const host = headers.get("host") ?? "";
  const bound = process.env.HOST ?? "127.0.0.1";
  if (loopback.test(bound) && !loopback.test(host)) {
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
