import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import addFormatsModule from "ajv-formats";
import { ocsfSchema } from "./ocsf-schema-fixture.ts";

const addFormats = addFormatsModule as unknown as (ajv: Ajv) => void;

/** The sentences of what does not fit; none where all does. */
type Faults = (document: unknown) => string[];

function faultsBy(schema: object, strict: boolean): Faults {
  const ajv = new Ajv({ allErrors: true, strict, unicodeRegExp: strict });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  return (document) => {
    validate(document);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}

/** The schema of SARIF 2.1.0 as OASIS publishes it; what it uses of draft 4 is the same in draft 7, but for two names. */
function sarifSchema(): object {
  const folder = dirname(createRequire(import.meta.url).resolve("@microsoft/jest-sarif/package.json"));
  const text = readFileSync(join(folder, "lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8");
  const { $schema: _draft4, id, ...schema } = JSON.parse(text) as Record<string, unknown>;
  return { ...schema, $id: id, $schema: "http://json-schema.org/draft-07/schema#" };
}

export const sarifFaults = faultsBy(sarifSchema(), false);
export const ocsfFaults = faultsBy(ocsfSchema, true);
