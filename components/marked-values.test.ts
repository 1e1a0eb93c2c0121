import assert from "node:assert/strict";
import { test } from "node:test";
import { splitAtValues } from "./marked-values.ts";

const marked = (text: string, values: string[]) =>
  splitAtValues(text, values)
    .filter((part) => part.marked)
    .map((part) => part.text);

test("marks every whole occurrence of a value", () => {
  assert.deepEqual(
    marked("ssh worker-4 && curl https://127.0.2.4:10250/pods # worker-4", ["worker-4", "127.0.2.4", "10250"]),
    ["worker-4", "127.0.2.4", "10250", "worker-4"],
  );
});

test("does not mark a value inside a longer one", () => {
  assert.deepEqual(marked("worker-10 6443 10.443 1127.0.2.4", ["worker-1", "443", "127.0.2.4"]), []);
});

test("marks a value at the end of a sentence", () => {
  assert.deepEqual(marked("Restart the kubelet on worker-4.", ["worker-4"]), ["worker-4"]);
});

test("keeps the text whole whatever the values are", () => {
  const text = "a (b) [c] worker-4 $HOME";
  const parts = splitAtValues(text, ["(b)", "worker-4", "$HOME"]);
  assert.equal(parts.map((part) => part.text).join(""), text);
});
