import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";

interface Node {
  name: string;
  addresses: string[];
}

async function harbor(request: APIRequestContext): Promise<{ id: string; worker: Node }> {
  const clusters = (await (await request.get("/api/v1/clusters")).json()).items as { id: string; name: string }[];
  const id = clusters.find(({ name }) => name === "harbor")?.id ?? "";
  const nodes = (await (await request.get(`/api/v1/nodes?cluster=${id}&q=harbor-worker-1`)).json()).items as Node[];
  const worker = nodes.find(({ name }) => name === "harbor-worker-1");
  if (!worker) throw new Error("harbor-worker-1 is not there");
  return { id, worker };
}

const nmapOf = (address: string) => `<?xml version="1.0"?>
<nmaprun scanner="nmap" args="nmap" start="${Math.round(Date.now() / 1000) - 60}" version="7.95">
<host><status state="up"/><address addr="${address}" addrtype="ipv4"/>
<ports><port protocol="tcp" portid="10250"><state state="open" reason="syn-ack"/></port></ports></host>
</nmaprun>
`;
const bench = JSON.stringify({
  Controls: [
    {
      id: "4",
      version: "cis-1.24",
      node_type: "node",
      tests: [
        {
          results: [
            {
              test_number: "4.2.1",
              test_desc: "Ensure that the --anonymous-auth argument is set to false",
              status: "FAIL",
            },
            {
              test_number: "4.1.1",
              test_desc: "Ensure that the kubelet service file permissions are set",
              status: "PASS",
            },
          ],
        },
      ],
    },
  ],
});

const file = (name: string, text: string) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(text),
});
const choose = (page: Page, name: string, text: string) =>
  page.locator('input[type="file"]').setInputFiles(file(name, text));
const expectAccessible = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
};

async function kept(request: APIRequestContext): Promise<string[]> {
  const { items } = (await (await request.get("/api/v1/imports")).json()) as { items: { fileName: string }[] };
  return items.map(({ fileName }) => fileName);
}

test("a malformed file is refused with its line beside the form, and nothing that was chosen is lost", async ({
  page,
  request,
}) => {
  const { id } = await harbor(request);
  await page.goto(`/imports/new?cluster=${id}`);
  await choose(page, "broken.xml", '<?xml version="1.0"?>\n<nmaprun scanner="nmap" version="7.95">\n<host><ports>\n');
  await expect(page.getByRole("main")).toContainText("Recognised: nmap");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("main")).toContainText("Say where nmap stood");
  await page.getByLabel("Where the tool stood").selectOption("other-network");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "nmap file" })).toContainText(/Line \d+ of the nmap file/);
  await expect(page.getByRole("main")).toContainText("broken.xml");
  await expect(page.getByLabel("Where the tool stood")).toHaveValue("other-network");
  await expectAccessible(page);
  expect(await kept(request)).not.toContain("broken.xml");
});

test("a kube-bench file asks for its node, becomes a verdict beside ours, and twice is once", async ({
  page,
  request,
}) => {
  const { id } = await harbor(request);
  await page.goto(`/imports/new?cluster=${id}`);
  await page.getByRole("button", { name: "Paste its text" }).click();
  await page.getByLabel("Text of the file").fill(bench);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("main")).toContainText("name the node");
  await page.getByRole("button", { name: "Choose a file instead" }).click();
  await choose(page, "kube-bench.json", bench);
  await page.getByLabel("Node", { exact: true }).selectOption("harbor-worker-1");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("main")).toContainText("kube-bench.json is imported.");
  await expect(page.getByRole("main")).toContainText("1 verdict beside ours");
  await expect(page.getByRole("main")).toContainText("cis-1.24 4.1.1");
  await expectAccessible(page);
  await page.getByRole("link", { name: "To the imports" }).click();
  const row = page.getByRole("row").filter({ hasText: "kube-bench.json" });
  await expect(row).toContainText("harbor");
  await row.getByRole("button", { name: /1 entry/ }).click();
  await expect(page.getByRole("dialog")).toContainText("no check of ports and exposure corresponds to it");
  await page.keyboard.press("Escape");
  await expectAccessible(page);
  await row.getByRole("button", { name: /Remove/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(row).toHaveCount(0);
});

test("the API takes a file as JSON and as a form, says what is wrong, and takes it back", async ({ request }) => {
  const { id: cluster, worker } = await harbor(request);
  const content = nmapOf(worker.addresses[0] ?? "");
  const given = { cluster, fileName: "nmap.xml", vantage: "internet", content };
  const wrong = await request.post("/api/v1/imports", { data: { ...given, content: content.slice(0, 200) } });
  expect(wrong.status()).toBe(422);
  expect(((await wrong.json()) as { detail: string }).detail).toMatch(/Line \d+ of the nmap file/);
  const added = await request.post("/api/v1/imports", { data: given });
  expect(added.status()).toBe(201);
  const outcome = (await added.json()) as { isNew: boolean; import: { id: string; observations: number } };
  expect([outcome.isNew, outcome.import.observations]).toEqual([true, 1]);
  const again = await request.post("/api/v1/imports", {
    multipart: { cluster, vantage: "internet", file: file("nmap.xml", content) },
  });
  const second = (await again.json()) as typeof outcome;
  expect([again.status(), second.isNew, second.import.id]).toEqual([201, false, outcome.import.id]);
  expect((await request.delete(`/api/v1/imports/${outcome.import.id}`)).status()).toBe(204);
  expect((await request.get(`/api/v1/imports/${outcome.import.id}`)).status()).toBe(404);
});

test("the script that asks a node is served as it lies in the project", async ({ request }) => {
  const answer = await request.get("/imports/breakwater-node-report.sh");
  expect(answer.headers()["content-disposition"]).toContain("breakwater-node-report.sh");
  expect(await answer.text()).toMatch(/^#!\/bin\/sh/);
});
