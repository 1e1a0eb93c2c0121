import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { buildOnce } from "../lib/launch/build.ts";

const root = join(import.meta.dirname, "..");
/** Inside the project, so that it is built by the same Next.js from the same node_modules. */
const emptyApp = join(root, ".breakwater/empty-app");

/** Bytes of script, gzipped, that a page of ours may load before it works, above a page that does nothing. */
export const boundBytes = 45_000;

interface ClientManifest {
  entryJSFiles?: Record<string, string[]>;
}

/** Script that the HTML of each page of a build asks for, in gzipped bytes, by route. */
export function firstLoadOf(build: string): Map<string, number> {
  const sizes = new Map<string, number>();
  const sizeOf = (file: string) => {
    const known = sizes.get(file) ?? gzipSync(readFileSync(join(build, file))).length;
    sizes.set(file, known);
    return known;
  };
  const { rootMainFiles } = JSON.parse(readFileSync(join(build, "build-manifest.json"), "utf8")) as {
    rootMainFiles: string[];
  };
  const pages = globSync("**/page_client-reference-manifest.js", { cwd: join(build, "server/app") });
  const loaded = pages.map((page): [string, number] => {
    const global: { __RSC_MANIFEST?: Record<string, ClientManifest> } = {};
    runInNewContext(readFileSync(join(build, "server/app", page), "utf8"), { globalThis: global, self: global });
    const entries = Object.values(global.__RSC_MANIFEST ?? {}).flatMap((one) => Object.values(one.entryJSFiles ?? {}));
    const files = new Set([...rootMainFiles, ...entries.flat()]);
    return [`/${dirname(page)}`, [...files].reduce((sum, file) => sum + sizeOf(file), 0)];
  });
  return new Map(loaded.toSorted(([a], [b]) => a.localeCompare(b)));
}

function next(folder: string): void {
  const run = spawnSync(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build", folder], {
    cwd: root,
    encoding: "utf8",
    timeout: 600_000,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (run.status !== 0) throw new Error(`The build of ${folder} failed:\n${run.stdout}${run.stderr}`.slice(0, 4_000));
}

/** Bytes that a page loads which does nothing, under the Next.js that is installed. */
export function buildEmptyApp(): number {
  rmSync(emptyApp, { recursive: true, force: true });
  mkdirSync(join(emptyApp, "app"), { recursive: true });
  const files = {
    "package.json": '{ "private": true, "type": "module" }',
    "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(root)} }, typescript: { ignoreBuildErrors: true } };`,
    "app/layout.jsx": "export default ({ children }) => <html lang='en'><body>{children}</body></html>;",
    "app/page.jsx": "export default () => <p>Nothing</p>;",
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(emptyApp, file), text);
  next(emptyApp);
  const size = firstLoadOf(join(emptyApp, ".next")).get("/.");
  if (size === undefined) throw new Error("The build of the empty app has no page.");
  return size;
}

/** Prints each page's first load and how much of the bound it takes; exits with 1 where one is over. */
async function main(): Promise<void> {
  await buildOnce();
  const empty = buildEmptyApp();
  const pages = [...firstLoadOf(join(root, ".next"))];
  console.log(`empty app: ${empty} bytes`);
  for (const [page, bytes] of pages) {
    const above = bytes - empty;
    console.log(
      `${page}: ${bytes} bytes, ${above} above the empty app, ratio ${(above / boundBytes).toFixed(2)} of ${boundBytes}`,
    );
  }
  const worst = Math.max(...pages.map(([, bytes]) => bytes - empty));
  console.log(`first load: ratio ${(worst / boundBytes).toFixed(2)}, bound 1`);
  process.exitCode = worst > boundBytes ? 1 : 0;
}

if (import.meta.main) await main();
