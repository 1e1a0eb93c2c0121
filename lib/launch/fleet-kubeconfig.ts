import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";

const kubeconfigShape = z.object({
  clusters: z.array(
    z.object({ name: z.string(), cluster: z.object({ server: z.string(), "certificate-authority-data": z.string() }) }),
  ),
  users: z.array(z.object({ name: z.string(), user: z.object({ token: z.string() }) })),
  contexts: z.array(z.object({ name: z.string(), context: z.object({ cluster: z.string(), user: z.string() }) })),
});

export interface FleetContext {
  name: string;
  server: string;
  /** A kubeconfig of this one context that names files, so that it stays right when the fleet makes new certificates. */
  kubeconfig: string;
}

/** Splits the fleet's kubeconfig by context and writes each one's authority and token into `folder`, mode 0600. */
export function writeFleetContexts(kubeconfigPath: string, folder: string): FleetContext[] {
  const config = kubeconfigShape.parse(parse(readFileSync(kubeconfigPath, "utf8")));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return config.contexts.flatMap(({ name, context }) => {
    const cluster = config.clusters.find((each) => each.name === context.cluster)?.cluster;
    const token = config.users.find((each) => each.name === context.user)?.user.token;
    if (!cluster || !token) return [];
    const authority = join(folder, `${name}.ca.crt`);
    const tokenFile = join(folder, `${name}.token`);
    writeFileSync(authority, Buffer.from(cluster["certificate-authority-data"], "base64"), { mode: 0o600 });
    writeFileSync(tokenFile, token, { mode: 0o600 });
    const kubeconfig = stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name, cluster: { server: cluster.server, "certificate-authority": authority } }],
      users: [{ name, user: { tokenFile } }],
      contexts: [{ name, context: { cluster: name, user: name } }],
      "current-context": name,
    });
    return [{ name, server: cluster.server, kubeconfig }];
  });
}
