import { refuseLine, type Section } from "./kubeconfig-document.ts";

/** An exec plugin of a kubeconfig: a program that prints a credential. */
export interface CredentialPlugin {
  apiVersion: string;
  command: string;
  args: string[];
  env: { name: string; value: string }[];
  provideClusterInfo: boolean;
}

export function readPlugin(exec: Section, where: string): CredentialPlugin {
  return {
    apiVersion: exec.text("apiVersion") ?? "client.authentication.k8s.io/v1",
    command: exec.text("command") ?? refuseLine(exec.line, `the exec plugin of ${where} has no "command".`),
    args: exec.texts("args"),
    env: exec.list("env").map((entry) => ({
      name: entry.text("name") ?? refuseLine(entry.line, `a variable of the exec plugin of ${where} has no name.`),
      value: entry.text("value") ?? "",
    })),
    provideClusterInfo: exec.text("provideClusterInfo") === "true",
  };
}
