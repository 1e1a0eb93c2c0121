import { messageOf } from "../domain/errors.ts";
import { migrate } from "./migrate.ts";

try {
  const onApplied = (name: string) => console.log(`Applied ${name}`);
  const { applied } = await migrate(undefined, { onApplied });
  if (applied.length === 0) console.log("The database is up to date.");
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
