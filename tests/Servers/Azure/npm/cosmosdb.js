// Azure Cosmos DB for tests: @vercel/cosmosdb-server over plain HTTP, with what it lacks (see store.js and batch.js), the check of keys and
// tokens, query plans, and a switch for throttling. One partition, no change feed, no stored procedures, no patch, queries without
// DISTINCT, GROUP BY and OFFSET.
//
//   node cosmosdb.js PORT FOLDER KEY DATABASE/CONTAINER...
//
// POST /_control takes { throttle: { count, retryAfterMs }, tokens: [...], advanceSeconds, maxDocuments } from a test.
"use strict";

const http = require("http");
const { createHmac, randomUUID } = require("crypto");
const routes = require("@vercel/cosmosdb-server/lib/routes").default;
const parse = require("@zeit/cosmosdb-query").default;
const { Store, Failure } = require("./store");
const batch = require("./batch");

const [port, folder, key, ...containers] = process.argv.slice(2);
const store = new Store(Number(port), folder, 100_000);
const settings = { throttle: { count: 0, retryAfterMs: 0 }, tokens: [] };

const queryPlan = {
  partitionedQueryExecutionInfoVersion: 2,
  queryInfo: {
    distinctType: "None", top: null, offset: null, limit: null, orderBy: [], orderByExpressions: [], groupByExpressions: [],
    groupByAliases: [], aggregates: [], groupByAliasToAggregateType: {}, rewrittenQuery: "", hasSelectValue: false, hasNonStreamingOrderBy: false,
  },
  queryRanges: [{ min: "", max: "FF", isMinInclusive: true, isMaxInclusive: false }],
};

async function read(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > 4 * 1024 * 1024) throw new Failure(413, "RequestEntityTooLarge", "Request size is too large");
    parts.push(part);
  }

  return Buffer.concat(parts);
}

/** https://learn.microsoft.com/rest/api/cosmos-db/access-control-on-cosmosdb-resources */
function authorize(request, parts) {
  const fields = new URLSearchParams(decodeURIComponent(request.headers.authorization ?? "").replaceAll("+", "%2B"));
  const signature = fields.get("sig");
  if (fields.get("type") === "aad" && settings.tokens.includes(signature)) return;

  const isFeed = parts.length % 2 === 1;
  const type = parts[isFeed ? parts.length - 1 : parts.length - 2] ?? "";
  const named = (isFeed ? parts.slice(0, -1) : parts).join("/");
  const rid = (isFeed ? parts[parts.length - 2] : parts[parts.length - 1])?.toLowerCase();
  for (const link of [named, rid]) {
    const text = `${request.method.toLowerCase()}\n${type.toLowerCase()}\n${link}\n${(request.headers["x-ms-date"] ?? "").toLowerCase()}\n\n`;
    if (signature === createHmac("sha256", Buffer.from(key, "base64")).update(text).digest("base64")) return;
  }

  throw new Failure(401, "Unauthorized", "The input authorization token can't serve the request. The wrong key is being used or the expected payload is not built as per the protocol.");
}

function throttle() {
  if (settings.throttle.count <= 0) return;
  settings.throttle.count--;
  const failure = new Failure(429, "TooManyRequests", "The request rate is large.", 3200);
  failure.headers = { "x-ms-retry-after-ms": String(settings.throttle.retryAfterMs) };
  throw failure;
}

const isSet = (request, name) => String(request.headers[name]).toLowerCase() === "true";

function query(collection, request, { query: text, parameters = [] }) {
  const partition = request.headers["x-ms-documentdb-partitionkey"];
  // What daprd and the embedded runtime ask has an index here.
  const ids = /ARRAY_CONTAINS\(@keys, \w+\.id\)/.test(text) ? parameters.find(parameter => parameter.name === "@keys").value : undefined;
  const documents = [...store.all(collection, partition && JSON.parse(partition)[0], ids)];
  const { result } = parse(text).exec(documents, { parameters });
  return { status: 200, body: { Documents: result, _count: result.length }, headers: { "x-ms-item-count": String(result.length) } };
}

function runBatch(collection, request, partition, payload) {
  const operations = batch.read(payload);
  if (operations.length > 100) throw new Failure(400, "BadRequest", "Batch request has more operations than what is supported.");
  const results = operations.map(() => ({ status: 424 }));
  let failed = -1;
  try {
    store.atomically(() => operations.forEach((operation, index) => {
      failed = index;
      const { type, id, ifMatch } = operation;
      const { status, document } = store.apply(collection, { type, id, partition, ifMatch, body: operation.resourceBody && JSON.parse(operation.resourceBody) });
      const body = document && !operation.minimalReturn ? JSON.stringify(document) : undefined;
      results[index] = { status, etag: document?._etag, body };
    }));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    operations.forEach((_, index) => (results[index] = { status: index === failed ? error.status : 424 }));
    return { status: 207, body: batch.write(results) };
  }

  return { status: 200, body: batch.write(results) };
}

