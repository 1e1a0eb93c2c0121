import { AppError } from "../../../../../../lib/domain/errors.ts";
import { guardRoute } from "../../../../../../lib/guard/index.ts";
import { getBaseline, getCluster, saveBaseline } from "../../../../../../lib/store/index.ts";
import { checkText } from "../../../../../baselines/check-text.ts";
import { baselineEdit, baselineQuery } from "../../../../inputs.ts";

const safeName = (name: string) => name.replaceAll(/[^A-Za-z0-9._-]+/g, "-");

/** The text as somebody wrote it; its version stands in the header. */
export const GET = guardRoute("read", baselineQuery, async ({ id, version }) => {
  const { name } = await getCluster(id);
  const saved = await getBaseline(id, version);
  if (!saved) throw new AppError("not-found", `There are no expected ports${version ? ` of version ${version}` : ""}.`);
  return new Response(saved.yaml, {
    headers: {
      "content-type": "application/yaml; charset=utf-8",
      "content-disposition": `attachment; filename="breakwater-baseline-${safeName(name)}.yaml"`,
      "x-baseline-version": String(saved.version),
      "cache-control": "no-store",
    },
  });
});

export const PUT = guardRoute(
  "triage",
  baselineEdit,
  async ({ id, yaml, note, version }, { identity }) => {
    const saved = await saveBaseline({ clusterId: id, yaml, note, version, by: identity.name });
    const { problems, drift } = await checkText(id, saved.yaml);
    return { version: saved.version, entries: saved.entries.length, drift, warnings: problems };
  },
  200,
  { textField: "yaml" },
);
