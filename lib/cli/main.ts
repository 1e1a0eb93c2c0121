import packageJson from "../../package.json" with { type: "json" };
import { AppError, messageOf } from "../domain/errors.ts";
import { exitStatus } from "./exit-status.ts";
import { helpText } from "./help-text.ts";
import { runImportCommand } from "./import-command.ts";
import { runScanCommand } from "./scan-command.ts";

/** CLI: parse, call one function, print. The report goes to stdout or a file, everything else to stderr. */
async function main(words: readonly string[]): Promise<number> {
  const [command, ...rest] = words;
  if (command === "scan") return runScanCommand(rest);
  if (command === "import") return runImportCommand(rest);
  if (command === "replay") {
    // The one command that needs a database: the others must not wait for its client to load.
    const { runReplayCommand } = await import("./replay-command.ts");
    return runReplayCommand(rest);
  }
  if (command === "--version" || command === "version") {
    process.stdout.write(`breakwater ${packageJson.version}\n`);
    return exitStatus.ok;
  }
  if (command === undefined || command === "help" || command === "--help" || command === "-h") {
    process.stdout.write(helpText);
    return command === undefined ? exitStatus.usage : exitStatus.ok;
  }
  throw new AppError("invalid", `"${command}" is no command. Try: breakwater scan --help`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`breakwater: ${messageOf(error)}\n`);
  const usage = error instanceof AppError && error.code === "invalid";
  process.exitCode = usage ? exitStatus.usage : exitStatus.incomplete;
}