async function serveDocuments(request, parts) {
  throttle();
  const payload = await read(request);
  const collection = store.collection(parts[1], parts[3]);
  if (isSet(request, "x-ms-cosmos-is-query-plan-request")) return { status: 200, body: queryPlan };
  if (request.headers["content-type"] === "application/query+json") return query(collection, request, JSON.parse(payload));

  const partitions = JSON.parse(request.headers["x-ms-documentdb-partitionkey"] ?? "[]");
  if (partitions.length !== 1) throw new Failure(400, "BadRequest", "The partition key supplied in x-ms-partitionkey header has another number of components than defined in the collection.");
  if (isSet(request, "x-ms-cosmos-is-batch-request")) return runBatch(collection, request, partitions[0], payload);

  const isPost = request.method === "POST";
  const type = isPost ? (isSet(request, "x-ms-documentdb-is-upsert") ? "upsert" : "create") : { GET: "read", PUT: "replace", DELETE: "delete" }[request.method];
  if (!type) throw new Failure(405, "MethodNotAllowed", "This stand-in has no such operation.");
  const { status, document } = store.apply(collection, {
    type, id: parts[5], partition: partitions[0], ifMatch: request.headers["if-match"], body: payload.length > 0 ? JSON.parse(payload) : undefined,
  });
  if (type === "read" && request.headers["if-none-match"] === document._etag) return { status: 304, headers: { etag: document._etag } };
  const body = type !== "read" && request.headers.prefer === "return=minimal" ? undefined : document;
  return { status, body, headers: document && { etag: document._etag } };
}

/** The account with one region: the address that was asked, which may be a proxy's. Clients go to the region, not where they first asked. */
function at(account, host) {
  const region = [{ name: "Loopback", databaseAccountEndpoint: `http://${host}/` }];
  return { ...account, writableLocations: region, readableLocations: region };
}

/** The account, databases, containers and partition ranges: the library's own. */
async function serveRest(request, parts) {
  if (request.method === "POST") {
    const body = JSON.parse(await read(request));
    const isDatabase = parts.length === 1;
    const parent = isDatabase ? store.account.databases : store.account.database(parts[1]).collections;
    if (parent._item("/id", body.id, body.id).read()) throw new Failure(409, "Conflict", "Resource with specified id or name already exists.");
    return { status: 201, body: isDatabase ? store.createDatabase(body) : store.createCollection(parts[1], body) };
  }

  const isFeed = request.headers["a-im"] !== undefined;
  if (isFeed && request.headers["if-none-match"]) return { status: 304, headers: { etag: "1" } };
  const route = request.method === "GET" && routes(request);
  if (!route) throw new Failure(405, "MethodNotAllowed", "This stand-in has no such operation.");
  const [parameters, handler] = route;
  const answer = { statusCode: 200, headers: {}, setHeader(name, value) { this.headers[name] = value; } };
  const body = await handler(store.account, request, answer, parameters);
  const etag = isFeed ? "1" : body._etag;
  return { status: answer.statusCode, body: parts.length === 0 ? at(body, request.headers.host) : body, headers: etag ? { ...answer.headers, etag } : answer.headers };
}

async function control(request) {
  const { advanceSeconds = 0, maxDocuments = store.maxDocuments, ...rest } = JSON.parse(await read(request));
  store.clockOffset += advanceSeconds;
  store.maxDocuments = maxDocuments;
  Object.assign(settings, rest);
  return { status: 200, body: {} };
}

async function serve(request) {
  const path = request.url.split("?")[0];
  if (path === "/_control") return control(request);
  const parts = path.split("/").filter(part => part !== "").map(decodeURIComponent);
  authorize(request, parts);
  return parts[4] === "docs" ? serveDocuments(request, parts) : serveRest(request, parts);
}

const server = http.createServer(async (request, response) => {
  let answer;
  try {
    answer = await serve(request);
  } catch (error) {
    if (!(error instanceof Failure)) console.error(error);
    const { status = 500, code = "InternalServerError", message, subStatus, headers } = error;
    answer = { status, body: { code, message }, headers: { ...headers, ...(subStatus && { "x-ms-substatus": String(subStatus) }) } };
  }

  request.resume();
  response.writeHead(answer.status, {
    "content-type": "application/json", "x-ms-activity-id": randomUUID(), "x-ms-request-charge": "1", "x-ms-session-token": "0:-1#1", ...answer.headers,
  });
  response.end(Buffer.isBuffer(answer.body) || answer.body === undefined ? answer.body : JSON.stringify(answer.body));
});

for (const [database, id] of containers.map(container => container.split("/"))) {
  if (!store.account.database(database).read()) store.createDatabase({ id: database });
  if (!store.account.database(database).collection(id).read())
    store.createCollection(database, { id, partitionKey: { paths: ["/partitionKey"], kind: "Hash", version: 2 }, defaultTtl: -1 });
}

server.keepAliveTimeout = 60_000;
server.listen(Number(port), "127.0.0.1");
