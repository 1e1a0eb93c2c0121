import type { Inventory } from "../domain/inventory.ts";
import type { DeclaredPort } from "../domain/previous-scan.ts";

/** Ports that Services declare on every node. */
export function declaredPorts({ services }: Inventory): DeclaredPort[] | null {
  if (!services) return null;
  return services.flatMap(({ uid, namespace, name, ports, healthCheckNodePort }) => {
    const service = { uid, namespace, name };
    const nodePorts = ports.flatMap(({ nodePort, protocol }): DeclaredPort[] =>
      nodePort === null ? [] : [{ port: nodePort, protocol, via: "NodePort", service }],
    );
    if (healthCheckNodePort === null) return nodePorts;
    return [...nodePorts, { port: healthCheckNodePort, protocol: "TCP", via: "healthCheckNodePort", service }];
  });
}
