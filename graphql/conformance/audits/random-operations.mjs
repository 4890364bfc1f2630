// Random operations on a schema, most of them valid: the caller validates and keeps those that are.
import {
  isInputObjectType, isInterfaceType, isLeafType, isListType, isNonNullType, isUnionType, isEnumType,
  isRequiredArgument, isRequiredInputField, getNamedType, isCompositeType,
} from 'graphql';

/** A generator of numbers that a seed repeats (mulberry32). */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(next() * n);
  return { next, below, chance: (p) => next() < p, pick: (items) => items[below(items.length)] };
}

/** One operation with its variables. */
export function randomOperation(schema, random) {
  const state = { schema, random, names: 0, definitions: [], variables: {}, fragments: [], left: 40 };
  const roots = [['query', schema.getQueryType()], ['mutation', schema.getMutationType()]].filter(([, type]) => type);
  const [kind, root] = random.chance(0.8) ? roots[0] : random.pick(roots);
  const selections = selectionSet(state, root, 0);
  const variables = state.definitions.length > 0 ? `(${state.definitions.join(', ')})` : '';
  return { query: [`${kind} Op${variables} ${selections}`, ...state.fragments].join('\n'), variables: state.variables };
}

function selectionSet(state, type, depth) {
  const { random } = state;
  const count = 1 + random.below(depth > 3 ? 2 : 5);
  const selections = [];
  for (let i = 0; i < count; i++) {
    selections.push(selection(state, type, depth));
  }
  return `{ ${selections.filter(Boolean).join(' ') || '__typename'} }`;
}

function selection(state, type, depth) {
  const { random, schema } = state;
  if (state.left-- <= 0 || random.chance(0.06) || isUnionType(type)) {
    return isUnionType(type) && state.left > 0 && random.chance(0.9) ? inline(state, random.pick(type.getTypes()), depth) : '__typename';
  }
  if (depth < 6 && random.chance(0.12)) {
    const on = isInterfaceType(type) && random.chance(0.7) ? random.pick(schema.getPossibleTypes(type)) : type;
    return random.chance(0.5) ? inline(state, on, depth) : spread(state, on, depth);
  }
  return field(state, type, depth);
}

function inline(state, type, depth) {
  const condition = state.random.chance(0.85) ? ` on ${type.name}` : '';
  return `...${condition}${directives(state)} ${selectionSet(state, type, depth + 1)}`;
}

function spread(state, type, depth) {
  const name = `F${state.names++}`;
  const body = selectionSet(state, type, depth + 1);
  state.fragments.push(`fragment ${name} on ${type.name} ${body}`);
  return `...${name}${directives(state)}`;
}

function field(state, type, depth) {
  const { random } = state;
  const fields = Object.values(type.getFields());
  const leaves = fields.filter((candidate) => isLeafType(getNamedType(candidate.type)));
  const chosen = random.pick(depth >= 6 && leaves.length > 0 ? leaves : fields);
  const args = chosen.args.filter((arg) => isRequiredArgument(arg) || random.chance(0.4))
    .map((arg) => `${arg.name}: ${argument(state, arg.type)}`);
  const alias = args.length > 0 || random.chance(0.25) ? `a${state.names++}: ` : '';
  const below = isCompositeType(getNamedType(chosen.type)) ? ` ${selectionSet(state, getNamedType(chosen.type), depth + 1)}` : '';
  return `${alias}${chosen.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${directives(state)}${below}`;
}

function directives(state) {
  const { random } = state;
  if (!random.chance(0.08)) { return ''; }
  const flag = random.chance(0.5) ? String(random.chance(0.5)) : variable(state, 'Boolean!', random.chance(0.5));
  return ` @${random.pick(['skip', 'include'])}(if: ${flag})`;
}

function argument(state, type) {
  const { random } = state;
  if (random.chance(0.4)) {
    const value = json(random, type, 0);
    const fallback = !isNonNullType(type) && random.chance(0.3) ? ` = ${written(json(random, type, 0), type)}` : '';
    return variable(state, `${type}${fallback}`, value, fallback && random.chance(0.5));
  }
  return written(json(random, type, 0), type);
}

function variable(state, type, value, leaveOut = false) {
  const name = `v${state.names++}`;
  state.definitions.push(`$${name}: ${type}`);
  if (!leaveOut) { state.variables[name] = value; }
  return `$${name}`;
}

function json(random, type, depth) {
  if (isNonNullType(type)) { return json(random, type.ofType, depth) ?? json(random, type, depth); }
  if (random.chance(0.1)) { return null; }
  if (isListType(type)) { return Array.from({ length: random.below(3) }, () => json(random, type.ofType, depth + 1)); }
  if (isEnumType(type)) { return random.pick(type.getValues()).name; }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    if (type.isOneOf) {
      const one = random.pick(fields);
      const value = json(random, one.type, depth + 1);
      return { [one.name]: value ?? json(random, one.type, depth + 1) ?? 'one' };
    }
    return Object.fromEntries(fields.filter((one) => isRequiredInputField(one) || (depth < 3 && random.chance(0.5)))
      .map((one) => [one.name, json(random, one.type, depth + 1)]));
  }
  switch (type.name) {
    case 'Int': return random.below(2000) - 1000;
    case 'Float': return (random.below(2000) - 1000) / 4;
    case 'Boolean': return random.chance(0.5);
    case 'ID': return random.chance(0.5) ? random.below(1000) : `id-${random.below(1000)}`;
    case 'String': return random.pick(['', 'plain', 'with "quotes"', 'line\nbreak', 'ünïcödé 积分 🎁', '\\ back', `t${random.below(1000)}`]);
    default: return random.chance(0.5) ? random.below(1_000_000) : `s${random.below(1000)}`;
  }
}

function written(value, type) {
  if (isNonNullType(type)) { return written(value, type.ofType); }
  if (value === null || value === undefined) { return 'null'; }
  if (isListType(type)) { return `[${value.map((item) => written(item, type.ofType)).join(', ')}]`; }
  if (isEnumType(type)) { return value; }
  if (isInputObjectType(type)) {
    return `{${Object.entries(value).map(([name, member]) => `${name}: ${written(member, type.getFields()[name].type)}`).join(', ')}}`;
  }
  return JSON.stringify(value);
}
