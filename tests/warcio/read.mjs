// Reads web archives by warcio and prints one line of JSON for each record:
//
//   {"file", "offset", "length", "type", "target", "date", "payload", "sha256", "digests"}
//
// where "payload" is the length of the block behind the HTTP head, if it has one, "sha256" its
// SHA-256, and "digests" names the record's digest fields and whether each is right.
//
// usage: node read.mjs FILE...
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { WARCParser } from "warcio";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function base32(bytes) {
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  return bits.replace(/.{1,5}/g, (five) => BASE32[parseInt(five.padEnd(5, "0"), 2)]);
}

// "sha256:..." in hexadecimal, base32 or base64.
function isDigestOf(digest, bytes) {
  const colon = digest.indexOf(":");
  const made = createHash(digest.slice(0, colon)).update(bytes).digest();
  const value = digest.slice(colon + 1).replace(/=+$/, "");
  const spellings = [made.toString("hex"), base32(made), made.toString("base64url")];
  return [value.toLowerCase(), value.toUpperCase(), value.replaceAll("+", "-").replaceAll("/", "_")]
    .some((spelling) => spellings.includes(spelling));
}

// What `take` makes of each record, as warcio parses it with these options.
async function* recordsOf(file, options, take) {
  const parser = new WARCParser(createReadStream(file), options);
  for await (const record of parser) {
    const bytes = await record.readFully(false);
    await record.skipFully();
    yield take(record, bytes, parser);
  }
}

async function read(file) {
  const blocks = recordsOf(file, { parseHttp: false }, (_, bytes) => bytes);
  const parts = recordsOf(file, { parseHttp: true }, (record, payload, parser) => ({
    file: basename(file),
    offset: parser.offset,
    length: parser.recordLength,
    type: record.warcType,
    target: record.warcTargetURI ?? null,
    date: record.warcDate ?? null,
    payload: payload.length,
    sha256: createHash("sha256").update(payload).digest("hex"),
    digests: { payload: record.warcPayloadDigest, block: record.warcBlockDigest },
    bytes: payload,
  }));
  for await (const { bytes, ...line } of parts) {
    const block = (await blocks.next()).value;
    const { payload, block: ofBlock } = line.digests;
    line.digests = {};
    // A revisit's is that of the payload it stands for.
    if (payload && line.type !== "revisit") line.digests.payload = isDigestOf(payload, bytes);
    if (ofBlock) line.digests.block = isDigestOf(ofBlock, block);
    console.log(JSON.stringify(line));
  }
}

for (const file of process.argv.slice(2)) await read(file);
