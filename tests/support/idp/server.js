/**
 * A real OpenID provider on loopback for tests. Started with the redirect address as its argument; prints its issuer.
 * The test says over its standard input, one JSON per line, who signs in next (`{"account": {...}}`) or that the keys change
 * (`{"rotate": true}`); each line is answered by `ok`. It ends when its standard input does.
 */
import { createServer } from "node:http";
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import Provider from "oidc-provider";

const [redirectUri] = process.argv.slice(2);
let account = null;
let handle = null;

function key() {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { ...privateKey.export({ format: "jwk" }), kid: randomUUID(), alg: "ES256", use: "sig" };
}

function provide(issuer) {
  const provider = new Provider(issuer, {
    clients: [{ client_id: "hallenwart", client_secret: "geheim & lang genug: 100 %", redirect_uris: [redirectUri], id_token_signed_response_alg: "ES256" }],
    jwks: { keys: [key()] },
    cookies: { keys: [randomUUID()] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups"] },
    scopes: ["openid", "email", "profile", "groups"],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...account?.claims }) }),
    ttl: { Interaction: 60, Session: 60, Grant: 60, IdToken: 60, AccessToken: 60 },
  });
  return { provider, callback: provider.callback() };
}

/** Whoever is sent here signs in and agrees at once, as the test said; nobody said so: the person presses "cancel". */
async function interact(provider, request, response) {
  const { prompt, params } = await provider.interactionDetails(request, response);
  if (!account) return provider.interactionFinished(request, response, { error: "access_denied", error_description: "cancelled" });
  if (prompt.name === "login") return provider.interactionFinished(request, response, { login: { accountId: account.sub, remember: false } });
  const grant = new provider.Grant({ accountId: account.sub, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

const server = createServer((request, response) => {
  if (!request.url.startsWith("/interaction/")) return handle.callback(request, response);
  interact(handle.provider, request, response).catch((error) => {
    response.statusCode = 500;
    response.end(String(error));
  });
});

server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  handle = provide(issuer);
  console.log(issuer);
  const lines = createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    const told = JSON.parse(line);
    if ("account" in told) account = told.account;
    if (told.rotate) handle = provide(issuer);
    console.log("ok");
  });
  lines.on("close", () => process.exit(0));
});
