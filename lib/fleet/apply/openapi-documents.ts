import { resourcesOf, reviewResources } from "../api/api-resources.ts";
import type { ClusterState } from "../state.ts";
import { canWrite } from "./api-writes.ts";

/** What kubectl asks of /openapi/v3 before it writes: which kinds take the query parameter fieldValidation. */
export function openApiDocument(cluster: ClusterState, path: string): unknown {
  const reviews = reviewResources.map((one) => ({ ...one, version: "v1", namespaced: false }));
  const kinds = [...resourcesOf(cluster).filter(canWrite), ...reviews];
  const pathOf = (group: string, version: string) => (group === "" ? `api/${version}` : `apis/${group}/${version}`);
  if (path === "/openapi/v3") {
    const paths = kinds.map(({ group, version }) => pathOf(group, version));
    return { paths: Object.fromEntries(paths.map((one) => [one, { serverRelativeURL: `/openapi/v3/${one}?hash=1` }])) };
  }
  const ofGroup = kinds.filter(({ group, version }) => path === `/openapi/v3/${pathOf(group, version)}`);
  if (ofGroup.length === 0) return undefined;
  const parameters = ["dryRun", "fieldManager", "fieldValidation", "force"].map((name) => ({
    name,
    in: "query",
    schema: { type: name === "force" ? "boolean" : "string" },
  }));
  const operations = ofGroup.map(({ group, version, kind, plural, namespaced }) => {
    const place = `/${pathOf(group, version)}/${namespaced ? "namespaces/{namespace}/" : ""}${plural}/{name}`;
    const named = { "x-kubernetes-group-version-kind": { group, version, kind } };
    return [place, { patch: { parameters, responses: { "200": { description: "OK" } }, ...named } }] as const;
  });
  return {
    openapi: "3.0.0",
    info: { title: "Kubernetes", version: cluster.version },
    paths: Object.fromEntries(operations),
    components: { schemas: {} },
  };
}
