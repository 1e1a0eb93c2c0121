import assert from "node:assert/strict";
import { test } from "node:test";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import Markdown from "react-markdown";
import { opensTooMany, shallowMarkdown } from "./shallow-markdown.ts";

const drawn = (children: string) =>
  renderToStaticMarkup(createElement(Markdown, { skipHtml: true, remarkPlugins: [shallowMarkdown], children }));

test("a comment that nests thousands deep is shown as it was written, and ends nothing", () => {
  for (const body of [
    `${"*".repeat(5000)}a${"*".repeat(4999)}`,
    `${">".repeat(9000)}a`,
    `${"*a **b ".repeat(750)}${"c** c* ".repeat(650)}`,
    `${"![".repeat(1600)}a${"](b)".repeat(900)}`,
  ]) {
    const html = drawn(body);
    assert.ok(html.includes("a"), body.slice(0, 20));
    assert.ok((html.match(/<(strong|em|blockquote)>/g) ?? []).length < 100, body.slice(0, 20));
  }
});

test("a line of thousands of marks is not read as Markdown at all", () => {
  for (const mark of [">", "> ", "- ", "1. ", " * "]) assert.ok(opensTooMany(`text\n${mark.repeat(3000)}x`), mark);
  for (const body of ["> > > - - 1. a", "- a\n".repeat(500), "-".repeat(500), "> a\n".repeat(500)]) {
    assert.ok(!opensTooMany(body), body.slice(0, 20));
  }
});

test("lists and quotes in each other stay Markdown", () => {
  assert.match(drawn("> - a\n>   - **b**\n>     - c"), /<blockquote>[\s\S]*<ul>[\s\S]*<ul>[\s\S]*<strong>b[\s\S]*<ul>/);
});
