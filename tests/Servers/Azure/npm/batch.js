// The body of a transactional batch: RecordIO of HybridRows, Cosmos DB's binary format, as Microsoft.Azure.Cosmos sends it and wants it
// answered. Only the two schemas of its batch API are known here (HybridRowBatchSchemas.json in that library).
"use strict";

const version = 0x81;
const schemas = { segment: 2147473648, record: 2147473649, operation: 2145473648, result: 2145473649 };
const operationTypes = { 0: "create", 2: "read", 4: "delete", 5: "replace", 20: "upsert" };
const minimalReturnPreference = 12;
const sparsePaths = { 8: "indexingDirective", 9: "ifMatch", 10: "ifNoneMatch", 11: "timeToLiveInSeconds", [minimalReturnPreference]: "minimalReturn" };

class Reader {
  constructor(buffer) {
    this.buffer = buffer;
    this.at = 0;
  }

  get done() {
    return this.at >= this.buffer.length;
  }

  byte() {
    return this.buffer[this.at++];
  }

  int32() {
    this.at += 4;
    return this.buffer.readInt32LE(this.at - 4);
  }

  varint() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  bytes(length) {
    this.at += length;
    return this.buffer.subarray(this.at - length, this.at);
  }

  header(schema) {
    if (this.byte() !== version || this.int32() !== schema) throw new Error("not a HybridRow of the expected schema");
  }
}

function readOperation(buffer) {
  const reader = new Reader(buffer);
  reader.header(schemas.operation);
  const present = reader.byte();
  const has = bit => (present & (1 << bit)) !== 0;
  const operation = { type: operationTypes[has(0) ? reader.int32() : -1] };
  if (has(1)) reader.int32(); // The resource type: always a document.
  for (const [bit, name] of [[2, "partitionKey"], [3, null], [4, "id"], [5, null], [6, "resourceBody"]]) {
    if (!has(bit)) continue;
    const value = reader.bytes(reader.varint());
    if (name) operation[name] = value.toString("utf8");
  }

  while (!reader.done) {
    const type = reader.byte();
    const name = sparsePaths[reader.varint()];
    if (type === 2 || type === 3) operation[name] = type === 3;
    else if (type === 20) operation[name] = reader.bytes(reader.varint()).toString("utf8");
    else if (type === 7) operation[name] = reader.int32();
    else throw new Error(`a sparse field of type ${type} is not known here`);
  }

  return operation;
}

/** The operations of a batch: { type, id, resourceBody, ifMatch, minimalReturn }. */
exports.read = function read(buffer) {
  const reader = new Reader(buffer);
  reader.header(schemas.segment);
  reader.bytes(1); // Which of its fields are there: only the length.
  reader.int32();
  const operations = [];
  while (!reader.done) {
    reader.header(schemas.record);
    const length = reader.int32();
    reader.int32(); // The checksum.
    operations.push(readOperation(reader.bytes(length)));
  }

  return operations;
};

function varint(value) {
  const bytes = [];
  for (; value >= 0x80; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return Buffer.from([...bytes, value]);
}

function head(schema, ...rest) {
  const start = Buffer.alloc(5);
  start[0] = version;
  start.writeInt32LE(schema, 1);
  return Buffer.concat([start, ...rest]);
}

function int32(...values) {
  const buffer = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => buffer.writeInt32LE(value | 0, index * 4));
  return buffer;
}

function crc32(buffer) {
  let crc = ~0;
  for (const byte of buffer) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }

  return ~crc;
}

function writeResult({ status, etag, body }) {
  const fields = [int32(status, 0)];
  let present = 0b0011;
  for (const [bit, value] of [[2, etag], [3, body]]) {
    if (value === undefined) continue;
    present |= 1 << bit;
    const bytes = Buffer.from(value);
    fields.push(varint(bytes.length), bytes);
  }

  return head(schemas.result, Buffer.from([present]), ...fields);
}

/** Answers of operations, each { status, etag, body }, the body as text. */
exports.write = function write(results) {
  const parts = [head(schemas.segment, Buffer.from([1]), int32(10))];
  for (const result of results) {
    const record = writeResult(result);
    parts.push(head(schemas.record, int32(record.length, crc32(record))), record);
  }

  return Buffer.concat(parts);
};
