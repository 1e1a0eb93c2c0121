import { AppError } from "../../../lib/domain/errors.ts";
import { guardLayout, guardMetadata } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { portRequest, readPort } from "./read-port.ts";

export const generateMetadata = guardMetadata(portRequest, async ({ input: { port } }) => ({
  title: readPort(port) === null ? t.ports.one : t.ports.about(Number(port)),
}));

/** Before the skeleton: what is no port is a 404, in the status as well. */
export default guardLayout(portRequest, async ({ input: { port } }) => {
  if (readPort(port) === null) throw new AppError("not-found", t.ports.noPort);
});
