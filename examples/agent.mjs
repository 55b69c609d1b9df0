// A seat for First Refusal: as agent.py, but it remembers nothing, and offers before it asks.
//
//     first-refusal run first-refusal --microsoft "exec:node examples/agent.mjs" --games 20

import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  const ask = JSON.parse(line);
  if (ask.kind !== "ask") continue; // the hello
  const can = (kind) => ask.moves.filter((option) => option.move.kind === kind);
  const [deal] = can("accept");
  const modest = can("offer").filter((option) => option.gain > 0).sort((a, b) => a.gain - b.gain);
  let answer = ask.default;
  if (ask.topic === "plan" && ask.view.sealed.length === 0)
    answer = { kind: "act", action: "open-table" };
  else if (deal?.gain > 0) answer = deal.move;
  else if (modest.length > 0) answer = { ...modest[0].move, says: "A small matter. We would not call it a concession." };
  console.log(JSON.stringify({ ...answer, answering: ask.ask }));
}
