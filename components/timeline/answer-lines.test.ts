import assert from "node:assert/strict";
import { test } from "node:test";
import { answerLines } from "./answer-lines.ts";

test("an answer becomes lines of what was said, without what moves with every request", () => {
  const lines = answerLines({
    state: "open",
    service: "http",
    rttMs: 3,
    http: {
      scheme: "http",
      status: 200,
      server: null,
      title: "Grafana",
      authentication: "none",
      location: null,
      bodyBytes: 812,
      contentKind: "page",
    },
    exchanges: [
      {
        method: "GET",
        url: "http://127.0.0.1/",
        status: 200,
        contentType: null,
        bytes: 812,
        truncated: false,
        summary: "page",
        headers: { server: "x" },
        durationMs: 4,
        error: null,
      },
    ],
  });
  assert.deepEqual(lines, [
    "state: open",
    "service: http",
    "http.scheme: http",
    "http.status: 200",
    "http.title: Grafana",
    "http.authentication: none",
    "http.contentKind: page",
    "exchanges[0].method: GET",
    "exchanges[0].url: http://127.0.0.1/",
    "exchanges[0].status: 200",
    "exchanges[0].truncated: false",
    "exchanges[0].summary: page",
    "exchanges[0].headers.server: x",
  ]);
});

test("where nothing was read there are no lines", () => {
  assert.deepEqual(answerLines(undefined), []);
});
