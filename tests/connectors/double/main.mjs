/** The stand-in as a process: one JSON request per line in, one answer per line out; webhooks over HTTP on loopback. */

import { createServer } from "node:http";
import { createInterface } from "node:readline";

import { HallenwartClient, createHallenwartProvider } from "../../../connectors/smart_city_booking/provider.mjs";
import { AccessProvider, BookingPlatform } from "./booking_platform.mjs";

const { HALLENWART_URL: url, HALLENWART_KEY: key, USE_UPDATE: useUpdate, NOW_MS: nowMs } = process.env;
let failures = 0;

/** The network between the two: loses the answers of as many requests as the test says, after the server has done them. */
async function unsteady(...request) {
  const response = await fetch(...request);
  if (failures > 0) {
    failures -= 1;
    await response.arrayBuffer();
    throw new TypeError("the connection broke");
  }
  return response;
}

const client = new HallenwartClient({ url, key, fetch: unsteady, pause: () => Promise.resolve() });
const Provider = createHallenwartProvider(AccessProvider, () => client);
const platform = new BookingPlatform(new Provider(), { useUpdate: useUpdate === "1", nowS: Number(nowMs) / 1000 });

const server = createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    response.statusCode = platform.receive(Buffer.concat(parts), request.headers);
    response.end();
  });
});

async function answer(line) {
  const { call, ...rest } = JSON.parse(line);
  if (call === "lose") {
    failures = rest.answers;
    return {};
  }
  try {
    return { done: await platform[call](rest) };
  } catch (error) {
    return { refused: { code: error.code ?? error.name, message: error.message, conflicts: error.conflicts ?? [] } };
  }
}

server.listen(0, "127.0.0.1", async () => {
  process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`);
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(await answer(line))}\n`);
  }
  server.close();
});
