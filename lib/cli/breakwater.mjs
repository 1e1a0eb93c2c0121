#!/usr/bin/env node
// `npx breakwater`: the command line, on the project's own Node.
import { fileURLToPath } from "node:url";
import { runOnOwnNode } from "../launch/own-node.mjs";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const status = await runOnOwnNode([main, ...process.argv.slice(2)]);
if (status !== undefined) process.exitCode = status;
