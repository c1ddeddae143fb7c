// The documents: kept by @vercel/cosmosdb-server, with what it lacks: partitions, time to live, preconditions, limits, and a journal, so
// that what was acknowledged is there again after the process was killed.
"use strict";

const fs = require("fs");
const path = require("path");
const { randomInt, randomUUID } = require("crypto");
const Account = require("@vercel/cosmosdb-server/lib/account").default;

const maxDocumentBytes = 2 * 1024 * 1024;
const journalLimit = 64 * 1024 * 1024;

class Failure extends Error {
  constructor(status, code, message, subStatus) {
    super(message);
    Object.assign(this, { status, code, subStatus });
  }
}

exports.Failure = Failure;

exports.Store = class Store {
  constructor(port, folder, maxDocuments) {
    this.account = new Account("127.0.0.1", port);
    this.maxDocuments = maxDocuments;
    this.count = 0;
    this.clockOffset = 0;
    this.indexes = new WeakMap();
    this.file = path.join(folder, "journal.ndjson");
    this.journalSize = 0;
    this.undo = null;
    this.pending = null;
    this.replay();
  }

  /** Seconds since 1970, moved by the tests. */
  now() {
    return Math.floor(Date.now() / 1000) + this.clockOffset;
  }

  collection(database, id) {
    const collection = this.account.database(database).collection(id);
    if (!collection.read()) throw new Failure(404, "NotFound", `The container ${database}/${id} does not exist.`);
    return collection;
  }

  createDatabase(body) {
    this.log({ database: body });
    return this.account.databases.create(body);
  }

  createCollection(database, body) {
    this.log({ database, collection: body });
    return this.account.database(database).collections.create(body);
  }

  /** The document; undefined when it is not there or has expired. */
  find(collection, id, partition) {
    const document = collection.document(id, partition).read();
    if (!document || this.partitionOf(collection, document) !== partition) return undefined;
    if (!this.isExpired(collection, document)) return document;
    this.remove(collection, document);
    return undefined;
  }

  /** Those that are not expired, of one partition or of all, with these ids or any. */
  *all(collection, partition, ids) {
    const documents = ids
      ? [...new Set(ids)].flatMap(id => [...(this.index(collection).get(id)?.values() ?? [])])
      : [...collection.documents._data.values()].map(item => item.read());
    for (const document of documents)
      if ((partition === undefined || this.partitionOf(collection, document) === partition) && !this.isExpired(collection, document)) yield document;
  }

  /** Does one operation: { type, id, partition, body, ifMatch }, or throws a Failure. */
  apply(collection, { type, id, partition, body, ifMatch }) {
    if (body) {
      this.check(collection, body, partition);
      if (type === "replace" && body.id !== id) throw new Failure(400, "BadRequest", "The id may not be changed.");
      id = body.id;
    }

    const found = this.find(collection, id, partition);
    if (type === "create" && found) throw new Failure(409, "Conflict", "Resource with specified id or name already exists.");
    if (!found && (type === "read" || type === "delete" || type === "replace"))
      throw new Failure(404, "NotFound", "Resource Not Found. Learn more: https://aka.ms/cosmosdb-tsg-not-found");
    if (found && ifMatch && ifMatch !== "*" && ifMatch !== found._etag)
      throw new Failure(412, "PreconditionFailed", "Operation cannot be performed because one of the specified precondition is not met.");

    if (type === "read") return { status: 200, document: found };
    if (type === "delete") {
      this.remove(collection, found);
      return { status: 204 };
    }

    return { status: found ? 200 : 201, document: this.put(collection, body, found) };
  }

  /** Runs what is all or nothing. */
  atomically(action) {
    this.undo = [];
    this.pending = [];
    try {
      const result = action();
      const entries = this.pending;
      this.pending = null;
      this.log(...entries);
      return result;
    } catch (error) {
      for (const step of this.undo.reverse()) step();
      throw error;
    } finally {
      this.pending = null;
      this.undo = null;
    }
  }

  check(collection, body, partition) {
    if (typeof body.id !== "string" || body.id.length === 0 || body.id.length > 1023 || /[/\\?#]/.test(body.id))
      throw new Failure(400, "BadRequest", "The input content is invalid because the required property 'id' is missing, too long or has a character of / \\ ? #.");
    if (this.partitionOf(collection, body) !== partition)
      throw new Failure(400, "BadRequest", "PartitionKey extracted from document doesn't match the one specified in the header", 1001);
    if (Buffer.byteLength(JSON.stringify(body)) > maxDocumentBytes) throw new Failure(413, "RequestEntityTooLarge", "Request size is too large");
    if (this.count >= this.maxDocuments) throw new Failure(403, "Forbidden", `This stand-in keeps ${this.maxDocuments} documents.`, 1014);
  }

  put(collection, body, old) {
    const { documents } = collection;
    if (old) documents.delete(old.id, this.partitionOf(collection, old));
    else this.count++;
    const _rid = old?._rid ?? this.newRid(documents);
    const document = { ...body, _rid, _self: documents._self(_rid), _etag: `"${randomUUID()}"`, _attachments: "attachments/", _ts: this.now() };
    this.set(collection, document);
    this.log({ ...this.place(collection), put: document });
    this.undo?.push(() => {
      documents.delete(document.id, this.partitionOf(collection, document));
      this.indexOf(collection, document).delete(document._rid);
      if (old) this.set(collection, old);
      else this.count--;
    });
    return document;
  }

  newRid(documents) {
    let rid;
    do rid = documents._rid(randomInt(2 ** 31));
    while (documents._data.has(rid));
    return rid;
  }

  remove(collection, document) {
    collection.documents.delete(document.id, this.partitionOf(collection, document));
    this.indexOf(collection, document).delete(document._rid);
    this.count--;
    this.log({ ...this.place(collection), remove: [document.id, this.partitionOf(collection, document)] });
    this.undo?.push(() => {
      this.set(collection, document);
      this.count++;
    });
  }

  set(collection, document) {
    collection.documents._set(document);
    this.indexOf(collection, document).set(document._rid, document);
  }

  isExpired(collection, document) {
    const { defaultTtl } = collection.read();
    const ttl = defaultTtl === undefined ? -1 : document.ttl ?? defaultTtl;
    return ttl > 0 && document._ts + ttl <= this.now();
  }

  partitionOf(collection, document) {
    return collection.read().partitionKey.paths[0].slice(1).split("/").reduce((value, name) => value?.[name], document);
  }

  /** By id, then by rid: the documents of one id in several partitions. */
  index(collection) {
    if (!this.indexes.has(collection)) this.indexes.set(collection, new Map());
    return this.indexes.get(collection);
  }

  indexOf(collection, { id }) {
    const index = this.index(collection);
    if (!index.has(id)) index.set(id, new Map());
    return index.get(id);
  }

  place(collection) {
    const [, , database, , id] = collection.read()._self.split("/");
    return { in: [database, id] };
  }

  log(...entries) {
    if (this.pending) {
      this.pending.push(...entries);
      return;
    }

    if (this.replaying || entries.length === 0) return;
    const line = JSON.stringify(entries) + "\n";
    fs.appendFileSync(this.file, line);
    this.journalSize += line.length;
    if (this.journalSize > journalLimit) this.compact();
  }

  replay() {
    if (!fs.existsSync(this.file)) return;
    this.replaying = true;
    const lines = fs.readFileSync(this.file, "utf8").split("\n");
    for (const line of lines.slice(0, -1)) { // What follows the last line's end was cut off by a kill, and never acknowledged.
      for (const entry of JSON.parse(line)) {
        if (entry.collection) this.createCollection(entry.database, entry.collection);
        else if (entry.database) this.createDatabase(entry.database);
        else this.replayDocument(entry);
      }
    }

    this.replaying = false;
    this.compact();
  }

  replayDocument({ in: [database, id], put, remove }) {
    const collection = this.collection(database, id);
    const [key, partition] = remove ?? [put.id, this.partitionOf(collection, put)];
    const old = collection.document(key, partition).read();
    if (old) this.remove(collection, old);
    if (!put) return;
    this.set(collection, put);
    this.count++;
  }

  compact() {
    const temporary = this.file + ".new";
    const file = fs.openSync(temporary, "w");
    const write = entry => fs.writeSync(file, JSON.stringify([entry]) + "\n");
    for (const database of this.account.databases._data.values()) {
      write({ database: { id: database.read().id } });
      for (const collection of database.collections._data.values()) {
        const { id, partitionKey, defaultTtl } = collection.read();
        write({ database: database.read().id, collection: { id, partitionKey, defaultTtl } });
        for (const put of this.all(collection)) write({ ...this.place(collection), put });
      }
    }

    fs.closeSync(file);
    fs.renameSync(temporary, this.file);
    this.journalSize = 0;
  }
};
