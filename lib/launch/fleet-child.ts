import { AppError, messageOf } from "../domain/errors.ts";
import { startFleet } from "../fleet/index.ts";

/** The demo fleet as a process of its own: `fleet-child.ts DIRECTORY BASE`, supervised by the demo command. */
const [directory = "", base = ""] = process.argv.slice(2);

try {
  const fleet = await startFleet({ directory, base });
  process.once("SIGTERM", () => {
    fleet.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
  process.send?.({ kind: "ready", manifest: fleet.manifest });
} catch (error) {
  process.stderr.write(`${error instanceof AppError ? error.message : messageOf(error)}\n`);
  process.exit(1);
}
