// Random valid operations, answered by the engine and by graphql-js from the same values; any difference is printed.
// usage: node differential.mjs URL SCHEMA.graphql [operations=20000] [seed]
import { readFileSync } from 'node:fs';
import {
  buildSchema, execute, getNullableType, GraphQLError, isEnumType, isListType, isObjectType, isScalarType, parse,
  print, validate, version,
} from 'graphql';
import { randomFrom, randomOperation } from './random-operations.mjs';

const [url, file, count = '20000', given] = process.argv.slice(2);
const seed = given ? Number(given) : Date.now() >>> 0;
const sdl = readFileSync(file, 'utf8');
const schema = buildSchema(sdl);
const VALUES = 64; // Seeds for values, each a schema of its own at the server.

// The values: the same functions as SeededValues.cs.
function hash(valueSeed, text) {
  let h = (2166136261 ^ valueSeed) >>> 0;
  for (let i = 0; i < text.length; i++) { h = Math.imul(h ^ text.charCodeAt(i), 16777619) >>> 0; }
  return (h ^ (h >>> 15)) >>> 0;
}

function inspected(value) {
  if (value === null || value === undefined) { return 'null'; }
  if (typeof value === 'string') { return `"${value}"`; }
  if (Array.isArray(value)) { return `[${value.map((item) => `${inspected(item)},`).join('')}]`; }
  if (typeof value === 'object') { return `{${Object.keys(value).sort().map((name) => `${name}:${inspected(value[name])},`).join('')}}`; }
  return String(value);
}

function valueOf(valueSeed, type, place, h) {
  const named = getNullableType(type);
  if (isListType(named)) {
    return Array.from({ length: Math.floor(h / 31) % 4 }, (_, index) => {
      const itemPlace = `${place}#${index}`;
      const itemHash = hash(valueSeed, itemPlace);
      return itemHash % 23 === 0 ? null : valueOf(valueSeed, named.ofType, itemPlace, itemHash);
    });
  }
  if (isEnumType(named)) { return named.getValues()[Math.floor(h / 31) % named.getValues().length].value; }
  if (isScalarType(named)) {
    switch (named.name) {
      case 'Int': return h % 100_000;
      case 'Float': return (h % 1000) / 8;
      case 'Boolean': return Math.floor(h / 31) % 2 === 0;
      default: return `${named.name} ${h}`;
    }
  }
  if (isObjectType(named)) { return { __typename: named.name }; }
  const possible = schema.getPossibleTypes(named).map((type) => type.name).sort();
  return { __typename: possible[Math.floor(h / 31) % possible.length] };
}

function resolverFor(valueSeed) {
  return (_source, args, _context, info) => {
    const path = [];
    for (let step = info.path; step; step = step.prev) { path.unshift(step.key); }
    const place = path.join('.') + Object.keys(args).sort().map((name) => `|${name}=${inspected(args[name])}`).join('');
    const h = hash(valueSeed, place);
    if (h % 23 === 0) { return null; }
    if (h % 29 === 0) { throw new GraphQLError(`Fault at ${h}`); }
    return valueOf(valueSeed, info.returnType, place, h);
  };
}

// When one of several siblings takes their parent with it, the specification leaves open which of their errors are
// told. So data must be equal to the letter; of the errors those that both tell, and that both tell some or none.
function difference(theirs, ours) {
  if (JSON.stringify(theirs.data) !== JSON.stringify(ours.data)) { return 'data'; }
  const [expected, actual] = [theirs.errors ?? [], ours.errors ?? []];
  if ((expected.length === 0) !== (actual.length === 0)) { return 'errors'; }
  const byPlace = new Map(actual.map((error) => [JSON.stringify(error.path), error]));
  let met = 0;
  for (const error of expected.map((one) => one.toJSON())) {
    const other = byPlace.get(JSON.stringify(error.path));
    if (!other) { continue; }
    met++;
    if (other.message !== error.message || JSON.stringify(other.locations) !== JSON.stringify(error.locations)) {
      return `error at ${JSON.stringify(error.path)}`;
    }
  }
  return expected.length > 0 && met === 0 ? 'places of errors' : null;
}

async function answerOf(query, variables, valueSeed) {
  const response = await fetch(url, {
    method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ schema: sdl, query, variables, seed: valueSeed }),
  });
  return response.json();
}

const random = randomFrom(seed);
const total = Number(count);
let passed = 0;
let told = 0;
let tried = 0;
let withErrors = 0;
console.log(`graphql-js ${version}, seed ${seed}`);

async function one(query, document, variables, valueSeed) {
  const theirs = await execute({ schema, document, variableValues: variables, fieldResolver: resolverFor(valueSeed) });
  const ours = await answerOf(query, variables, valueSeed);
  const found = difference(theirs, ours);
  if (theirs.errors) { withErrors++; }
  if (!found) {
    passed++;
  } else if (told++ < 5) {
    console.log(`differs in ${found} (values ${valueSeed}):\n${print(document)}\n${JSON.stringify(variables)}`);
    console.log(`graphql-js: ${JSON.stringify(theirs)}\nours:       ${JSON.stringify(ours)}\n`);
  }
}

let waiting = [];
for (let kept = 0; kept < total; tried++) {
  const { query, variables } = randomOperation(schema, random);
  const document = parse(query);
  if (validate(schema, document).length > 0) { continue; }
  kept++;
  waiting.push(one(query, document, variables, random.below(VALUES)));
  if (waiting.length === 16) { await Promise.all(waiting); waiting = []; }
}
await Promise.all(waiting);
console.log(`${tried} generated, ${total} valid, ${withErrors} with errors of fields`);
console.log(`${passed}/${total}`);
process.exit(passed === total ? 0 : 1);
